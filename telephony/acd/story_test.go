package acd

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

var update = flag.Bool("update", false, "write what happens now into the stories")

// TestStories tells every story of testdata and compares what follows. In a
// story a line is
//
//	# a comment; the first says what the story proves
//	queue podpora RingTime=10     a part of the office: queue, agent, seat, site, break, voicemail, number, trunk, hours,
//	                              day, drop
//	outward Countries=421         what phones may call outside
//	date 2026-10-25               the day of the story; else 3 November 2026, a Tuesday
//	on air jana@201 petr@202      sign on and go on air, in this order
//	signed on eva@203             the same, off air
//	08:00:05 SignOff Agent=jana   an event, or one of the verbs of story.verb
//	  + SignedOff …               what followed: + fact, > command, x refusal, @ the desk woke by itself, = a view
//
// The lines that are indented are written by go test -update.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	all := sha256.New()
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) { all.Write(tell(t, file)) })
	}
	checkSum(t, fmt.Sprintf("%x\n", all.Sum(nil)))
}

// checkSum: the desks in which the stories end have the same bytes on every
// kind of processor.
func checkSum(t *testing.T, sum string) {
	const file = "testdata/desks.sha256"
	if *update {
		if err := os.WriteFile(file, []byte(sum), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != sum {
		t.Errorf("the stories end in other desks (%v): sum %s", err, sum)
	}
}

// tell tells one story and returns the desk in which it ends.
func tell(t *testing.T, file string) []byte {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "# Proves: ") && !strings.HasPrefix(string(text), "# Trap: ") {
		t.Error("the head line must say what the story proves")
	}
	s := newStory(t)
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, " \n")
		if !strings.HasPrefix(line, "  ") {
			s.line(line)
		}
	}
	got := strings.Join(s.out, "\n") + "\n"
	if *update && got != string(text) {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got != string(text) {
		t.Errorf("the story goes another way now (see it with -update and read the diff):\n%s", got)
	}
	storyDay = usualDay
	return s.p.desk.Save()
}

// story tells one story.
type story struct {
	t      testing.TB
	p      *proved
	now    telephony.Moment
	office telephony.Office
	opened bool
	doubt  bool // the wall clock isn't trusted
	out    []string
}

func newStory(t testing.TB) *story {
	storyDay = usualDay
	return &story{t: t, p: newProved(t), now: atClock(t, "08:00:00"), office: exampleOffice()}
}

// exampleOffice: two queues with a tree, Petr serves both.
func exampleOffice() telephony.Office {
	return telephony.Office{
		Country: "CZ", Zone: "Europe/Prague",
		Queues: []telephony.Queue{
			{ID: "podpora", Name: "Podpora", TreeIn: "duvody", Greeting: "greeting-cs", Music: "music"},
			{ID: "uctarna", Name: "Účtárna", Music: "music"},
		},
		Agents: []telephony.Agent{
			{ID: "eva", Name: "Eva Nová", Queues: []telephony.QueueID{"uctarna"}},
			{ID: "jana", Name: "Jana Malá", Queues: []telephony.QueueID{"podpora"}},
			{ID: "petr", Name: "Petr Velký", Queues: []telephony.QueueID{"podpora", "uctarna"}},
			{ID: "sova", Name: "Karel Sova", Supervisor: true},
		},
		Seats:  []telephony.Seat{{ID: "201", Name: "Okno"}, {ID: "202", Name: "Dveře"}, {ID: "203"}, {ID: "204"}},
		Trunks: []telephony.Trunk{{ID: "svod", Name: "Svod"}},
		Numbers: []telephony.Inbound{
			{Number: "800100200", Queue: "podpora", Line: "Zelená linka"},
			{Number: "800100300", Queue: "uctarna"},
		},
		Breaks: []telephony.Break{{ID: "osobni", Name: "Osobní"}, {ID: "porada", Name: "Porada"}},
		Trees: []telephony.ReasonTree{{ID: "duvody", Name: "Důvody", Version: 3, Roots: []telephony.ReasonNode{
			{ID: "1", Name: "Porucha", Children: []telephony.ReasonNode{{ID: "11", Name: "Internet"}, {ID: "12", Name: "Televize"}}},
			{ID: "2", Name: "Jiné"},
		}}},
	}
}

func (s *story) line(line string) {
	words := split(line)
	if len(words) > 1 && strings.Contains(words[0], ":") {
		s.open()
		s.passTo(atClock(s.t, words[0]))
	}
	s.out = append(s.out, line)
	switch {
	case len(words) == 0 || words[0] == "#":
	case words[0] == "on" || words[0] == "signed":
		s.signOn(words)
	case strings.Contains(words[0], ":"):
		s.verb(words[1], words[2:])
	default:
		s.furnish(words)
	}
}

// open brings the office and phones that can be rung, unseen.
func (s *story) open() {
	if s.opened {
		return
	}
	s.opened = true
	s.p.step(s.now, telephony.OfficeChanged{Office: s.office})
	for _, seat := range s.office.Seats {
		s.p.step(s.now, telephony.SeatReached{Seat: seat.ID, Reach: telephony.Reachable})
	}
}

func (s *story) signOn(words []string) {
	s.open()
	for _, w := range words[2:] {
		agent, seat, _ := strings.Cut(w, "@")
		s.now = s.now.Add(time.Millisecond)
		s.p.step(s.now, telephony.SignOn{Agent: telephony.AgentID(agent), Seat: telephony.SeatID(seat)})
		if words[0] == "on" {
			s.p.step(s.now, telephony.GoOnAir{Agent: telephony.AgentID(agent)})
		}
	}
}

// furnish changes the office to come.
func (s *story) furnish(words []string) {
	o := &s.office
	switch words[0] {
	case "date":
		day, err := time.ParseInLocation(time.DateOnly, words[1], prague)
		if err != nil {
			s.t.Fatal(err)
		}
		storyDay = day
		s.now = atClock(s.t, "08:00:00")
		if len(words) > 2 {
			s.now = atClock(s.t, words[2])
		}
	case "queue":
		change(s.t, &o.Queues, "ID", words[1:])
	case "agent":
		change(s.t, &o.Agents, "ID", words[1:])
	case "seat":
		change(s.t, &o.Seats, "ID", words[1:])
	case "site":
		change(s.t, &o.Sites, "ID", words[1:])
	case "break":
		change(s.t, &o.Breaks, "ID", words[1:])
	case "voicemail":
		change(s.t, &o.Voicemails, "ID", words[1:])
	case "trunk":
		change(s.t, &o.Trunks, "ID", words[1:])
	case "hours":
		change(s.t, &o.Hours, "ID", words[1:])
	case "day":
		change(s.t, &o.OwnDays, "Date", words[1:])
	case "outward":
		fillIn(s.t, &o.Outward, words[1:])
	case "number":
		change(s.t, &o.Numbers, "Number", words[1:])
	case "drop":
		o.Queues = slices.DeleteFunc(slices.Clone(o.Queues), func(q telephony.Queue) bool { return string(q.ID) == words[1] })
		o.Agents = slices.DeleteFunc(slices.Clone(o.Agents), func(a telephony.Agent) bool { return string(a.ID) == words[1] })
		o.Seats = slices.DeleteFunc(slices.Clone(o.Seats), func(p telephony.Seat) bool { return string(p.ID) == words[1] })
		o.Breaks = slices.DeleteFunc(slices.Clone(o.Breaks), func(b telephony.Break) bool { return string(b.ID) == words[1] })
	default:
		s.t.Fatalf("the stories have no word %q", words[0])
	}
}

// change sets fields of the element with this id, or adds one.
func change[T any](t testing.TB, all *[]T, key string, words []string) {
	list := slices.Clone(*all)
	i := slices.IndexFunc(list, func(e T) bool { return reflect.ValueOf(e).FieldByName(key).String() == words[0] })
	if i < 0 {
		var e T
		reflect.ValueOf(&e).Elem().FieldByName(key).SetString(words[0])
		list, i = append(list, e), len(list)
	}
	fillIn(t, &list[i], words[1:])
	*all = list
}

// verb is an event by its name, or: wait; office (send the office as changed);
// kept leg identity; restart with Live=… (a new boot); doubt and trust (of the
// wall clock); set (the wall clock); late (woken no sooner than at a time); show
// agent, seat, queue or call.
func (s *story) verb(name string, words []string) {
	switch name {
	case "wait":
	case "doubt", "trust":
		s.doubt = name == "doubt"
		s.now.Trusted = !s.doubt
		s.event(telephony.Woke{})
	case "set":
		s.now.Wall = atClock(s.t, words[0]).Wall
		s.event(telephony.Woke{})
	case "late":
		m := atClock(s.t, words[0])
		s.now.Up, s.now.Wall = s.now.Up+m.Wall.Sub(s.now.Wall), m.Wall
		s.event(telephony.Woke{})
	case "office":
		s.event(telephony.OfficeChanged{Office: s.office})
	case "kept":
		s.p.apply(s.now, telephony.LegKept{Leg: legNamed(s.t, words[0]), Identity: words[1]})
	case "boot":
		s.now = telephony.Moment{Boot: s.now.Boot + 1, Up: time.Second, Wall: s.now.Wall, Trusted: !s.doubt}
	case "restart":
		s.now = telephony.Moment{Boot: s.now.Boot + 1, Up: time.Second, Wall: s.now.Wall, Trusted: !s.doubt}
		var e telephony.Restarted
		fillIn(s.t, &e, words)
		s.event(e)
	case "show":
		s.out = append(s.out, "  = "+s.show(words[0], words[1]))
	default:
		typ, ok := events[name]
		if !ok {
			s.t.Fatalf("there is no event %q", name)
		}
		e := reflect.New(typ)
		fillIn(s.t, e.Interface(), words)
		s.event(e.Elem().Interface().(telephony.Event))
	}
}

func (s *story) event(e telephony.Event) { s.tell(s.p.step(s.now, e)) }

func (s *story) tell(facts []telephony.Fact, commands []telephony.Command, r *telephony.Refusal) {
	for _, f := range facts {
		s.out = append(s.out, "  + "+write(f))
	}
	for _, c := range commands {
		s.out = append(s.out, "  > "+write(c))
	}
	if r != nil {
		s.out = append(s.out, "  x "+strings.TrimPrefix(write(*r), "Refusal "))
	}
}

// passTo lets time go by; the desk is woken when it wants to be.
func (s *story) passTo(m telephony.Moment) {
	end := telephony.Moment{Boot: s.now.Boot, Up: s.now.Up + m.Wall.Sub(s.now.Wall), Wall: m.Wall, Trusted: !s.doubt}
	for {
		at, ok := s.p.desk.Wake()
		if !ok || at.Boot != end.Boot || before(at, end) > 0 {
			break
		}
		at.Wall = s.now.Wall.Add(at.Up - s.now.Up)
		at.Trusted = !s.doubt
		s.now = at
		s.out = append(s.out, "  @ "+clock(at))
		s.event(telephony.Woke{})
	}
	s.now = end
}

func (s *story) show(kind, id string) string {
	var snap telephony.Snapshot
	s.p.desk.Fill(&snap, s.now)
	switch kind {
	case "agent":
		return shown(snap.Agents, "ID", id)
	case "seat":
		return shown(snap.Seats, "ID", id)
	case "queue":
		return shown(snap.Queues, "ID", id)
	case "call":
		return shown(snap.Calls, "ID", id)
	case "item":
		return shown(snap.Items, "Call", id)
	}
	s.t.Fatalf("what is a %q to be shown?", kind)
	return ""
}

func shown[T any](views []T, key, id string) string {
	for _, v := range views {
		if value(reflect.ValueOf(v).FieldByName(key)) == id {
			return write(v)
		}
	}
	return "none"
}

// atClock is a local time of the stories' day in the first boot; 25:00:00 is
// one o'clock of the next day.
func atClock(t testing.TB, text string) telephony.Moment {
	var h, m int
	var sec float64
	if n, err := fmt.Sscanf(text, "%d:%d:%f", &h, &m, &sec); err != nil || n != 3 {
		t.Fatalf("%q is no time", text)
	}
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(sec*1000)*time.Millisecond
	return telephony.Moment{Boot: 1, Up: d, Wall: storyDay.Add(d).UTC(), Trusted: true}
}

// storyDay is the midnight at which the story that is told begins. Where the
// clocks change, times in it are hours since then.
var storyDay = usualDay

var usualDay = time.Date(2026, 11, 3, 0, 0, 0, 0, prague)
