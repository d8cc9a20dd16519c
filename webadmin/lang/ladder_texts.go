package lang

import "strconv"

// ladderTexts are for what a call's messages say. A finding's sentence may
// use, by their number: 1 the party, 2 a duration, 3 a count, 4 what the
// party said.
var ladderTexts = []text{
	{"ladder.title", "Signalizace hovoru", "Signalling of the call"},
	{"ladder.open", "Signalizace", "Signalling"},
	{"ladder.back", "Zpět na hovor", "Back to the call"},
	{"ladder.back-to", "Zpět: %s", "Back: %s"},
	{"ladder.none", "Od spuštění boxu nic nepřišlo", "Nothing has come since the box began"},
	{"ladder.none-text", "Tady se objeví přihlašování a hovory odmítnuté dřív, než se dostaly do boxu.", "Registrations appear here, and calls that were refused before they reached the box."},
	{"ladder.found", "Co z hovoru plyne", "What the call shows"},
	{"ladder.live", "Hovor ještě trvá. Stránka se doplňuje sama.", "The call is still on. The page completes itself."},
	{"ladder.messages", "%d zpráva|%d zprávy|%d zpráv", "%d message|%d messages"},
	{"ladder.box", "Box", "The box"},
	{"ladder.seat", "Telefon %s", "Phone %s"},
	{"ladder.trunk", "Linka %s", "Trunk %s"},
	{"ladder.other", "Druhá strana", "The other side"},
	{"ladder.caller", "Volající", "Caller"},
	{"ladder.way", "%[1]s posílá: %[2]s", "%[1]s sends: %[2]s"},
	{"ladder.again", "znovu", "again"},
	{"ladder.gap", "%s beze zprávy", "%s without a message"},
	{"ladder.restart", "Tady se box spustil znovu.", "Here the box began anew."},
	{"ladder.empty", "Zprávy tohoto hovoru se nezachovaly", "No messages of this call were kept"},
	{"ladder.empty-text", "Jak dlouho se uchovávají, je v Nastavení – Zprávy hovorů. Hovory odmítnuté dřív, než vznikly, mají vlastní seznam.", "How long they are kept stands under Settings – Messages of calls. Calls that were refused before there was one have a list of their own."},
	{"ladder.hint", "Každý řádek otevře celou zprávu. Hesla a stisknuté klávesy se neukládají.", "Each line opens the whole message. Passwords and pressed keys are not kept."},
	{"note.sound", "zvuk sem: %s", "sound to: %s"},
	{"note.hold", "podržení", "hold"},
	{"note.resume", "konec podržení", "end of hold"},
	{"note.digit", "stisk klávesy", "key pressed"},
	{"note.no-sound", "konec zvuku", "end of sound"},

	{"handout.title", "Předat dál", "Hand out"},
	{"handout.text", "Pro podporu výrobce nebo operátora linky. Poslední tři číslice čísel a jména lidí jsou skryté.", "For the maker's or the provider's support. The last three digits of numbers and the names of people are hidden."},
	{"handout.numbers", "Celá čísla a jména", "Whole numbers and names"},
	{"handout.addresses", "Skrýt IP adresy", "Hide IP addresses"},
	{"handout.zip", "Stáhnout vše (ZIP)", "Download everything (ZIP)"},
	{"handout.pcap", "Stáhnout pcap", "Download pcap"},
	{"handout.failed", "Soubor se nedal vytvořit. Zkuste to znovu.", "The file could not be made. Try again."},

	{"quality.title", "Zvuk", "Sound"},
	{"quality.party", "Strana", "Party"},
	{"quality.received", "Přijato paketů", "Packets received"},
	{"quality.lost", "Ztráta", "Loss"},
	{"quality.jitter", "Kolísání", "Jitter"},
	{"quality.gap", "Nejdelší mezera", "Longest gap"},
	{"quality.round", "Tam a zpět", "Round trip"},
	{"quality.sent", "Posláno paketů", "Packets sent"},

	{"finding.well", "Všechno proběhlo v pořádku.", "All went well."},
	{"finding.well-so-far", "Zatím je všechno v pořádku.", "All is well so far."},
	{"finding.nothing", "Zprávy se nezachovaly.", "No messages were kept."},
	{"finding.no-answer", "%[1]s: vyzvánění trvalo %[2]s, sluchátko nikdo nezvedl.", "%[1]s rang for %[2]s, nobody picked up."},
	{"finding.silent", "%[1]s vůbec neodpovídá: zavoláno %[3]d×, za %[2]s nepřišlo nic.", "%[1]s does not reply at all: called %[3]d times, nothing came in %[2]s."},
	{"finding.refused", "%[1]s odmítá hovor: %[4]s.", "%[1]s refuses the call: %[4]s."},
	{"finding.turned-away", "Box hovor nepřijal: %[4]s.", "The box refused the call: %[4]s."},
	{"finding.no-codec", "Žádný společný kodek: %[1]s a box se nedohodly na zvuku (%[4]s).", "No codec in common: %[1]s and the box did not agree on the sound (%[4]s)."},
	{"finding.slow", "%[1]s: první odpověď přišla až za %[2]s.", "%[1]s: the first reply took %[2]s."},
	{"finding.no-ack", "%[1]s nepotvrzuje naši odpověď: ACK nepřišlo, 200 OK odešlo %[3]d×.", "%[1]s does not confirm our answer: ACK never came, 200 OK was sent %[3]d times."},
	{"finding.ack-lost", "%[1]s neslyší naše potvrzení: svou odpověď opakuje %[3]d×.", "%[1]s does not hear our ACK: its answer came %[3]d times."},
	{"finding.gave-up", "Volající zavěsil po %[2]s, dřív než hovor někdo přijal.", "The caller hung up after %[2]s, before the call was answered."},
	{"finding.repeats", "%[1]s: zprávy se po cestě ztrácejí, opakovalo se jich %[3]d.", "%[1]s: messages get lost on the way, %[3]d had to be repeated."},
	{"finding.lost", "%[1]s: spojení po síti zmizelo, hovor skončil bez zavěšení.", "%[1]s: the connection vanished, the call ended without a goodbye."},
	{"finding.no-reply", "%[1]s neodpovídá na zprávu %[4]s uvnitř hovoru.", "%[1]s does not reply to %[4]s within the call."},
	{"finding.alg", "%[1]s: zprávy po cestě někdo mění (SIP ALG v routeru).", "%[1]s: somebody on the way changes the messages (SIP ALG of a router)."},
	{"finding.private-sound", "%[1]s chce zvuk na adresu, která z internetu nikam nevede.", "%[1]s wants its sound at an address that leads nowhere from the internet."},
	{"finding.password", "%[1]s odmítá naše heslo (%[4]s).", "%[1]s refuses our password (%[4]s)."},
	{"finding.restart", "Během hovoru se box spustil znovu. Spojení zůstalo.", "The box began anew during the call. The connection stayed."},
	{"finding.missing", "Nezachováno zpráv: %[3]d. Hovor jich měl příliš mnoho, nebo disk nestíhal.", "Messages not kept: %[3]d. The call had too many, or the disk was too slow."},
	{"finding.one-way", "Jednosměrný zvuk: za %[2]s nepřišlo nic. Strana: %[1]s.", "One-way audio: nothing came in %[2]s. Party: %[1]s."},
	{"finding.loss", "%[1]s: ztrácí se %[3]d %% zvuku na cestě k nám.", "%[1]s: %[3]d %% of the sound is lost on the way to us."},
	{"finding.their-loss", "%[1]s: ztrácí se %[3]d %% našeho zvuku na cestě tam.", "%[1]s: %[3]d %% of our sound is lost on the way there."},
	{"finding.gap", "%[1]s: zvuk se na %[2]s přerušil.", "%[1]s: the sound paused for %[2]s."},
	{"finding.jitter", "%[1]s: zvuk přichází nepravidelně, kolísá o %[2]s.", "%[1]s: the sound comes unevenly, by %[2]s."},
	{"finding.delay", "%[1]s: cesta tam a zpět trvá %[2]s, lidé si skáčou do řeči.", "%[1]s: there and back takes %[2]s, people talk over each other."},

	{"finding-remedy.no-answer", "Sedí tam někdo? Vyzvánění na telefonu může být ztišené.", "Is anybody there? The phone's ringer may be turned down."},
	{"finding-remedy.silent", "Zkontrolujte napájení a síťový kabel, u linky adresu a firewall.", "Check power and network cable, with a trunk its address and the firewall."},
	{"finding-remedy.no-codec", "Na druhé straně zapněte kodek G.711 (PCMA).", "Switch the codec G.711 (PCMA) on at the other side."},
	{"finding-remedy.slow", "Přetížený telefon nebo síť. Zkuste jiný port přepínače a novější firmware telefonu.", "An overloaded phone or network. Try another port of the switch and newer firmware of the phone."},
	{"finding-remedy.no-ack", "Odpověď nejspíš nedorazila: zkontrolujte NAT, firewall a SIP ALG v routeru.", "Our answer probably did not arrive: check NAT, the firewall and SIP ALG of the router."},
	{"finding-remedy.ack-lost", "Zkontrolujte NAT, firewall a SIP ALG mezi boxem a touto stranou.", "Check NAT, the firewall and SIP ALG between the box and this side."},
	{"finding-remedy.repeats", "Zkontrolujte kabel, Wi-Fi a vytížení připojení.", "Check the cable, Wi-Fi and the load of the connection."},
	{"finding-remedy.lost", "Zkontrolujte síť a napájení této strany v čase konce hovoru.", "Check this side's network and power at the time when the call ended."},
	{"finding-remedy.no-reply", "Druhá strana na hovor zapomněla, nebo zpráva nedorazila.", "The other side has forgotten the call, or the message did not arrive."},
	{"finding-remedy.alg", "Vypněte v routeru SIP ALG (také SIP helper, SIP fixup).", "Switch SIP ALG off in the router (also called SIP helper, SIP fixup)."},
	{"finding-remedy.private-sound", "Volající za NAT: zvuk se srovná podle prvních paketů. Když chybí, řešte to s operátorem linky.", "A caller behind NAT: the sound follows the first packets. If there is none, see the provider."},
	{"finding-remedy.password", "Zadejte heslo linky znovu v Nastavení – Linky.", "Enter the trunk's password again in Settings – Trunks."},
	{"finding-remedy.one-way", "Zkontrolujte firewall a NAT pro zvuk (UDP 20000–21999) a ztlumený mikrofon.", "Check firewall and NAT for the sound (UDP 20000–21999), and a muted microphone."},
	{"finding-remedy.loss", "Ztrácí se mezi touto stranou a boxem: kabel, Wi-Fi, vytížené připojení.", "It is lost between this side and the box: cable, Wi-Fi, a loaded connection."},
	{"finding-remedy.their-loss", "Ztrácí se mezi boxem a touto stranou: kabel, Wi-Fi, vytížené připojení.", "It is lost between the box and this side: cable, Wi-Fi, a loaded connection."},
	{"finding-remedy.gap", "Krátký výpadek sítě nebo přepojování na straně operátora linky.", "A short outage of the network, or switching at the provider's side."},
	{"finding-remedy.jitter", "V routeru dejte hlasu přednost (QoS, DSCP EF).", "Give voice priority in the router (QoS, DSCP EF)."},
	{"finding-remedy.delay", "Dlouhá cesta sítí: VPN, satelit nebo přetížené připojení.", "A long way through the network: VPN, satellite or a loaded connection."},

	{"sip.401", "Druhá strana chce heslo. Zkontrolujte jméno a heslo linky.", "The other side wants a password. Check the trunk's user and password."},
	{"sip.403", "Zakázáno: operátor linky hovor nedovolil. Ověřte u něj kredit, povolené směry a zobrazované číslo.", "Forbidden: the provider did not allow the call. Ask about credit, allowed destinations and the number shown."},
	{"sip.404", "Číslo tam nikdo nezná. U příchozího hovoru ho přidejte v Nastavení – Čísla.", "Nobody knows the number there. For an incoming call add it in Settings – Numbers."},
	{"sip.407", "Druhá strana chce heslo. Zkontrolujte jméno a heslo linky.", "The other side wants a password. Check the trunk's user and password."},
	{"sip.408", "Druhá strana nestihla odpovědět. Zkontrolujte síť.", "The other side did not reply in time. Check the network."},
	{"sip.480", "Dočasně nedostupný: telefon má vypnuto vyzvánění, nebo není přihlášen.", "Temporarily unavailable: the phone is on do-not-disturb or not registered."},
	{"sip.484", "Číslo není celé.", "The number is not complete."},
	{"sip.486", "Obsazeno: na telefonu už někdo mluví.", "Busy: somebody is talking on the phone."},
	{"sip.500", "Porucha na druhé straně. Zkuste to později, pak volejte podporu operátora linky.", "A fault at the other side. Try later, then call the provider's support."},
	{"sip.503", "Druhá strana je přetížená nebo mimo provoz.", "The other side is overloaded or out of service."},
	{"sip.603", "Člověk na telefonu hovor odmítl.", "The person at the phone declined the call."},
	{"sip.3", "Telefon chce hovor přesměrovat. Zrušte přesměrování v telefonu.", "The phone wants the call redirected. Switch call forwarding off in the phone."},
	{"sip.4", "Podívejte se na text odmítnutí níže a na nastavení této strany.", "Look at the text of the refusal below and at the settings of this side."},
	{"sip.5", "Porucha na druhé straně. Zkuste to později.", "A fault at the other side. Try again later."},
	{"sip.6", "Druhá strana hovor nechce nikde přijmout.", "The other side does not want the call anywhere."},
}

// Remedy is what to do about a finding: its own, or by its SIP status; false:
// there is nothing to be done.
func Remedy(code string, status int) (Key, bool) {
	if k := Key("finding-remedy." + code); Has(k) {
		return k, true
	}
	for _, k := range [...]Key{Key("sip." + strconv.Itoa(status)), Key("sip." + strconv.Itoa(status/100))} {
		if status != 0 && Has(k) {
			return k, true
		}
	}
	return "", false
}
