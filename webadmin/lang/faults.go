package lang

import "github.com/spojka/spojka/telephony"

// Fault is the sentence of a fault of the office; an argument that is a key is
// said in its words.
func Fault(l Lang, f telephony.Fault) string {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		if args[i] = a; Has(Key(a)) {
			args[i] = T(l, Key(a))
		}
	}
	return T(l, Key("fault."+string(f.Code)), args...)
}

// faults by code of telephony.Fault: what is wrong, then the remedy.
var faults = []text{
	{"fault.zone", "„%s“ není časové pásmo. Napište třeba Europe/Prague.", "“%s” is not a time zone: use for example Europe/Prague"},
	{"fault.country", "„%s“ není země podle ISO 3166. Napište třeba CZ.", "“%s” is not a country of ISO 3166: use for example CZ"},
	{"fault.emergency-number", "Číslo „%s“ pro tísňová volání není telefonní číslo. Napište třeba +420800100200.", "The number “%s” for emergency calls is no number: use for example +420800100200"},
	{"fault.too-many-breaks", "Je jich %s, může jich být nejvýše %s. Některé odeberte.", "There are %s, there can be %s at most: remove some"},
	{"fault.id", "Označení smí mít 1 až 32 malých písmen bez háčků, číslic, teček a pomlček a začíná písmenem nebo číslicí.", "The id may have 1-32 small letters, digits, dots and dashes, and begins with a letter or digit"},
	{"fault.id-twice", "Toto označení je tu dvakrát. Jedno změňte.", "The id is used twice: change one"},
	{"fault.name", "Název musí mít 1 až %s znaků.", "The name must have 1 to %s characters"},
	{"fault.missing", "%s „%s“ v nastavení není. Vyberte jinou možnost, nebo ji nejprve přidejte.", "%s “%s” is not in the settings: choose another, or add it first"},
	{"fault.reason-name", "Důvod %s nemá název. Doplňte ho.", "Reason %s has no name: give it one"},
	{"fault.reason-number", "Důvod „%s“ má číslo „%s“. Použijte jen číslice.", "Reason “%s” has the number “%s”: use digits only"},
	{"fault.reason-twice", "Číslo %s je tu dvakrát, u „%s“ a „%s“. Jedno změňte.", "Number %s stands twice, at “%s” and “%s”: change one"},
	{"fault.negative", "Meze nemohou být záporné. 0 znamená bez omezení nebo obvyklou mez.", "Limits can't be negative: use 0 for none or the usual one"},
	{"fault.number", "„%s“ není telefonní číslo. Napište třeba +420800100200.", "“%s” is not a number: use for example +420800100200"},
	{"fault.strategy", "Způsob vyzvánění „%s“ neexistuje. Použijte jeden z %s.", "There is no strategy “%s”: use one of %s"},
	{"fault.ring-most", "%s telefonů nemůže zvonit najednou. Zadejte 1 až %s, nebo 0 pro %s.", "%s phones can't ring at once: use 1 to %s, or 0 for %s"},
	{"fault.rank-twice", "%s je v pořadí dvakrát. Jednou odeberte.", "%s stands in the order twice: remove one"},
	{"fault.no-voicemail", "Volající mají něco nechat, ale záznamník není vybraný. Vyberte ho.", "Callers are to leave something, but no voicemail is assigned: choose one"},
	{"fault.leave", "„%s“ nechat nelze. Vyberte vzkaz, nebo žádost o zavolání.", "“%s” can't be left: use message or call-back"},
	{"fault.to-itself", "Fronta nemůže předávat sama sobě. Vyberte jinou.", "It can't pass callers on to itself: choose another queue"},
	{"fault.seconds", "%s: %s s nejde. Zadejte 0 až %s.", "%s: %s s can't be, use 0 to %s"},
	{"fault.hour", "%s není hodina dne. Zadejte 0 až 23.", "%s is no hour of a day: use 0 to 23"},
	{"fault.address", "„%s“ není adresa. Napište 192.0.2.1, 192.0.2.1:5060 nebo 192.0.2.0/24.", "“%s” is no address: use 192.0.2.1, 192.0.2.1:5060 or 192.0.2.0/24"},
	{"fault.simulated-address", "„%s“: simulovaná linka volá jen z tohoto počítače. Použijte 127.0.0.2.", "“%s”: a simulated trunk calls from this computer only, use 127.0.0.2"},
	{"fault.leads-nowhere", "Nevede nikam. Vyberte frontu.", "It leads nowhere: choose a queue"},
	{"fault.inbound-number", "Není to telefonní číslo. Napište třeba +420800100200, nebo * pro každé jiné.", "It is not a number: use for example +420800100200, or * for every other"},
	{"fault.long-name", "Název smí mít nejvýše %s znaků. Zkraťte ho.", "The name must have at most %s characters"},
	{"fault.twice", "Je tu dvakrát. Jedno odeberte.", "It stands twice: remove one"},
	{"fault.nobody-calls", "Nikdo by tudy nemohl volat. Zadejte adresy, ze kterých linka volá, nebo přihlášení.", "Nobody could call by it: name the addresses that it calls from, or have it registered with"},
	{"fault.too-many-addresses", "Volá z %s adres, může z nejvýše %s. Spojte je do sítí jako 192.0.2.0/24.", "It calls from %s addresses, there can be %s: join them to nets like 192.0.2.0/24"},
	{"fault.trunk-lines", "%s hovorů najednou nejde. Zadejte 1 až %s, nebo 0, když to nevíte.", "It carries %s calls at once: use 1 to %s, or 0 where nobody knows"},
	{"fault.main-number", "Hlavní číslo „%s“ není telefonní číslo. Napište třeba +420800100200.", "The main number “%s” is no number: use for example +420800100200"},
	{"fault.simulated-registers", "Simulovaná linka se nikam nepřihlašuje. Přihlášení vypněte.", "A simulated trunk registers nowhere: leave the registration out"},
	{"fault.no-registrar", "Chybí server. Zadejte to, čemu poskytovatel říká SIP server, jako host nebo host:port.", "The registrar is missing: use what the provider calls the SIP server, host or host:port"},
	{"fault.no-register-user", "Chybí uživatel. Zadejte to, čemu poskytovatel říká uživatel, číslo nebo účet.", "The user that is registered is missing: use what the provider calls user, number or account"},
	{"fault.domain-port", "Doména „%s“ obsahuje port. Vynechte ho.", "The domain of From “%s” has a port: leave it out"},
	{"fault.expires", "Přihlášení na %s s nejde. Zadejte %s až %s, nebo 0 pro obvyklých 600.", "It is registered for %s s: use %s to %s, or 0 for the usual 600"},
	{"fault.same-account", "Linka %s se tam přihlašuje stejným uživatelem a navzájem by se odhlašovaly. Jednu vypněte.", "Trunk %s registers the same user there: each would put the other out; disable one"},
	{"fault.host", "%s: „%s“ není adresa serveru. Napište třeba sip.example.cz, sip.example.cz:5070 nebo 192.0.2.1.", "%s: “%s” is no host, use for example sip.example.cz, sip.example.cz:5070 or 192.0.2.1"},
	{"fault.user", "%s: „%s“ nejde. Použijte nejvýše %s písmen, číslic a znaků . _ + - @", "%s: “%s” can't be, use up to %s letters, digits and . _ + - @"},
	{"fault.called-in", "Volané číslo nemůže stát v „%s“. Použijte %s, %s nebo %s.", "The number called can't stand in “%s”: use %s, %s or %s"},
	{"fault.shown-in", "Naše číslo nemůže stát v „%s“. Použijte jedno z %s.", "Our number can't stand in “%s”: use one of %s"},
	{"fault.dials", "Čísla nejde psát jako „%s“. Použijte jedno z %s, nebo nic pro +420…", "Numbers can't be written as “%s”: use one of %s, or nothing for +420…"},
	{"fault.codec", "Zvuk nejde kódovat jako „%s“. Použijte každý z %s nejvýše jednou, nebo nic pro všechny.", "Sound can't be coded as “%s”: use each of %s at most once, or nothing for all"},
	{"fault.caller-in", "Číslo volajícího nemůže stát v „%s“. Použijte každé z %s nejvýše jednou.", "The caller's number can't stand in “%s”: use each of %s at most once"},
	{"fault.country-code", "„%s“ není předvolba země. Napište třeba 421, nebo * pro všechny.", "“%s” is no country's code: use for example 421, or * for all"},
	{"fault.date", "Není to den. Napište 2026-12-31, nebo 12-24 pro každý rok.", "It is not a day: use 2026-12-31, or 12-24 for every year"},
	{"fault.span", "%s: „%s“ není část dne. Použijte časy od 0:00 do 24:00.", "%s: “%s” is not a part of a day, use times from 0:00 to 24:00"},
	{"fault.spans-lap", "%s: %s začíná dřív, než skončí %s. Seřaďte je, nebo z nich udělejte jeden.", "%s: %s begins before %s has ended, put them in order, or make one of them"},
	{"fault.night-laps", "%s přesahuje do %s dalšího dne. Jeden zkraťte.", "%s reaches into %s of the day after: make one of them shorter"},
	{"fault.keys", "Volba kláves „%s“ neexistuje. Vyberte vzkaz, žádost o zavolání, obojí, nebo nic.", "There are no keys “%s”: use message, call-back, both or none"},
	{"fault.lang", "Jazyk „%s“ neumíme. Vyberte cs nebo en.", "There is no language “%s”: use cs or en"},
	{"fault.login-taken", "Toto přihlašovací jméno už existuje. Zvolte jiné.", "This login exists already: choose another"},
	{"fault.last-admin", "Nikdo by už nemohl měnit nastavení. Aspoň jednomu uživateli to právo nechte.", "Nobody could set the box up any more: leave one user with that right"},
	{"fault.keeping-negative", "Dny ani měsíce nemohou být záporné. 0 znamená navždy.", "Days and months can't be negative: use 0 for ever"},
	{"fault.copy-folder", "„%s“ není celá cesta ke složce. Napište ji od kořene, třeba /media/zaloha.", "“%s” is not a whole path of a folder: write it from the root, for example /media/backup"},
	{"fault.copy-most", "%s záloh uchovat nejde. Napište 1 až %s.", "%s copies can't be kept: use 1 to %s"},
	{"fault.keeping-short", "Hovory musí zůstat aspoň tak dlouho jako jejich nahrávky. Přidejte měsíce knize, nebo uberte dny nahrávkám.", "Calls must stay as long as their recordings: raise the months of the book or lower the days of recordings"},
	{"fault.mail-host", "Server „%s“ není adresa serveru. Napište třeba smtp.example.cz.", "The server “%s” is no host: use for example smtp.example.cz"},
	{"fault.port", "Port %s neexistuje. Zadejte 1 až 65535, nebo 0 pro obvyklý.", "There is no port %s: use 1 to 65535, or 0 for the usual one"},
	{"fault.mail-clear", "Heslo by šlo sítí čitelně. Použijte STARTTLS nebo TLS, nebo žádného uživatele.", "A password would cross the network in the clear: use STARTTLS or TLS, or no user"},
	{"fault.mail-tls", "Způsob „%s“ utajit spojení neexistuje. Použijte tls, plain, nebo nic pro STARTTLS.", "There is no way “%s” to keep the conversation secret: use tls, plain, or nothing for STARTTLS"},
	{"fault.mail-receivers", "Příjemců je %s, může jich být 1 až %s.", "%s receivers are named, there can be 1 to %s"},
	{"fault.mail-address", "%s: „%s“ není adresa. Napište třeba vedouci@example.cz.", "%s: “%s” is no address, use for example vedouci@example.cz"},
	{"fault.signal-days", "%s dnů není mezi 1 a %s. 0 znamená obvyklých %s.", "%s days are not between 1 and %s: 0 is the usual %s"},
	{"fault.signal-mb", "%s MB není mezi %s a %s. 0 znamená obvyklých %s.", "%s MB are not between %s and %s: 0 are the usual %s"},
}
