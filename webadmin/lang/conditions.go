package lang

import (
	"strconv"

	"github.com/spojka/spojka/board"
)

// Condition is what is so about the box, and what to do about it where it is
// not in order.
func Condition(l Lang, c board.Condition) (sentence, remedy string) {
	k := "cond." + string(c.ID)
	if c.Level == board.Good {
		return T(l, Key(k+".good")), ""
	}
	bad := Key(k + ".bad")
	if c.ID == board.CondBoard {
		c.Value = Trouble(l, c.Value)
	}
	if why := Key("mail-trouble." + c.Value); c.ID == board.CondMail && Has(why) {
		c.Value = T(l, why)
	}
	if why := Key("copy-trouble." + c.Value); c.ID == board.CondBackup && Has(why) {
		return T(l, why), T(l, why+".remedy")
	}
	if c.ID == board.CondDisk {
		days, err := strconv.Atoi(c.Value)
		if err != nil { // of the system's, in its words
			return T(l, "disk.unread"), T(l, "disk.unread.remedy")
		}
		return N(l, bad, days), T(l, Key(k+".remedy"))
	}
	if valued[c.ID] {
		return T(l, bad, c.Value), T(l, Key(k+".remedy"))
	}
	return T(l, bad), T(l, Key(k+".remedy"))
}

// valued conditions carry a figure or a name for their sentence.
var valued = map[board.ConditionID]bool{
	board.CondCommit: true, board.CondTrunk: true, board.CondSeats: true,
	board.CondBoard: true, board.CondWire: true, board.CondRecordings: true, board.CondKept: true, board.CondPorts: true, board.CondMail: true,
}

var conditions = []text{
	{"cond.brain", "Rozhodování", "Decisions"},
	{"cond.brain.good", "Hovory se rozdělují.", "Calls are being distributed."},
	{"cond.brain.bad", "Rozhodovací proces neběží, hovory se nerozdělují.", "The deciding process is down; calls are not distributed."},
	{"cond.brain.remedy", "Spustí se sám do pěti sekund. Když ne, vypněte a zapněte box.", "It starts by itself within five seconds. If not, switch the box off and on."},
	{"cond.media", "Zvuk", "Sound"},
	{"cond.media.good", "Zvuk hovorů se přenáší a nahrává.", "Sound is carried and recorded."},
	{"cond.media.bad", "Zvukový proces neběží, v hovorech není slyšet.", "The sound process is down; calls are silent."},
	{"cond.media.remedy", "Spustí se sám do pěti sekund. Když ne, vypněte a zapněte box.", "It starts by itself within five seconds. If not, switch the box off and on."},
	{"cond.worker", "Nahrávky", "Recordings"},
	{"cond.worker.good", "Z nahrávek se dělají soubory MP3.", "Recordings are being made into MP3 files."},
	{"cond.worker.bad", "Nové nahrávky se zatím nedají přehrát, čekají na pásce.", "New recordings cannot be played yet; they wait on the tape."},
	{"cond.worker.remedy", "Proces se spustí sám. Nic se neztratí.", "The process starts by itself. Nothing is lost."},
	{"cond.realtime", "Přednost zvuku", "Priority of sound"},
	{"cond.realtime.good", "Zvuk má přednost před vším ostatním.", "Sound goes before everything else."},
	{"cond.realtime.bad", "Zvuk nemá přednost v reálném čase; při velké zátěži může praskat.", "Sound has no real-time priority; it may crackle under heavy load."},
	{"cond.realtime.remedy", "Spusťte box s právem CAP_SYS_NICE. Na zkoušku na počítači to nevadí.", "Start the box with the right CAP_SYS_NICE. For a trial on a computer it does not matter."},
	{"cond.recordings", "Úplnost nahrávek", "Completeness of recordings"},
	{"cond.recordings.good", "Poslední noční kontrola nenašla žádnou chybu.", "The last nightly check found nothing wrong."},
	{"cond.recordings.bad", "Poslední noční kontrola našla chyby v nahrávkách: %s.", "The last nightly check found faults in recordings: %s."},
	{"cond.recordings.remedy", "Příkaz spojka audit vypíše, které nahrávky chybí nebo jsou poškozené.", "The command spojka audit lists the recordings that are missing or damaged."},
	{"cond.disk", "Místo na disku", "Disk space"},
	{"cond.disk.good", "Místa je dost.", "There is enough space."},
	{"cond.disk.bad", "Místo vystačí asi na %d den nahrávání.|Místo vystačí asi na %d dny nahrávání.|Místo vystačí asi na %d dní nahrávání.", "Space lasts for about %d day of recording.|Space lasts for about %d days of recording."},
	{"cond.disk.remedy", "Smažte staré nahrávky nebo dejte větší kartu.", "Delete old recordings or use a larger card."},
	{"disk.unread", "Nejde zjistit, kolik je na disku místa.", "It can't be told how much room the disk has."},
	{"disk.unread.remedy", "Zkontrolujte, zda je karta nebo disk v pořádku.", "Check whether the card or disk is all right."},
	{"cond.mail", "Maily", "Mails"},
	{"cond.mail.good", "Maily odcházejí, nebo se žádné neposílají.", "Mails go out, or none are sent."},
	{"cond.mail.bad", "Maily neodcházejí: %s", "Mails do not go out: %s"},
	{"cond.mail.remedy", "Čekají a zkoušejí se dál. Co server řekl a co s tím, stojí v Nastavení – Maily.", "They wait and are tried again. What the server said and what to do is under Settings – Mails."},
	{"cond.ports", "Porty pro zvuk", "Ports for sound"},
	{"cond.ports.good", "Portů je dost.", "There are enough ports."},
	{"cond.ports.bad", "V posledních deseti minutách nebyl volný port pro zvuk; odmítnuto hovorů a vyzvánění: %s.", "In the last ten minutes no port was free for sound; calls and rings turned away: %s."},
	{"cond.ports.remedy", "Rozšiřte rozsah portů (--rtp) nebo zvyšte počet otevřených souborů. Port po každém hovoru půl sekundy odpočívá.", "Widen the range of ports (--rtp) or raise the limit of open files. A port rests for half a second after each call."},
	{"cond.kept", "Uložená data", "Stored data"},
	{"cond.kept.good", "Všechny soubory jsou v pořádku.", "All files are in order."},
	{"cond.kept.bad", "Poškozené soubory se obnovily z předchozí verze nebo ze zálohy: %s.", "Damaged files were brought back from the version before or a backup: %s."},
	{"cond.kept.remedy", "Zkontrolujte poslední změny a kartu. Poškozený soubor leží vedle a dá se poslat podpoře.", "Check the latest changes and the card. The damaged file lies beside and can be sent to support."},
	{"cond.clock", "Hodiny", "Clock"},
	{"cond.clock.good", "Čas je ověřený.", "The time is confirmed."},
	{"cond.clock.bad", "Čas zatím nikdo neověřil; záznamy se později přerovnají.", "Nobody has confirmed the time yet; records will be re-dated later."},
	{"cond.clock.remedy", "Připojte box k síti s časovým serverem (NTP).", "Connect the box to a network with a time server (NTP)."},
	{"cond.commit", "Zápis do knihy", "Writing the book"},
	{"cond.commit.good", "Zapisuje se hned.", "It is written at once."},
	{"cond.commit.bad", "Zápis trvá už %s s, ukládání čeká.", "A write has taken %s s; saving waits."},
	{"cond.commit.remedy", "Zkontrolujte disk nebo kartu. Hovory jdou dál.", "Check the disk or card. Calls go on."},
	{"cond.network", "Síť", "Network"},
	{"cond.network.good", "Síťový kabel je připojený.", "The network cable is connected."},
	{"cond.network.bad", "Box nemá spojení se sítí.", "The box has no network connection."},
	{"cond.network.remedy", "Zkontrolujte síťový kabel a switch.", "Check the network cable and switch."},
	{"cond.trunk", "Telefonní linky", "Telephone lines"},
	{"cond.trunk.good", "Všechny linky jsou v pořádku.", "All lines are in order."},
	{"cond.trunk.bad", "Linka %s nefunguje.", "Line %s does not work."},
	{"cond.trunk.remedy", "Zkontrolujte síťový kabel a router, pak volejte operátora linky.", "Check the network cable and router, then call the line's provider."},
	{"cond.seats", "Telefony", "Phones"},
	{"cond.seats.good", "Telefony přihlášených operátorů odpovídají.", "The phones of operators signed on answer."},
	{"cond.seats.bad", "Telefon %s neodpovídá.", "Phone %s does not answer."},
	{"cond.seats.remedy", "Zkontrolujte jeho napájení a síťový kabel. Hovory zatím dostávají ostatní.", "Check its power and network cable. Meanwhile the others get the calls."},
	{"cond.board", "Panel", "Panel"},
	{"cond.board.good", "Lampy a klávesy fungují.", "Lamps and keys work."},
	{"cond.board.bad", "Panel má poruchu: %s", "The panel is faulty: %s"},
	{"cond.board.remedy", "Zkontrolujte kabel panelu; která část je která, ukazuje stránka Panel. Hovory jdou dál.", "Check the panel's cable; the page Panel shows which part is which. Calls go on."},
	{"cond.wire", "Shoda se sítí", "Agreement with the wire"},
	{"cond.wire.good", "Co ví box, souhlasí s tím, co je na síti.", "What the box knows agrees with what is on the wire."},
	{"cond.wire.bad", "Box musel %s× srovnat svůj přehled se sítí.", "The box had to correct its view of the wire %s times."},
	{"cond.wire.remedy", "Nic není třeba dělat. Stáhněte protokol a pošlete ho podpoře.", "Nothing needs to be done. Send the log to support."},
	{"level.0", "v pořádku", "in order"},
	{"level.1", "pozor", "attention"},
	{"level.2", "porucha", "fault"},
}
