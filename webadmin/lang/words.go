package lang

// words are the names of states, ends and kinds: one word or a few, by the
// code that telephony and board give.
var words = []text{
	{"state.air", "Aktivní", "Active"},
	{"state.off", "Neaktivní", "Inactive"},
	{"state.break", "Přestávka", "Break"},
	{"state.ring", "Vyzvánění", "Ringing"},
	{"state.dial", "Vytáčení", "Dialling"},
	{"state.talk", "Hovoří", "Talking"},
	{"state.wrap", "Zpracování", "Processing"},
	{"state.lost", "Nedostupný", "Unreachable"},
	{"state.out", "Nepřihlášen", "Not logged in"},
	{"state.break-named", "Přestávka: %s", "Break: %s"},

	{"outcome.", "probíhá", "in progress"},
	{"outcome.answered", "přijato", "answered"},
	{"outcome.abandoned", "zavěšeno", "hung up"},
	{"outcome.closed-out", "ukončeno", "closed out"},
	{"outcome.passed-on", "předáno do jiné fronty", "passed on to another queue"},
	{"outcome.turned-away", "odmítnuto", "turned away"},

	{"end.caller", "zavěsil volající", "the caller hung up"},
	{"end.agent", "zavěsil operátor", "the operator hung up"},
	{"end.system", "ukončil box", "ended by the box"},
	{"end.lost", "spojení se ztratilo", "the connection was lost"},
	{"end.restart", "box se znovu spouštěl", "the box was restarting"},
	{"end.full", "fronta byla plná nebo vypnutá", "the queue was full or disabled"},
	{"end.transfer", "přepojil operátor", "transferred by the operator"},
	{"end.max-wait", "překročena nejdelší doba čekání", "the longest waiting time was over"},

	{"offer.answered", "zvednuto", "answered"},
	{"offer.missed", "nezvednuto", "not answered"},
	{"offer.busy", "obsazeno", "busy"},
	{"offer.refused", "odmítnuto na telefonu", "refused on the phone"},
	{"offer.unreachable", "telefon nedostupný", "phone unreachable"},
	{"offer.abandoned", "volající zavěsil", "the caller hung up"},
	{"offer.withdrawn", "odvoláno", "withdrawn"},

	{"reach.ok", "připravený", "ready"},
	{"reach.unregistered", "není přihlášený k boxu", "not registered at the box"},
	{"reach.unanswering", "neodpovídá", "does not answer"},
	{"reach.off-hook", "má vyvěšené sluchátko", "is off the hook"},
	{"reach-remedy.ok", "", ""},
	{"reach-remedy.unregistered", "Zkontrolujte jeho napájení, síťový kabel a heslo.", "Check its power, network cable and password."},
	{"reach-remedy.unanswering", "Zkontrolujte jeho napájení a síťový kabel.", "Check its power and network cable."},
	{"reach-remedy.off-hook", "Zavěste sluchátko.", "Put the handset down."},

	{"process.", "–", "–"},
	{"process.open", "zpracovává se", "in processing"},
	{"process.unprocessed", "nezpracovaný", "unprocessed"},
	{"process.saved", "uložený", "saved"},

	{"notice.abandoned", "Hovor byl zavěšen během vyzvánění.", "The call was hung up during ringing."},
	{"notice.passed-on", "Hovor byl předán na jiného operátora.", "The call was passed to another operator."},
	{"notice.parked", "Hovor bude předán na jiného operátora.", "The call will be passed to another operator."},
	{"notice.loaded", "Zobrazen nezpracovaný hovor z %s.", "Unprocessed call of %s shown."},
	{"notice.unreachable", "Hovory k vám nejdou: váš telefon neodpovídá. Zkontrolujte jeho napájení a síťový kabel.", "You get no calls: your phone does not answer. Check its power and network cable."},
	{"notice.refused", "Váš telefon hovor odmítl. Hovor dostane jiný operátor.", "Your phone refused the call. Another operator will get it."},
	{"notice.released", "Vedoucí vás odhlásil nebo uvolnil vaše zpracování.", "A supervisor signed you off or released your processing."},

	{"role.finance", "finance", "finance"},
	{"role.director", "jednatel", "director"},
	{"role.management", "management", "management"},
	{"role.marketing", "marketing", "marketing"},
	{"role.sales", "obchod", "sales"},
	{"role.technician", "technik", "technician"},
}
