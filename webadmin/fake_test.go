package webadmin

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // as in the box: a computer, or one short of files, may have none

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// box is a stand-in for the rest of the house: it grants what the desk would
// grant in plain cases and lets a test say what happens on the wire.
type box struct {
	post     Post // nil: none
	optional bool // the front
	mu       sync.Mutex
	office   telephony.Office
	shot     telephony.Snapshot
	records  []telephony.CallRecord
	cards    []telephony.Customer
	health   []board.Condition
	watchers []chan *telephony.Snapshot
	face     board.Face
	pressed  []board.Press
	wired    board.Profile
	panel    Front // a real one; nil: face
	orders   []string
	start    time.Time
	since    time.Duration // of its time is left out of how long it runs
	asked    []telephony.Wish
	refuse   *telephony.Refusal // the next wish is refused with it
	fails    error              // the next wish fails with it
	dir      string
	making   bool
	passwd   map[string]string
	admin    bool
	counted  int
	phones   []Phone
	lines    map[telephony.TrunkID]telephony.TrunkView // what the wire says, where it isn't the usual
	handsets map[telephony.SeatID][]telephony.PhoneView
	flight   *recorder
	counts   []telephony.StatusCount
	deeds    []telephony.Deed                          // the newest first
	doors    map[telephony.QueueID]telephony.QueueView // how queues are closed and held
	stored   Stored
	undone   []int64
}

func (b *box) Deeds(f telephony.DeedFilter) (found []telephony.Deed, more int64, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, d := range b.deeds {
		if f.Before != 0 && d.Place >= f.Before || !f.Chooses(d) {
			continue
		}
		if len(found) == f.Limit {
			return found, found[len(found)-1].Place, b.fails
		}
		found = append(found, d)
	}
	return found, 0, b.fails
}

func (b *box) Note(d telephony.Deed) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	d.At, d.Place = b.start.Add(time.Duration(len(b.deeds))*time.Minute), int64(len(b.deeds)+1)
	b.deeds = append([]telephony.Deed{d}, b.deeds...)
	return nil
}

func (b *box) Undo(by telephony.AgentID, place int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if place > int64(len(b.deeds)) {
		return telephony.ErrBuiltOn
	}
	b.undone = append(b.undone, place)
	return b.fails
}

const goodPassword = "spojka-zkouska"

func newBox(t testing.TB) *box {
	t.Helper()
	b := &box{start: time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC), dir: t.TempDir(), passwd: map[string]string{"jana": goodPassword, "vedouci": goodPassword, "spravce": goodPassword}}
	b.office = sampleOffice()
	b.cards = sampleCards()
	b.refresh()
	b.health = []board.Condition{{ID: board.CondMedia}, {ID: board.CondRealTime, Level: board.Warn}, {ID: board.CondDisk, Value: "200"}, {ID: board.CondSeats, Level: board.Fault, Value: "204"}}
	b.face = sampleFace()
	b.flight = &recorder{b: b}
	b.stored = sampleStored(b.start)
	b.phones = []Phone{{Seat: "201", Name: "Přepážka", State: "ringing", Caller: "+420 777 123 456"}, {Seat: "202", Name: "Okno", State: "talking", Auto: true}, {Seat: "204", Name: "Sklad", State: "off"}}
	return b
}

func sampleOffice() telephony.Office {
	return telephony.Office{
		Country: "CZ", Zone: "Europe/Prague", Example: true,
		Sites: []telephony.Site{{ID: "brno", Name: "Brno – Křenová", Owner: "1"}, {ID: "praha", Name: "Praha – Karlín"}},
		Queues: []telephony.Queue{
			{ID: "podpora", Name: "Technická podpora – internet a televize", Sites: []telephony.SiteID{"brno"}, TreeIn: "p", ShowOverflow: true},
			{ID: "ucetni", Name: "Fakturace a platby", Sites: []telephony.SiteID{"brno", "praha"}, TreeIn: "p"},
		},
		Agents: []telephony.Agent{
			{ID: "jana", Name: "Jana Nováková", Queues: []telephony.QueueID{"podpora", "ucetni"}, SeesUnregistered: true},
			{ID: "petr", Name: "Petr Šťastný", Queues: []telephony.QueueID{"podpora"}},
			{ID: "kveta", Name: "Bc. Květoslava Ďurišová", Queues: []telephony.QueueID{"ucetni"}},
			{ID: "vedouci", Name: "Ivana Žížalová", Supervisor: true, Queues: []telephony.QueueID{"ucetni"}},
			{ID: "spravce", Name: "Tomáš Dvořáček", Installer: true, Supervisor: true},
		},
		Seats:   []telephony.Seat{{ID: "201", Name: "Přepážka", Simulated: true}, {ID: "202", Name: "Okno"}, {ID: "203", Name: "Stůl u dveří"}, {ID: "204", Name: "Sklad"}},
		Trunks:  []telephony.Trunk{{ID: "hlavni", Name: "Hlavní linka", Peers: []string{"192.0.2.10"}}},
		Numbers: []telephony.Inbound{{Number: "+420545000210", Queue: "podpora", Line: "Hlavní linka"}},
		Breaks:  []telephony.Break{{ID: "osobni", Name: "Osobní"}, {ID: "ukol", Name: "Úkol"}, {ID: "porada", Name: "Porada"}, {ID: "skoleni", Name: "Školení"}, {ID: "zavada", Name: "Závada"}},
		Trees:   []telephony.ReasonTree{sampleTree()},
	}
}

func sampleTree() telephony.ReasonTree {
	leaf := func(id, name string) telephony.ReasonNode {
		return telephony.ReasonNode{ID: telephony.ReasonID(id), Name: name}
	}
	node := func(id, name string, children ...telephony.ReasonNode) telephony.ReasonNode {
		return telephony.ReasonNode{ID: telephony.ReasonID(id), Name: name, Children: children}
	}
	return telephony.ReasonTree{ID: "p", Name: "Podpora 2026", Version: 1, Roots: []telephony.ReasonNode{
		node("1", "Vyúčtování a platby",
			node("11", "Upomínka", leaf("111", "Zaplaceno"), leaf("112", "Nesouhlas s upomínkou")),
			node("12", "Předpis úhrady", leaf("121", "Dotaz na výši"), leaf("122", "Reklamace výše"), leaf("123", "Odklad splatnosti"), leaf("124", "Splátkový kalendář"))),
		node("2", "Porucha služby", leaf("211", "Nejde internet"), leaf("212", "Nejde televize")),
		leaf("4", "Obecný dotaz"),
	}}
}

func sampleCards() []telephony.Customer {
	due := func(m time.Month) time.Time { return time.Date(2026, m, 15, 0, 0, 0, 0, time.UTC) }
	return []telephony.Customer{
		{ID: "1", Name: "Brněnská síťová, a. s.", Active: true, Site: "brno"},
		{ID: "100482", Name: "Vlastimila Řeháčková-Hrdličková", Active: true, Site: "brno", Contract: "2019/00482-B", Address: "Houbalova 2230/14, 628 00 Brno-Líšeň",
			Phones: []telephony.Number{"+420777000145", "+420606000327"}, Note: "Mluvte pomalu, zákaznice špatně slyší.",
			Contacts: []telephony.Contact{{Name: "Mgr. Kryštof Hrdlička", Job: "syn", Role: "finance"}},
			Bills: []telephony.Assessment{
				{Period: "09/2026", Text: "Internet 500 + televize, výjezd technika", Due: due(10), Amount: 114900, Paid: true},
				{Period: "10/2026", Text: "Internet 500 + televize", Due: due(11), Amount: 64900},
				{Period: "11/2026", Text: "Internet 500 + televize", Due: due(12), Amount: 64900}}},
		{ID: "100777", Name: "Bytové družstvo Pod Špilberkem", Active: true, Site: "brno", Address: "Úvoz 12, Brno", Phones: []telephony.Number{"+420545000881"}},
		{ID: "100900", Name: "Oldřich Zbořil", Active: false, Site: "praha", Phones: []telephony.Number{"+420608000914"}},
	}
}

var sampleProviders = []telephony.Provider{
	{ID: "registering", Registers: true}, {ID: "peer"}, {ID: "odorik", Registers: true, Habits: telephony.Habits{Called: telephony.InTo}},
	{ID: "telekom", Registers: true, Register: telephony.Register{TCP: true}, Needs: []string{"authUser", "outboundProxy"}},
	{ID: "grandstream", Habits: telephony.Habits{Overlap: true, Caller: []telephony.NumberIn{telephony.InFrom}}},
}

func sampleFace() board.Face {
	return board.Face{Profile: "sim", Title: "Spojka", Lamps: []board.LampView{
		{Name: "led-power", Function: board.Function{Kind: board.FnPower}, Light: board.Light{Rhythm: board.Steady, Colour: board.Green}},
		{Name: "led-wait", Function: board.Function{Kind: board.FnWaiting}, Light: board.Light{Rhythm: board.SlowFlash, Colour: board.Amber}},
		{Name: "led-fault", Function: board.Function{Kind: board.FnFault}, Light: board.Light{Rhythm: board.Steady, Colour: board.Red}}},
		Keys: []board.KeyView{
			{Name: "key-1", Function: board.Function{Kind: board.FnSeat, Name: "202"}, Light: board.Light{Rhythm: board.Steady, Colour: board.Green}},
			{Name: "key-2", Function: board.Function{Kind: board.FnQueue, Name: "podpora"}, Light: board.Light{Rhythm: board.SlowFlash, Colour: board.Amber}},
			{Name: "key-3", Function: board.Function{Kind: board.FnBreak, Name: "3"}, Light: board.Light{Rhythm: board.Off}},
			{Name: "key-4", Function: board.Function{Kind: board.FnOnAir}, Light: board.Light{Rhythm: board.Triple, Colour: board.Red}, Refused: "save-first"}}}
}

func (b *box) options() Options {
	return Options{
		Desk: b, Calls: b, Customers: customers{b}, Recordings: b, Settings: b, Post: b.post, Health: b, Front: b.front(), FrontOptional: b.optional, Now: b.Now, Flight: b.flight, Audit: b, Hours: rule{}, HandedOut: b.flight.handedOut,
		Phones: func() []Phone { return b.phones }, PressPhone: func(telephony.SeatID, string) error { return nil },
		SessionKey: []byte(strings.Repeat("k", 32)), ShowNumber: showNumber, ReadNumber: readNumber, SIPAddress: "127.0.0.1:5060", Providers: sampleProviders,
		Storage:       func() Stored { return b.stored },
		RefusedCounts: func() []telephony.StatusCount { return b.counts },
		Stranger:      func() (string, time.Time) { return "198.51.100.4", b.Now().Wall.Add(-time.Hour) },
	}
}

func showNumber(n telephony.Number) string {
	s := string(n)
	if len(s) == 13 {
		return s[:4] + "\u00a0" + s[4:7] + "\u00a0" + s[7:10] + "\u00a0" + s[10:]
	}
	return s
}

func readNumber(s string) telephony.Number {
	s = strings.NewReplacer(" ", "", "\u00a0", "").Replace(s)
	if strings.Trim(s, "+0123456789") != "" {
		return ""
	}
	if len(s) == 9 {
		return telephony.Number("+420" + s)
	}
	return telephony.Number(s)
}

// Now is the box's clock: real time moved to a Monday morning.
func (b *box) Now() telephony.Moment {
	up := time.Since(started)
	return telephony.Moment{Boot: 1, Up: up + time.Hour - b.since, Wall: b.start.Add(up), Trusted: true}
}

var started = time.Now()

func (b *box) refresh() {
	o := &b.office
	old := b.shot.Agents
	b.shot = telephony.Snapshot{N: b.shot.N + 1, At: b.Now(), Breaks: o.Breaks, Trees: o.Trees, Sites: o.Sites, Calls: b.shot.Calls, Items: b.shot.Items, Alerts: b.shot.Alerts}
	for _, a := range o.Agents {
		view := telephony.AgentView{ID: a.ID, Name: a.Name, Queues: a.Queues}
		if i := slices.IndexFunc(old, func(v telephony.AgentView) bool { return v.ID == a.ID }); i >= 0 {
			view = old[i]
			view.Name, view.Queues = a.Name, a.Queues
		}
		b.shot.Agents = append(b.shot.Agents, view)
	}
	for _, s := range o.Seats {
		view := telephony.SeatView{ID: s.ID, Name: s.Name, Simulated: s.Simulated, Reach: telephony.Reachable, Phone: "baresip"}
		if s.ID == "204" {
			view.Reach = telephony.Unanswering
		}
		view.Phones = b.handsets[s.ID]
		b.shot.Seats = append(b.shot.Seats, view)
	}
	for _, q := range o.Queues {
		view := telephony.QueueView{ID: q.ID, Name: q.Name, Disabled: q.Disabled, Offered: 12, Answered: 10, Abandoned: 2}
		for _, a := range b.shot.Agents {
			if a.Seat != "" && slices.Contains(a.Queues, q.ID) {
				view.SignedOn++
				if a.Presence == telephony.OnAir && a.Work == telephony.Idle {
					view.Ready++
				}
			}
		}
		for _, c := range b.shot.Calls {
			if c.Queue == q.ID && (c.Stage == telephony.StageWaiting || c.Stage == telephony.StageOffered) {
				view.Waiting++
				view.Oldest = c.Queued
			}
		}
		door := b.doors[q.ID]
		view.Closed, view.NextChange, view.Night = door.Closed, door.NextChange, door.Night
		view.OutOfHours, view.OutOfHoursLeft = door.OutOfHours, door.OutOfHoursLeft
		b.shot.Queues = append(b.shot.Queues, view)
	}
	for _, t := range o.Trunks {
		view, ok := b.lines[t.ID]
		if !ok {
			view = telephony.TrunkView{Up: true, Calls: 2}
		}
		view.ID, view.Name = t.ID, t.Name
		b.shot.Trunks = append(b.shot.Trunks, view)
	}
}

// change lets f change the snapshot and tells the watchers.
func (b *box) change(f func(*telephony.Snapshot)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(&b.shot)
	b.refresh()
	shot := b.shot
	for _, w := range b.watchers {
		select {
		case <-w:
		default:
		}
		w <- &shot
	}
}

func (b *box) agent(s *telephony.Snapshot, id telephony.AgentID) *telephony.AgentView {
	for i := range s.Agents {
		if s.Agents[i].ID == id {
			return &s.Agents[i]
		}
	}
	return &telephony.AgentView{}
}

func (b *box) Snapshot() *telephony.Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	shot := b.shot
	shot.Agents, shot.Calls = slices.Clone(shot.Agents), slices.Clone(shot.Calls)
	return &shot
}

func (b *box) Watch() (<-chan *telephony.Snapshot, func()) {
	c := make(chan *telephony.Snapshot, 1)
	b.mu.Lock()
	b.watchers = append(b.watchers, c)
	b.mu.Unlock()
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.watchers = slices.DeleteFunc(b.watchers, func(w chan *telephony.Snapshot) bool { return w == c })
	}
}

func (b *box) Ask(_ context.Context, w telephony.Wish) (*telephony.Refusal, error) {
	b.mu.Lock()
	refuse, fails := b.refuse, b.fails
	b.asked = append(b.asked, w)
	b.refuse, b.fails = nil, nil
	b.mu.Unlock()
	if refuse != nil || fails != nil {
		return refuse, fails
	}
	b.change(func(s *telephony.Snapshot) { b.grant(s, w) })
	return nil, nil
}

func (b *box) grant(s *telephony.Snapshot, w telephony.Wish) {
	now := b.Now()
	switch w := w.(type) {
	case telephony.KeepCall:
		for i := range b.records {
			if r := &b.records[i]; r.ID == w.Call {
				r.KeptBy = ""
				if w.Keep {
					r.KeptBy = "Ivana Žížalová"
				}
			}
		}
	case telephony.SignOn:
		a := b.agent(s, w.Agent)
		a.Seat, a.SignedOn, a.Presence, a.Since = w.Seat, now, telephony.OffAir, now
	case telephony.SignOff:
		a := b.agent(s, w.Agent)
		a.Seat, a.Presence, a.Work = "", telephony.SignedOut, telephony.Idle
	case telephony.GoOnAir:
		a := b.agent(s, w.Agent)
		a.Presence, a.Break, a.Since, a.Place = telephony.OnAir, "", now, 1
	case telephony.GoOffAir:
		a := b.agent(s, w.Agent)
		a.Presence, a.Break, a.Since = telephony.OffAir, w.Break, now
		for _, br := range s.Breaks {
			if br.ID == w.Break {
				a.BreakName = br.Name
			}
		}
	case telephony.AssignCustomer:
		for i := range s.Calls {
			if s.Calls[i].ID == w.Call {
				s.Calls[i].Customer = &w.Customer
			}
		}
	case telephony.SaveCall:
		a := b.agent(s, w.Agent)
		a.Work, a.Call, a.Presence, a.Since = telephony.Idle, 0, telephony.OnAir, now
		s.Calls = slices.DeleteFunc(s.Calls, func(c telephony.CallView) bool { return c.ID == w.Call })
	case telephony.HangUp:
		a := b.agent(s, w.Agent)
		a.Work, a.Since = telephony.Wrapping, now
	}
}

// ring makes a call ring at the agent, answer connects it, over ends it.
func (b *box) ring(who telephony.AgentID, from telephony.Number, customer *telephony.CustomerRef) telephony.CallID {
	id := telephony.CallID(telephony.Compose(3, uint32(4817+len(b.shot.Calls))))
	now := b.Now()
	queued := now
	queued.Up -= 34 * time.Second
	queued.Wall = queued.Wall.Add(-34 * time.Second)
	b.change(func(s *telephony.Snapshot) {
		s.Calls = append(s.Calls, telephony.CallView{
			ID: id, Stage: telephony.StageOffered, From: from, To: "+420545000210", Line: "Hlavní linka", Queue: "podpora",
			QueueName: "Technická podpora – internet a televize", Tree: "p", Queued: queued, Agent: who, Overflow: true, Customer: customer, RingUntil: now.Add(14 * time.Second),
		})
		a := b.agent(s, who)
		a.Work, a.Call, a.Offer, a.Since = telephony.Ringing, id, telephony.OfferID(id), now
	})
	return id
}

func (b *box) answer(who telephony.AgentID) {
	b.change(func(s *telephony.Snapshot) {
		a := b.agent(s, who)
		a.Work, a.Presence, a.Since = telephony.Talking, telephony.OffAir, b.Now()
		for i := range s.Calls {
			if s.Calls[i].ID == a.Call {
				s.Calls[i].Stage, s.Calls[i].Answered, s.Calls[i].Waited = telephony.StageTalking, b.Now(), 34*time.Second
			}
		}
	})
}

func (b *box) over(who telephony.AgentID) {
	b.change(func(s *telephony.Snapshot) {
		a := b.agent(s, who)
		a.Work, a.Since = telephony.Wrapping, b.Now()
		for i := range s.Calls {
			if s.Calls[i].ID == a.Call {
				s.Calls[i].Stage, s.Calls[i].Ended = telephony.StageWrapping, b.Now()
			}
		}
	})
}

func (b *box) Calls(f telephony.CallFilter) ([]telephony.CallRecord, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counted++
	var out []telephony.CallRecord
	for _, r := range b.records {
		switch {
		case f.Queues != nil && !slices.Contains(f.Queues, r.Queue), f.Agent != "" && r.Agent != f.Agent,
			f.Before != 0 && r.ID >= f.Before, !f.From.IsZero() && r.At.Before(f.From), !f.Until.IsZero() && !r.At.Before(f.Until),
			f.Outcome != "" && r.Outcome != f.Outcome, f.Kept && r.KeptBy == "", f.State != "" && r.State != f.State,
			f.Customer != "" && (r.Customer == nil || r.Customer.ID != f.Customer),
			f.Text != "" && !strings.Contains(lang.Fold(fmt.Sprint(r)), lang.Fold(f.Text)):
			continue
		}
		if out = append(out, r); len(out) == f.Limit {
			break
		}
	}
	return out, nil
}

func (b *box) Call(id telephony.CallID) (telephony.CallRecord, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.records {
		if r.ID == id {
			return r, true, nil
		}
	}
	return telephony.CallRecord{}, false, nil
}

// someCalls fills the list of calls.
func (b *box) someCalls(n int) {
	names := []string{"Vyúčtování a platby", "Předpis úhrady", "Odklad splatnosti"}
	for i := n; i > 0; i-- {
		id := telephony.CallID(telephony.Compose(2, uint32(i)))
		r := telephony.CallRecord{ID: id, At: b.Now().Wall.Add(-time.Duration(n-i) * 7 * time.Second), From: "+420606000327", To: "+420545000210", Line: "Hlavní linka",
			Queue: "podpora", QueueName: "Technická podpora – internet a televize", Waited: 34 * time.Second}
		switch i % 4 {
		case 0:
			r.Outcome, r.Why = telephony.OutcomeAbandoned, telephony.ByCaller
		default:
			r.Outcome, r.Why, r.Agent, r.AgentName, r.Talked, r.Recording, r.Offers = telephony.OutcomeAnswered, telephony.ByCaller, "jana", "Jana Nováková", 277*time.Second, id.Recording(1), 2
			r.State, r.Reasons, r.ReasonNames, r.SavedBy, r.SavedAt, r.Note, r.RT = telephony.ProcessSaved, []telephony.ReasonID{"1", "12", "123"}, names, "Jana Nováková", r.At, "Žádá odklad.", "48213"
			r.Customer = &telephony.CustomerRef{ID: "100482", Name: "Vlastimila Řeháčková-Hrdličková", Active: true}
		}
		if i%4 == 3 {
			r.State, r.ReasonNames, r.Queue, r.QueueName = telephony.ProcessUnprocessed, nil, "ucetni", "Fakturace a platby"
		}
		b.records = append(b.records, r)
	}
}

func (b *box) Find(id telephony.RecordingID) (string, telephony.RecordingState) {
	path := filepath.Join(b.dir, string(id)+".mp3")
	switch _, err := os.Stat(path); {
	case b.making:
		return "", telephony.RecordingMaking
	case err != nil:
		return "", telephony.RecordingMissing
	}
	return path, telephony.RecordingReady
}

func (b *box) Office() telephony.Office {
	b.mu.Lock()
	defer b.mu.Unlock()
	o := b.office
	o.Agents = slices.Clone(o.Agents)
	return o
}

func (b *box) Change(_ telephony.AgentID, f func(*telephony.Office) error) error {
	o := b.Office()
	if err := f(&o); err != nil {
		return err
	}
	b.mu.Lock()
	if err := b.fails; err != nil {
		b.mu.Unlock()
		return err
	}
	b.office = o
	b.mu.Unlock()
	b.change(func(*telephony.Snapshot) {})
	return nil
}

func (b *box) SignIn(login, password string) (telephony.AgentID, bool) {
	return telephony.AgentID(login), b.passwd[login] != "" && b.passwd[login] == password
}

func (b *box) NeedsAdmin() bool { return b.admin }

func (b *box) FirstAdmin(code, login, name, password string) error {
	if code != "jednou" {
		return errors.New("the code is wrong: use the link that was printed last")
	}
	b.office.Agents = append(b.office.Agents, telephony.Agent{ID: telephony.AgentID(login), Name: name, Installer: true, Supervisor: true})
	b.passwd[login], b.admin = password, false
	b.change(func(*telephony.Snapshot) {})
	return nil
}

func (b *box) SetPassword(_, who telephony.AgentID, password string) error {
	b.passwd[string(who)] = password
	return nil
}

func (b *box) SeatPassword(telephony.AgentID, telephony.SeatID) (string, error) {
	return "Kolo-Strom-42-Vlak", nil
}

func (b *box) PutTrunk(by telephony.AgentID, password string, f func(*telephony.Office) (telephony.TrunkID, error)) error {
	var id telephony.TrunkID
	err := b.Change(by, func(o *telephony.Office) (err error) {
		id, err = f(o)
		return err
	})
	if err == nil && password != "" {
		b.passwd["trunk "+string(id)] = password
	}
	return err
}

func (b *box) PutMail(by telephony.AgentID, m telephony.Mail, password string) error {
	if password != "" {
		b.passwd["mail"] = password
	}
	return b.Change(by, func(o *telephony.Office) error { o.Mail = m; return nil })
}

func (b *box) HasMailPassword() bool { return b.passwd["mail"] != "" }

func (b *box) HasTrunkPassword(id telephony.TrunkID) bool { return b.passwd["trunk "+string(id)] != "" }

func (b *box) RemoveExample(telephony.AgentID) error { b.office.Example = false; return nil }

func (b *box) Conditions() []board.Condition { return b.health }

// keys are those that the office puts functions on.
func (b *box) keys() []telephony.FrontKey {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.office.Keys
}

func (b *box) front() Front {
	if b.panel != nil {
		return b.panel
	}
	return front{b}
}

type front struct{ *box }

func (f front) Face() board.Face                 { return f.face }
func (f front) Watch() (<-chan struct{}, func()) { return nil, func() {} }
func (f front) Press(p board.Press)              { f.pressed = append(f.pressed, p) }
func (f front) Profile() board.Profile           { return f.wired }
func (f front) Test(lamp string)                 { f.orders = append(f.orders, "test "+lamp) }
func (f front) Find(on bool)                     { f.orders = append(f.orders, fmt.Sprint("find ", on)) }

type customers struct{ *box }

func (c customers) Search(text string, _ telephony.SiteID, limit int) ([]telephony.Customer, error) {
	var out []telephony.Customer
	for _, card := range c.cards {
		if strings.Contains(lang.Fold(fmt.Sprint(card)), lang.Fold(text)) && len(out) < limit {
			out = append(out, card)
		}
	}
	return out, nil
}

func (c customers) Customer(id telephony.CustomerID) (telephony.Customer, bool, error) {
	for _, card := range c.cards {
		if card.ID == id {
			return card, true, nil
		}
	}
	return telephony.Customer{}, false, nil
}

func (c customers) Put(card telephony.Customer, _ telephony.AgentID) (telephony.Customer, error) {
	if card.ID == "" {
		card.ID = telephony.CustomerID(fmt.Sprint(200000 + len(c.cards)))
		c.box.cards = append(c.box.cards, card)
		return card, nil
	}
	for i := range c.box.cards {
		if c.box.cards[i].ID == card.ID {
			c.box.cards[i] = card
		}
	}
	return card, nil
}

func (c customers) Count() int { return len(c.cards) }
