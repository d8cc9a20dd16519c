package webadmin

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func (b *box) last() telephony.Wish {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.asked) == 0 {
		return nil
	}
	return b.asked[len(b.asked)-1]
}

// Without script a refused wish comes back with its sentence beside the
// cause, what was typed still in it, and a button that insists.
func TestRefusalsAskAndCanBeInsistedOn(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedElsewhere, Name: "203", Since: v.box.start}
	code, body := v.post("/centre/sign-on", "seat", "202")
	if code != http.StatusConflict {
		t.Errorf("refused: %d", code)
	}
	v.holds(body, "Jste přihlášen na telefonu 203 od 07:00. Odhlásit tam a přihlásit zde?", `name="move" value="1" form="sign-on"`)
	v.post("/centre/sign-on", "seat", "202", "move", "1")
	if w, ok := v.box.last().(telephony.SignOn); !ok || !w.Move || w.Seat != "202" {
		t.Errorf("insisting asked %+v", v.box.last())
	}
	id := v.box.ring("jana", "+420606000327", known)
	v.box.answer("jana")
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedStillTalking}
	_, body = v.post("/centre/save", "call", id.String(), "reason1", "4", "note", "Ještě mluví", "rt", "12")
	v.holds(body, "Hovor stále probíhá. Ukončit a uložit?", `name="hangup" value="1" form="save"`, ">Ještě mluví</textarea>", `value="12"`)
	v.box.over("jana")
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedConfirmLeave}
	_, body = v.post("/centre/sign-off")
	v.holds(body, "Máte hovor ve zpracování.", `name="leave" value="1" form="sign-off"`)
	v.post("/centre/sign-off", "leave", "1")
	if w, ok := v.box.last().(telephony.SignOff); !ok || !w.Leave || w.By != "" {
		t.Errorf("insisting asked %+v", v.box.last())
	}
}

func TestRefusalsStandBesideTheirField(t *testing.T) {
	for code, want := range map[telephony.RefusalCode][2]string{
		telephony.RefusedRTNotNumber:   {"rt", "Zadané číslo RT nemá formát čísla!"},
		telephony.RefusedFindCustomer:  {"customer", "Nejprve vyhledejte zákazníka"},
		telephony.RefusedReasonMissing: {"reason", "Vyberte důvod volání."},
		telephony.RefusedNoteTooLong:   {"note", "Poznámka je příliš dlouhá."},
	} {
		v := newVisit(t).signIn("jana")
		v.post("/centre/sign-on", "seat", "203")
		id := v.box.ring("jana", "", nil)
		v.box.answer("jana")
		v.box.over("jana")
		v.box.refuse = &telephony.Refusal{Code: code}
		_, body := v.post("/centre/save", "call", id.String(), "rt", "1a")
		_, after, ok := strings.Cut(body, `data-field="`+want[0]+`"`)
		if !ok || !strings.Contains(after[:min(len(after), 400)], want[1]) {
			t.Errorf("%s is not beside %s", want[1], want[0])
		}
	}
}

// A book that can't write is said so; nothing claims to be saved.
func TestAWishThatIsNotWrittenIsSaidSo(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.box.fails = errors.New("the disk is full")
	code, body := v.post("/centre/sign-on", "seat", "203")
	if code != http.StatusConflict {
		t.Errorf("status %d", code)
	}
	v.holds(body, "Box to nestihl zapsat na disk")
}

// The reason is taken by radios or by a typed number or word; only a way that
// hangs together counts.
//
// Proves: S-REASON-1, S-REASON-4, S-REASON-5, D-6, D-45
func TestReasonIsReadFromRadiosNumberOrWord(t *testing.T) {
	for _, one := range []struct {
		form []string
		want string
	}{
		{[]string{"reason1", "1", "reason2", "12", "reason3", "123"}, "1 12 123"},
		{[]string{"reason1", "4"}, "4"},
		{[]string{"reason1", "2", "reason2", "12", "reason3", "123"}, "2"}, // 12 hangs below 1
		{[]string{"code", "211"}, "2 211"},
		{[]string{"code", "odklad"}, "1 12 123"},
		{[]string{"code", "reklamace"}, "1 12 122"},
		{[]string{"code", "nejde"}, ""}, // two of them
		{[]string{"reason1", "1", "code", "4"}, "4"},
		{nil, ""},
	} {
		form := make(map[string][]string)
		for i := 0; i+1 < len(one.form); i += 2 {
			form[one.form[i]] = []string{one.form[i+1]}
		}
		if got := strings.Join(texts(readSave(form, sampleTree()).Reasons), " "); got != one.want {
			t.Errorf("%v: %q, want %q", one.form, got, one.want)
		}
	}
}

func TestUnknownCallerGetsACustomer(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	id := v.box.ring("jana", "+420608123123", nil)
	v.see("/centre", "????? Technická podpora – internet a televize")
	v.box.answer("jana")
	v.see("/centre", "Zákazník je neznámý", "Přiřadit k hovoru namísto zákazníka provozovatele lokace")
	v.post("/centre/owner", "call", id.String())
	if w, ok := v.box.last().(telephony.AssignCustomer); !ok || w.Customer.ID != "1" {
		t.Errorf("the owner: %+v", v.box.last())
	}
	v.see("/centre", "Brněnská síťová, a. s.")
	v.see("/customers/new?call="+id.String(), "+420 608 123 123")
	_, body := v.post("/customers", "call", id.String(), "name", "Nová Zákaznice", "phones", "608 123 123", "site", "brno")
	v.holds(body, "Nová Zákaznice", "Aktivní volání")
	if w, ok := v.box.last().(telephony.AssignCustomer); !ok || w.Customer.Name != "Nová Zákaznice" {
		t.Errorf("the new card: %+v", v.box.last())
	}
	code, body := v.post("/customers", "name", "", "phones", "abc")
	if code != http.StatusUnprocessableEntity {
		t.Errorf("a bad card: %d", code)
	}
	v.holds(body, "Vyplňte jméno", "„abc“ není telefonní číslo")
}

func TestReplaceNumberIsOfferedWhereItMakesSense(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	for from, want := range map[telephony.Number]bool{"+420606000327": true, "+420777000145": false, "": false} {
		v.box.change(func(s *telephony.Snapshot) { s.Calls = nil })
		v.box.ring("jana", from, known)
		v.box.answer("jana")
		if _, body := v.get("/centre"); strings.Contains(body, "Nahradit číslo") != want {
			t.Errorf("from %q: offered is not %v", from, want)
		}
	}
}

func TestNoticesAndUnprocessed(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	v.see("/centre", "Načíst poslední nezpracovaný hovor")
	v.post("/centre/load")
	if _, ok := v.box.last().(telephony.LoadUnprocessed); !ok {
		t.Errorf("asked %+v", v.box.last())
	}
	for kind, want := range map[telephony.NoticeKind]string{
		telephony.NoticeAbandoned: "Hovor byl zavěšen během vyzvánění.", telephony.NoticePassedOn: "Hovor byl předán na jiného operátora.",
		telephony.NoticeParked: "Hovor bude předán na jiného operátora.",
	} {
		v.box.change(func(s *telephony.Snapshot) {
			v.box.agent(s, "jana").Notice = telephony.Notice{Kind: kind, At: v.box.Now()}
		})
		v.see("/centre", want)
	}
	v.box.ring("jana", "+420606000327", known)
	v.box.over("jana")
	v.box.change(func(s *telephony.Snapshot) {
		v.box.agent(s, "jana").Notice = telephony.Notice{Kind: telephony.NoticeLoaded, Time: time.Date(2026, 11, 20, 14, 12, 0, 0, time.UTC), At: v.box.Now()}
	})
	v.see("/centre", "Zobrazen nezpracovaný hovor z 20.11.2026 15:12.")
}

// Proves: S-HEAD-1, S-HEAD-2, S-HEAD-3, S-HEAD-4, S-HEAD-5, S-HEAD-6, S-LOGIN-2, S-LOGIN-4, W-CC-1, D-39
func TestHeaderIconAndRights(t *testing.T) {
	b := newBox(t)
	b.passwd["petr"] = goodPassword
	b.office.Agents[1].Seats = []telephony.SeatID{"202"}
	jana, petr, spravce := visitBox(t, b).signIn("jana"), visitBox(t, b).signIn("petr"), visitBox(t, b).signIn("spravce")
	icon := `href="/centre" title="`
	jana.see("/calls", icon+"Nepřihlášen do call centra")
	for _, v := range []*visit{petr, spravce} {
		if body := v.see("/calls"); strings.Contains(body, icon) {
			t.Error("the icon is shown to somebody without the right")
		}
	}
	jana.post("/centre/sign-on", "seat", "203")
	jana.see("/calls", icon+"Neaktivní: ")
	jana.post("/centre/on-air")
	jana.see("/health", icon+"Aktivní: ")
	petr.see("/overview", `href="/centre"`, "Call centrum") // without the icon he comes in by the menu
	body := petr.see("/centre", ">202<")
	if strings.Contains(body, ">203<") {
		t.Error("a seat is offered that he has no right to")
	}
}

func TestSupervisorSignsOffAndReleases(t *testing.T) {
	b := newBox(t)
	visitBox(t, b).signIn("jana").post("/centre/sign-on", "seat", "203")
	v := visitBox(t, b).signIn("vedouci")
	v.see("/overview", "Jana Nováková", "telefon 203", "Odhlásit")
	v.post("/overview/sign-off", "agent", "jana", "leave", "1")
	if w, ok := b.last().(telephony.SignOff); !ok || w.Agent != "jana" || w.By != "vedouci" {
		t.Errorf("asked %+v", b.last())
	}
	visitBox(t, b).signIn("jana").post("/centre/sign-on", "seat", "203")
	b.ring("jana", "", nil)
	b.over("jana")
	v.see("/overview", "Uvolnit zpracování")
	v.post("/overview/release", "agent", "jana")
	if w, ok := b.last().(telephony.LeaveWrapUp); !ok || w.Agent != "jana" || w.By != "vedouci" {
		t.Errorf("asked %+v", b.last())
	}
}

// Proves: S-STAT-1, W-WALL-1, W-WALL-2, W-WALL-3, W-WALL-4, W-WALL-5, W-WALL-6, W-WALL-7, D-23
func TestWallboardFigures(t *testing.T) {
	b := newBox(t)
	p, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	r, _ := http.NewRequest("GET", "/wall", nil)
	f := p.newFrame(r)
	f.Shot.Queues = []telephony.QueueView{
		{ID: "a", Name: "A", Offered: 3, Answered: 2, Abandoned: 1}, {ID: "b", Name: "B", Offered: 3, Answered: 2, Abandoned: 1},
		{ID: "c", Name: "C"}, {ID: "d", Name: "D", Offered: 2, Answered: 1, Messages: 1, Chosen: 1}, // who chose the voicemail counts
	}
	v := p.newWall(f)
	if v.Rows[0].Reach != 66 || v.Rows[2].Reach != -1 || v.Rows[3].Reach != 100 {
		t.Errorf("rows: %d %d %d", v.Rows[0].Reach, v.Rows[2].Reach, v.Rows[3].Reach)
	}
	if v.Total != 78 { // (66.67 + 66.67 + 100) / 3 = 77.8, rounded once
		t.Errorf("total %d, want 78", v.Total)
	}
	if v.Served != 5 || v.Lost != 2 || v.On != 0 || v.Ready != 0 {
		t.Errorf("figures %+v", v)
	}
	visitBox(t, b).signIn("jana").see("/wall", `class="zero"`, "Připravení agenti", "Dovolatelnost")
}
