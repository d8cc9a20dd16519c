package webadmin

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A provider fills the switches, the rest is typed, the password is kept and
// never shown.
//
// Proves: P-SET-1
func TestTrunkIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/settings/trunks/new", "Odorik", "Vyplnit", "Heslo", "Čím se linky liší")
	body := v.see("/settings/trunks/new?provider=odorik", "Vyplněno: Odorik.", `<option value="to" selected>`, `name="registers" checked`)
	if strings.Contains(body, "Od poskytovatele ještě") {
		t.Error("Odorik needs nothing more")
	}
	v.see("/settings/trunks/new?provider=telekom", `name="tcp" checked`, "Od poskytovatele ještě potřebujete: Uživatel hesla, Odchozí proxy.")
	_, body = v.post("/settings/trunks/new", "name", "Odorik", "registers", "on", "registrar", "sip example", "called", "to", "caller", "nowhere", "codecs", "morse", "trunkPassword", "p\ns", "expires", "5")
	v.holds(body, "není adresa serveru", "Vyplňte uživatele", "Vyberte jednu z možností", "na jednom řádku", "Nejkratší platnost")
	code, body := v.post("/settings/trunks/new", "name", "Odorik", "registers", "on", "registrar", "sip:Sip.Odorik.cz", "registerUser", "881234",
		"authUser", "abc", "fromDomain", "odorik.cz", "outboundProxy", "192.0.2.1:5070", "trunkPassword", "velmi tajné", "called", "to", "caller", "from", "expires", "300", "overlap", "on", "tcp", "on",
		"shown", "p-preferred-identity", "dials", "national", "codecs", "PCMA,PCMU", "noTimer", "on", "trunkNumber", "800 100 200", "trunkSite", "brno", "lines", "4")
	v.holds(body, "Uloženo. Platí hned", "Stav linky", "uložené; prázdné nechá staré")
	if code != http.StatusOK || strings.Contains(body, "velmi") || v.box.passwd["trunk odorik"] != "velmi tajné" {
		t.Errorf("%d %q", code, v.box.passwd["trunk odorik"])
	}
	want := telephony.Trunk{ID: "odorik", Name: "Odorik", Number: "+420800100200", Site: "brno", Lines: 4, Peers: []string{},
		Register: &telephony.Register{Registrar: "sip.odorik.cz", User: "881234", AuthUser: "abc", FromDomain: "odorik.cz", OutboundProxy: "192.0.2.1:5070", TCP: true, Expires: 300},
		Habits: telephony.Habits{Called: telephony.InTo, Caller: []telephony.NumberIn{telephony.InFrom}, Overlap: true, Shown: telephony.InPreferred, Dials: telephony.FormNational,
			Codecs: []telephony.Codec{telephony.PCMA, telephony.PCMU}, NoTimer: true},
	}
	if got := v.box.Office().Trunks[1]; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\n%+v", got, want)
	}
	// Another profile keeps what is the customer's own.
	v.see("/settings/trunks/odorik?provider=registering", `value="881234"`, `value="sip.odorik.cz"`, `value="odorik.cz"`, `<option value="" selected>`)
	v.post("/settings/trunks/odorik", "name", "Odorik", "peers", "192.0.2.9")
	if got := v.box.Office().Trunks[1]; got.Register != nil {
		t.Errorf("%+v", got)
	}
	v.post("/settings/trunks/odorik/delete")
	if n := len(v.box.Office().Trunks); n != 1 {
		t.Errorf("%d trunks", n)
	}
}

// Where phones may call is closed until it is opened.
//
// Proves: P-SET-1
func TestOutwardIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/settings/outward", "Volání ven", "Předvolby dalších zemí", "Kolik nejvýše")
	_, body := v.post("/settings/outward", "countries", "42x", "calls", "-1")
	v.holds(body, "není předvolba země", "Napište celé číslo", `value="42x"`)
	_, body = v.post("/settings/outward", "countries", "+421, 0049 421", "premium", "on", "seatMinutes", "120", "abroadCalls", "1")
	v.holds(body, "Uloženo. Platí hned", `value="421 49"`)
	want := telephony.Outward{Countries: []string{"421", "49"}, Premium: true, SeatMinutes: 120, AbroadCalls: 1}
	if got := v.box.Office().Outward; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if code, _ := newVisit(t).signIn("jana").get("/settings/outward"); code == http.StatusOK {
		t.Error("an operator may set it")
	}
}

func registeredLine(b *box) telephony.TrunkView {
	now := b.Now().Wall
	return telephony.TrunkView{Up: true, Since: now, Where: "192.0.2.10:5060", Addresses: []string{"192.0.2.10:5060", "192.0.2.11:5060"}, Answered: now, Round: 18 * time.Millisecond,
		Registers: true, Registered: now.Add(-90 * time.Minute), Until: now.Add(10 * time.Minute), Next: now.Add(6 * time.Minute), Calls: 3}
}

// The page says what the wire says, and what to do about it.
func TestTrunkAsTheWireSays(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	says := func(view telephony.TrunkView, texts ...string) {
		t.Helper()
		v.box.lines = map[telephony.TrunkID]telephony.TrunkView{"hlavni": view}
		v.box.change(func(*telephony.Snapshot) {})
		v.see("/settings/trunks/hlavni", texts...)
	}
	says(registeredLine(v.box), "Linka je přihlášená u poskytovatele.", "Přihlášeno od", "Obnoví se v", "18 ms", "192.0.2.11:5060")
	says(telephony.TrunkView{Trouble: telephony.TrunkWrongPassword, Last: "401 Unauthorized", Registers: true, Next: v.box.Now().Wall.Add(time.Minute)},
		"Heslo nesouhlasí.", "Opište ho znovu", "Síť řekla: 401 Unauthorized", "Další pokus v")
	says(telephony.TrunkView{Up: true, Rewritten: true}, "SIP ALG", "Druhé strany se neptáme")
	v.box.change(func(s *telephony.Snapshot) {
		s.Alerts = []telephony.Alert{{At: v.box.Now(), What: telephony.AlertIdentity, Trunk: "hlavni", To: "+420777000111"}}
	})
	v.see("/settings/trunks/hlavni", "ukázalo se hlavní", "777 000 111")
	v.see("/overview", "Linka Hlavní linka odmítla naše číslo +420 777 000 111")
	v.see("/settings/trunks", "funguje", "198.51.100.4, která nepatří žádné lince")
	v.see("/health", "ukázalo se hlavní")
	code, body := v.get("/live?screen=trunks&at=/settings/trunks/hlavni&once=1")
	if v.holds(body, "ukázalo se hlavní"); code != http.StatusOK {
		t.Error(code)
	}
	code, body = v.get("/live?screen=trunks&at=/settings/trunks&once=1")
	if v.holds(body, `"rows"`, "funguje"); code != http.StatusOK {
		t.Error(code)
	}
	other := newVisit(t).signIn("jana") // no administrator
	if _, body = other.get("/live?screen=trunks&at=/settings/trunks/hlavni&once=1"); strings.Contains(body, `"line"`) {
		t.Errorf("an operator sees %s", body)
	}
}

func somePhones(b *box) []telephony.PhoneView {
	now := b.Now().Wall
	return []telephony.PhoneView{
		{Program: "Yealink SIP-T46U 108.86.0.45", Where: "10.1.2.3:5062", Transport: "UDP", Since: now.Add(-3 * time.Hour), Until: now.Add(5 * time.Minute), Answered: now, Round: 4 * time.Millisecond},
		{Where: "203.0.113.7:40122", Contact: "192.168.1.5:5060", Transport: "TCP", Since: now.Add(-time.Hour), Until: now.Add(2 * time.Minute), Answered: now.Add(-time.Minute), Silent: true, Rewritten: true},
	}
}

func someSounds(b *box) {
	leg := telephony.Quality{Seat: "203", Received: 5000, Sent: 5000, Jitter: 3 * time.Millisecond, Round: 21 * time.Millisecond, Score: 430}
	bad, none := leg, leg
	bad.Lost, bad.Score, bad.Jitter = 400, 290, 300*time.Microsecond
	none.Received, none.Score = 0, 0
	for i, q := range []telephony.Quality{leg, bad, none} {
		b.records[i].Sound = []telephony.Quality{{Received: 10, Sent: 10}, q}
	}
}

// Each phone of a seat and how its latest calls sounded; where there is none,
// how to register one.
func TestPhonesOfASeat(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/settings/seats/203", "Žádný telefon tu není přihlášený", `href="/refused"`, "127.0.0.1:5060", "Po prvním hovoru", "jen MD5")
	v.box.handsets = map[telephony.SeatID][]telephony.PhoneView{"203": somePhones(v.box)}
	v.box.someCalls(5)
	someSounds(v.box)
	v.box.change(func(*telephony.Snapshot) {})
	v.see("/settings/seats/203", "Yealink SIP-T46U", "10.1.2.3:5062 UDP", "4 ms", "telefon – neodpovídá", "za routerem", "SIP ALG",
		"dobrý", "7,4 %", "špatný", "od telefonu nic nepřišlo")
	v.post("/settings/seats/203", "name", "Stůl", "digest", "md5")
	if got := v.box.Office().Seats[2]; got.Digest != telephony.DigestMD5 || got.Name != "Stůl" {
		t.Errorf("%+v", got)
	}
	_, body := v.post("/settings/seats/203", "name", "Stůl", "digest", "rot13")
	v.holds(body, "Vyberte jednu z možností")
}

// In a browser: the pages of lines and phones in their moments, live.
func TestBrowserLinesAndPhones(t *testing.T) {
	b := newBox(t)
	b.someCalls(5)
	someSounds(b)
	c := newChrome(t, b)
	c.enter("spravce")
	c.open("/settings/trunks/new?provider=telekom")
	c.keeps("trunk-provider")
	c.open("/settings/trunks/hlavni")
	b.lines = map[telephony.TrunkID]telephony.TrunkView{"hlavni": {Trouble: telephony.TrunkWrongPassword, Last: "401 Unauthorized", Registers: true, Since: b.Now().Wall, Next: b.Now().Wall.Add(time.Minute)}}
	b.change(func(*telephony.Snapshot) {})
	c.Shows("Heslo nesouhlasí.", "401 Unauthorized")
	c.keeps("trunk-refused")
	b.lines["hlavni"] = registeredLine(b)
	b.change(func(*telephony.Snapshot) {})
	c.Shows("Linka je přihlášená u poskytovatele.")
	c.keeps("trunk-registered")
	c.open("/settings/seats/203")
	c.keeps("seat-empty")
	b.handsets = map[telephony.SeatID][]telephony.PhoneView{"203": somePhones(b)}
	b.change(func(*telephony.Snapshot) {})
	c.Shows("Yealink", "SIP ALG")
	c.keeps("seat-phones")
	c.open("/settings/trunks")
	c.keeps("trunks")
	c.open("/settings/seats")
	c.keeps("seats-list")
}
