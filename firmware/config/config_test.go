package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func opened(t testing.TB, dir string) *Config {
	t.Helper()
	c, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// administered has an administrator.
func administered(t testing.TB, dir string) *Config {
	t.Helper()
	c := opened(t, dir)
	if err := c.FirstAdmin(c.SetupCode(), "admin", "Správce", "long enough"); err != nil {
		t.Fatal(err)
	}
	return c
}

func change(t testing.TB, c *Config, f func(*telephony.Office)) {
	t.Helper()
	if err := c.Change("admin", func(o *telephony.Office) error { f(o); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestExampleOfficeIsRight(t *testing.T) {
	o := exampleOffice()
	if faults := Check(o); faults != nil {
		t.Error(faults)
	}
	if len(o.Sites) != 2 || len(o.Agents) != 3 || len(o.Seats) != 4 || len(o.Queues) != 2 || len(o.Breaks) != 5 {
		t.Errorf("%+v", o)
	}
	for _, q := range o.Queues {
		if q.TreeIn == "" || len(q.Sites) != 0 && q.Sites[0] == "" {
			t.Errorf("%+v", q)
		}
	}
}

func TestEmptyOfficeIsRight(t *testing.T) {
	c, err := Open(t.TempDir(), false)
	if err != nil || len(Check(c.Office())) > 0 || len(c.Office().Queues) > 0 {
		t.Errorf("%+v %v", c.Office(), err)
	}
	if len(c.FirstPasswords()) != 0 || !c.NeedsAdmin() {
		t.Error("somebody can come in")
	}
}

// TestSecondStart changes nothing and writes nothing.
func TestSecondStart(t *testing.T) {
	dir := t.TempDir()
	c := opened(t, dir)
	words, setup := c.FirstPasswords(), c.SetupCode()
	before := snapshot(t, dir)
	again := opened(t, dir)
	if !reflect.DeepEqual(again.FirstPasswords(), words) || again.SetupCode() != setup || !reflect.DeepEqual(again.Office(), c.Office()) {
		t.Error("a second start is another box")
	}
	if !reflect.DeepEqual(snapshot(t, dir), before) {
		t.Error("a second start wrote something")
	}
	for login, word := range words {
		if id, ok := again.SignIn(string(login), word); !ok || id != login {
			t.Errorf("%s can't come in", login)
		}
	}
}

func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[f] = string(b)
	}
	return all
}

func TestRemoveExample(t *testing.T) {
	c := administered(t, t.TempDir())
	change(t, c, func(o *telephony.Office) {
		o.Sites = append(o.Sites, telephony.Site{ID: "ostrava", Name: "Ostrava"})
		o.Queues = append(o.Queues, telephony.Queue{ID: "prodej", Name: "Prodej", Sites: []telephony.SiteID{"brno", "ostrava"}, TreeIn: "podpora"})
		o.Seats = append(o.Seats, telephony.Seat{ID: "301", Name: "Můj", Site: "praha"})
		o.Agents = append(o.Agents, telephony.Agent{ID: "karel", Name: "Karel", Queues: []telephony.QueueID{"podpora", "prodej"}, Site: "brno"})
		o.Numbers = append(o.Numbers, telephony.Inbound{Number: "+420541000000", Queue: "podpora"}, telephony.Inbound{Number: "*", Queue: "prodej"})
	})
	if err := c.RemoveExample("admin"); err != nil {
		t.Fatal(err)
	}
	o := c.Office()
	want := telephony.Office{
		Version: o.Version, Country: "CZ", Zone: "Europe/Prague",
		Sites:   []telephony.Site{{ID: "ostrava", Name: "Ostrava"}},
		Queues:  []telephony.Queue{{ID: "prodej", Name: "Prodej", Sites: []telephony.SiteID{"ostrava"}}},
		Seats:   []telephony.Seat{{ID: "301", Name: "Můj"}},
		Agents:  []telephony.Agent{{ID: "admin", Name: "Správce", Lang: "cs", Supervisor: true, Installer: true, SeesUnregistered: true}, {ID: "karel", Name: "Karel", Queues: []telephony.QueueID{"prodej"}}},
		Numbers: []telephony.Inbound{{Number: "*", Queue: "prodej"}},
	}
	got, _ := json.Marshal(o)
	if w, _ := json.Marshal(want); string(got) != string(w) {
		t.Errorf("left:\n%s, not\n%s", got, w)
	}
	if _, ok := c.SignIn("admin", "long enough"); !ok {
		t.Error("the administrator can't come in any more")
	}
	if _, ok := c.SignIn("jana", "x"); ok || c.SignInSince("jana") != "" {
		t.Error("the example's people are still there")
	}
}

func TestChangesAreChecked(t *testing.T) {
	c := administered(t, t.TempDir())
	version := c.Office().Version
	for want, f := range map[string]func(*telephony.Office){
		`number 1: Queue “nowhere” is not in the settings: choose another`: func(o *telephony.Office) {
			o.Numbers = append(o.Numbers, telephony.Inbound{Number: "1", Queue: "nowhere"})
		},
		"number 1: it leads nowhere":                     func(o *telephony.Office) { o.Numbers = append(o.Numbers, telephony.Inbound{Number: "1"}) },
		"number abc: it is not a number":                 func(o *telephony.Office) { o.Numbers[0].Number = "abc" },
		"it stands twice":                                func(o *telephony.Office) { o.Numbers[1] = o.Numbers[0] },
		`Queue “podpora” is not in the settings`:         func(o *telephony.Office) { o.Queues = o.Queues[1:] },
		"queue podpora: the id is used twice":            func(o *telephony.Office) { o.Queues[1] = o.Queues[0] },
		"queue Pod pora: the id may have":                func(o *telephony.Office) { o.Queues[0].ID = "Pod pora" },
		"queue podpora: the name must have":              func(o *telephony.Office) { o.Queues[0].Name = strings.Repeat("ž", 61) },
		"Ringing time: -1 s":                             func(o *telephony.Office) { o.Queues[0].RingTime = -1 },
		`there is no strategy “loudest”`:                 func(o *telephony.Office) { o.Queues[0].Strategy = "loudest" },
		"24 is no hour of a day":                         func(o *telephony.Office) { o.Front.DimTill = 24 },
		"no voicemail is assigned":                       func(o *telephony.Office) { o.Queues[0].Keys = telephony.KeysBoth },
		`Voicemail “x” is not in the settings`:           func(o *telephony.Office) { o.Queues[0].Voicemail = "x" },
		`there are no keys “5”`:                          func(o *telephony.Office) { o.Queues[0].Keys = "5" },
		`“parcel” can't be left`:                         func(o *telephony.Office) { o.Queues[0].Full.Leave = "parcel" },
		"voicemail v: there is no language":              func(o *telephony.Office) { o.Voicemails = []telephony.Voicemail{{ID: "v", Lang: "de"}} },
		"it can't pass callers on to itself":             func(o *telephony.Office) { o.Queues[0].Full.Queue = "podpora" },
		"11 phones can't ring at once":                   func(o *telephony.Office) { o.Queues[0].RingMost = 11 },
		`queue podpora: User “x” is not in the settings`: func(o *telephony.Office) { o.Queues[0].Ranks = []telephony.Rank{{Agent: "x"}} },
		"jana stands in the order twice": func(o *telephony.Office) {
			o.Queues[0].Ranks = []telephony.Rank{{Agent: "jana"}, {Agent: "jana", After: 5}}
		},
		`queue podpora: Reasons “x” is not in the settings`: func(o *telephony.Office) { o.Queues[0].TreeOut = "x" },
		"breaks: there are 10":                            func(o *telephony.Office) { o.Breaks = tenBreaks() },
		`seat 203: Site “x” is not in the settings`:       func(o *telephony.Office) { o.Seats[2].Site = "x" },
		`user jana: Phone “x” is not in the settings`:     func(o *telephony.Office) { o.Agents[0].Seats = []telephony.SeatID{"x"} },
		`there is no language “de”`:                       func(o *telephony.Office) { o.Agents[0].Lang = "de" },
		`“x” is no address`:                               func(o *telephony.Office) { o.Trunks[0].Peers = []string{"x"} },
		"a simulated trunk calls from this computer only": func(o *telephony.Office) { o.Trunks[0].Peers = []string{"10.0.0.1"} },
		`outward: “0049” is no country's code`:            func(o *telephony.Office) { o.Outward.Countries = []string{"421", "0049"} },
		"signals: 400 days are not between":               func(o *telephony.Office) { o.Signals.Days = 400 },
		"signals: 3 MB are not between":                   func(o *telephony.Office) { o.Signals.Megabytes = 3 },
		"outward: limits can't be negative":               func(o *telephony.Office) { o.Outward.SeatCalls = -1 },
		"is not a time zone":                              func(o *telephony.Office) { o.Zone = "Europe/Brno" },
		"is not a country":                                func(o *telephony.Office) { o.Country = "cze" },
		"number 111 stands twice":                         func(o *telephony.Office) { o.Trees[0].Roots[0].Children[0].Children[1].ID = "111" },
		"nobody could set the box up any more":            func(o *telephony.Office) { o.Agents = o.Agents[:3] },
	} {
		err := c.Change("x", func(o *telephony.Office) error { f(o); return nil })
		var faults Faults
		if !errors.As(err, &faults) || !says(err, want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
	oops := errors.New("no")
	if err := c.Change("x", func(*telephony.Office) error { return oops }); !errors.Is(err, oops) {
		t.Error(err)
	}
	if c.Office().Version != version {
		t.Error("a refused change changed something")
	}
}

func tenBreaks() (all []telephony.Break) {
	for i := range 10 {
		all = append(all, telephony.Break{ID: telephony.BreakID(fmt.Sprint("b", i)), Name: fmt.Sprint("B", i)})
	}
	return all
}

func TestTreesGetVersions(t *testing.T) {
	c := administered(t, t.TempDir())
	change(t, c, func(o *telephony.Office) { o.Trees[0].Name, o.Trees[0].Version = "Jinak", 77 })
	if v := c.Office().Trees[0].Version; v != 1 {
		t.Errorf("a new name made version %d", v)
	}
	change(t, c, func(o *telephony.Office) { o.Trees[0].Roots[0].Children[0].Children[0].Name = "Nejede" })
	if o := c.Office(); o.Trees[0].Version != 2 || o.Trees[1].Version != 1 {
		t.Errorf("versions %d and %d", o.Trees[0].Version, o.Trees[1].Version)
	}
}

func TestHooksHearEveryChangeInOrder(t *testing.T) {
	c := administered(t, t.TempDir())
	var heard []uint64
	c.OnChange(func(o telephony.Office) { heard = append(heard, o.Version); _ = c.Office() })
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() { change(t, c, func(o *telephony.Office) { o.Queues[0].Weight = i }) })
	}
	all.Wait()
	if len(heard) != 10 || !slices.IsSorted(heard) {
		t.Errorf("%v", heard)
	}
}

func TestAudit(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	change(t, c, func(o *telephony.Office) {
		o.Queues[0].RingTime = 33
		o.Seats = o.Seats[:3]
		o.Zone = "Europe/Bratislava"
	})
	if _, err := c.SeatPassword("admin", "203"); err != nil {
		t.Fatal(err)
	}
	// A torn line of a power cut harms no other.
	f, _ := os.OpenFile(filepath.Join(dir, "audit.log"), os.O_APPEND|os.O_WRONLY, 0)
	_, _ = f.WriteString(`{"at":"2026-`)
	_ = f.Close()
	change(t, c, func(o *telephony.Office) { o.Breaks = nil })
	all, more, err := c.Deeds(telephony.DeedFilter{Limit: 10})
	if err != nil || len(all) != 4 || more != 0 {
		t.Fatalf("%d lines, %d, %v", len(all), more, err)
	}
	var what []string
	for _, d := range all[2].Changes {
		what = append(what, d.What)
	}
	if got := strings.Join(what, ", "); got != "queue podpora, seat 204, zone" || all[2].By != "admin" {
		t.Errorf("%q by %q", got, all[2].By)
	}
	if d := all[2].Changes[0]; !strings.Contains(string(d.Before), `"ringTime":20`) || !strings.Contains(string(d.After), `"ringTime":33`) {
		t.Errorf("%s %s", d.Before, d.After)
	}
	if len(all[1].Changes) != 1 || all[1].Changes[0].What != "password of seat 203" {
		t.Errorf("%+v", all[1])
	}
	few, more, _ := c.Deeds(telephony.DeedFilter{Limit: 2})
	if len(few) != 2 || len(few[0].Changes) != 5 || more != few[1].Place {
		t.Errorf("%+v", few)
	}
}

// says that an error has these words, however its sentence begins.
func says(err error, words string) bool {
	return strings.Contains(strings.ToLower(err.Error()), strings.ToLower(words))
}
