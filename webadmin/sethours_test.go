package webadmin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// rule is opening hours by the week alone, and Christmas Eve.
type rule struct{}

func (rule) Day(o *telephony.Office, id telephony.HoursID, date string) telephony.DayPlan {
	p := telephony.DayPlan{Date: date}
	at, _ := time.Parse(time.DateOnly, date)
	if i := placeOf(o.Hours, string(id), hoursID); i >= 0 {
		p.Open = o.Hours[i].Week.Of(at.Weekday())
	}
	for _, d := range o.OwnDays {
		if d.Date == date {
			p.Own, p.Name, p.Open = true, d.Name, d.Open
		}
	}
	if strings.HasSuffix(date, "-12-24") {
		p.Holiday = "christmas-eve"
		if !p.Own {
			p.Open = nil
		}
	}
	return p
}

func (r rule) At(o *telephony.Office, id telephony.HoursID, at time.Time) (bool, time.Time) {
	local := at.In(zoneOf(o.Zone))
	now := telephony.Minute(local.Hour()*60 + local.Minute())
	open := slices.ContainsFunc(r.Day(o, id, local.Format(time.DateOnly)).Open, func(s telephony.Span) bool { return s.From <= now && now < s.Till })
	return open, local.Add(time.Hour)
}

// An installer sets opening hours as a week, own days and what becomes of who
// calls out of hours; what can't be is refused beside its day, and the page
// says what happens to a caller at a time.
//
// Proves: P-SET-1, D-36
func TestOpeningHoursAreSet(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/settings/hours/new", "8:00–16:00", "<b>neděle</b>", "Zkopírovat")
	week := func(more ...string) []string {
		return append([]string{"name", "Běžná", "week1", "7-18", "week2", "7:00–12:00, 12:30-18:00", "week3", "7:00-12:00", "week3", "12:30–18"}, more...)
	}
	_, body := v.post("/settings/hours/new", week("week5", "7-25", "week6", "8-12", "week6", "11-13")...)
	v.holds(body, "„7-25“ není čas od–do", "8:00–12:00 a 11:00–13:00 se překrývají", `value="7-25"`, `value="7:00–12:00, 12:30-18:00"`)
	_, body = v.post("/settings/hours/new", week("week6", "22-6", "week7", "5-9")...)
	v.holds(body, "22:00–6:00 přesahuje do dalšího dne, kde začíná 5:00–9:00")
	v.post("/settings/hours/new", week("week5", "22:00–6", "onHolidays", "1")...)
	o := v.box.Office()
	if len(o.Hours) != 1 || o.Hours[0].ID != "bezna" || !o.Hours[0].OnHolidays || len(o.Hours[0].Week[1]) != 2 || !slices.Equal(o.Hours[0].Week[1], o.Hours[0].Week[2]) ||
		o.Hours[0].Week[4][0] != (telephony.Span{From: 22 * 60, Till: 6 * 60}) || o.Hours[0].Week[6] != nil {
		t.Fatalf("%+v", o.Hours)
	}
	v.see("/settings/hours", "Po 7:00–18:00, Út–St 7:00–12:00, 12:30–18:00, Pá 22:00–6:00", "neřídí se jí žádná fronta")

	queue := []string{"name", "Podpora", "strategy", "longest-idle", "hours", "bezna"}
	_, body = v.post("/settings/queues/podpora", append(queue, "closedLeave", "message")...)
	v.holds(body, "Volající mají něco nechat v záznamníku. Vyberte ho.")
	v.post("/settings/queues/podpora", append(queue, "closedQueue", "ucetni")...)
	if q := v.box.Office().Queues[0]; q.Hours != "bezna" || q.Closed.Queue != "ucetni" {
		t.Errorf("%+v", q)
	}
	v.see("/settings/hours/bezna?at=2026-11-24T07:30", "otevřeno", "čeká ve frontě na operátora", "24. 11. 2026 08:30")
	v.see("/settings/hours/bezna?at=2026-11-24T06:59", "zavřeno", "předá se do fronty Fakturace a platby")
	_, body = v.post("/settings/hours/bezna/delete")
	v.holds(body, "Používá to fronta")
}

// Own days stand in the list of public holidays; one can be set from there.
//
// Proves: P-SET-1
func TestOwnDaysAreSet(t *testing.T) {
	v := newVisit(t)
	v.box.office.Hours = []telephony.Hours{{ID: "bezna", Name: "Běžná"}}
	v.signIn("spravce")
	v.see("/settings/days", "čtvrtek 24. 12. 2026", "Štědrý den", `href="/settings/days/new?date=2026-12-24"`)
	v.see("/settings/days/new?date=2026-12-24", `type="date"`, `value="2026-12-24"`)
	_, body := v.post("/settings/days/new", "date", "24. 12.", "open", "x")
	v.holds(body, "Zadejte den.", "„x“ není čas od–do")
	v.post("/settings/days/new", "date", "2026-12-24", "open", "8-12", "dayName", "Půlden", "hoursOf", "bezna")
	v.post("/settings/days/new", "date", "2026-12-31", "everyYear", "1")
	_, body = v.post("/settings/days/new", "date", "2027-12-31", "everyYear", "1")
	v.holds(body, "Tento den už v seznamu je.")
	v.see("/settings/days", "24. 12. 2026", "Půlden", "8:00–12:00, Běžná", "31. 12. každý rok", "zvláštní den: 8:00–12:00")
	if days := v.box.Office().OwnDays; len(days) != 2 || days[0].Date != "12-31" || days[1].Hours[0] != "bezna" {
		t.Fatalf("%+v", days)
	}
	v.box.office.OwnDays = append(v.box.office.OwnDays, telephony.OwnDay{Date: "02-29"})
	v.see("/settings/days/02-29", `value="2028-02-29"`)
	v.post("/settings/days/02-29/delete")
	v.see("/settings/days/2026-12-24%20bezna", `value="2026-12-24"`, `value="8:00–12:00"`)
	if code, _ := v.post("/settings/hours/bezna/delete"); code != http.StatusConflict {
		t.Errorf("hours of an own day are deleted: %d", code)
	}
	v.post("/settings/days/" + url.PathEscape("2026-12-24 bezna") + "/delete")
	if days := v.box.Office().OwnDays; len(days) != 1 {
		t.Errorf("%+v", days)
	}
}

// The page says that a queue is closed and until when, and who may turns the
// night switch there; nobody else sees it. Callers are transferred to open
// queues only.
//
// Proves: D-20, D-41, S-XFER-2, D-25
func TestNightSwitchOnThePage(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	door := telephony.QueueView{Closed: true, OutOfHours: 3, OutOfHoursLeft: 2, NextChange: time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)}
	shut := func() {
		v.box.doors = map[telephony.QueueID]telephony.QueueView{"ucetni": door}
		v.box.change(func(*telephony.Snapshot) {})
	}
	shut()
	if body := v.see("/centre", "zavřeno do úterý 8:00"); strings.Contains(body, "/centre/night") {
		t.Error("jana may turn the night switch")
	}
	v.see("/wall", "zavřeno do úterý 8:00", "mimo provozní dobu dnes: 3, z toho se vzkazem nebo žádostí: 2")
	id := v.box.ring("jana", "+420606000327", known)
	v.box.answer("jana")
	if body := v.see("/centre", `<option value="podpora" selected>`); strings.Contains(body, `<option value="ucetni"`) {
		t.Errorf("call %v could be transferred to a closed queue", id)
	}
	door.Night = telephony.NightView{Hold: telephony.HoldClosed, ByName: "Ivana Žížalová", Since: v.box.start, Until: time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)}
	shut()
	v = visitBox(t, v.box).signIn("vedouci")
	v.see("/overview", "zavřeno nočním přepínačem do 8:30", "Ivana Žížalová, 07:00", "Podle provozní doby", "Všechny podle provozní doby", "Opravdu zavřít?")
	v.post("/centre/night", "queue", "podpora", "hold", "closed")
	if w, ok := v.box.last().(telephony.SetNight); !ok || w != (telephony.SetNight{Agent: "vedouci", Queue: "podpora", Hold: telephony.HoldClosed}) {
		t.Errorf("asked %+v", v.box.last())
	}
	asked := len(v.box.asked)
	if code, _ := v.post("/centre/night", "queue", "podpora", "hold", "ajar"); code != http.StatusNotFound || len(v.box.asked) != asked {
		t.Errorf("a way to hold that there isn't: %d, asked %+v", code, v.box.last())
	}
}
