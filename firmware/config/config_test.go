package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
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

func TestFirstAdministrator(t *testing.T) {
	dir := t.TempDir()
	c := opened(t, dir)
	right := c.SetupCode()
	if err := c.FirstAdmin("guess", "admin", "Správce", "long enough"); !errors.Is(err, ErrCode) {
		t.Errorf("a wrong code: %v", err)
	}
	if err := c.FirstAdmin(right, "admin", "Správce", "short"); !errors.Is(err, ErrPassword) {
		t.Errorf("a short password: %v", err)
	}
	var faults Faults
	if err := c.FirstAdmin(right, "jana", "Správce", "long enough"); !errors.As(err, &faults) {
		t.Errorf("a login that exists: %v", err)
	}
	if err := c.FirstAdmin(right, "ad min", "Správce", "long enough"); !errors.As(err, &faults) {
		t.Errorf("a bad login: %v", err)
	}
	if err := c.FirstAdmin(right, "Admin ", "Správce", "long enough"); err != nil {
		t.Fatal(err)
	}
	if err := c.FirstAdmin(right, "second", "Druhý", "long enough"); !errors.Is(err, ErrCode) {
		t.Errorf("the code served twice: %v", err)
	}
	if err := c.FirstAdmin("", "third", "Třetí", "long enough"); !errors.Is(err, ErrCode) {
		t.Errorf("no code: %v", err)
	}
	again := opened(t, dir)
	if _, ok := again.SignIn("admin", "long enough"); !ok || again.NeedsAdmin() || len(again.FirstPasswords()) > 0 {
		t.Error("the administrator did not outlive a restart")
	}
	for _, bad := range [][2]string{{"admin", "long  enough"}, {"nobody", "long enough"}, {"", ""}, {"admin", ""}, {"admin", strings.Repeat("x", 2000)}} {
		if _, ok := again.SignIn(bad[0], bad[1]); ok {
			t.Errorf("%q came in", bad)
		}
	}
}

// TestFirstAdministratorAfterACut: the office has him, the secrets don't.
func TestFirstAdministratorAfterACut(t *testing.T) {
	dir := t.TempDir()
	c := opened(t, dir)
	c.changing.Lock()
	err := c.change(telephony.Deed{By: "admin"}, func(o *telephony.Office) error { return c.addAdmin(o, "admin", "Správce") }, nil)
	c.changing.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	again := administered(t, dir)
	if _, ok := again.SignIn("admin", "long enough"); !ok || len(again.Office().Agents) != 4 {
		t.Errorf("%+v", again.Office().Agents)
	}
}

func TestCodeChangesAfterFiveGuesses(t *testing.T) {
	dir := t.TempDir()
	c := opened(t, dir)
	right := c.SetupCode()
	told := make(chan string, 1)
	c.OnSetupCode(func(code string) { told <- code })
	for i := range setupTries {
		if i == 2 {
			c = opened(t, dir) // a restart gives no new tries
			c.OnSetupCode(func(code string) { told <- code })
		}
		_ = c.FirstAdmin("guess", "a", "A", "long enough")
	}
	if c.SetupCode() == right || <-told != c.SetupCode() {
		t.Error("the code may be guessed for ever")
	}
	if len(right) < 8 || strings.Trim(right, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		t.Errorf("%q has less than 40 bits", right)
	}
}

func TestPasswords(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	stamp := c.SignInSince("admin")
	if err := c.SetPassword("admin", "admin", "short"); !errors.Is(err, ErrPassword) {
		t.Error(err)
	}
	if err := c.SetPassword("admin", "nobody", "long enough"); err == nil {
		t.Error("somebody who isn't there has a password")
	}
	if err := c.SetPassword("admin", "admin", "quite long enough"); err != nil {
		t.Fatal(err)
	}
	again := opened(t, dir)
	if again.SignInSince("admin") == stamp || stamp == "" {
		t.Error("older sign-ins go on")
	}
	if _, ok := again.SignIn("admin", "long enough"); ok {
		t.Error("the old password serves")
	}
	change(t, again, func(o *telephony.Office) { o.Agents[0].Disabled = true })
	var all sync.WaitGroup
	for range 8 { // two at a time
		all.Go(func() {
			if _, ok := again.SignIn("admin", "quite long enough"); !ok {
				t.Error("the new one does not")
			}
		})
	}
	all.Wait()
	if _, ok := again.SignIn(string(again.Office().Agents[0].ID), "x"); ok {
		t.Error("a disabled user came in")
	}
	b, err := os.ReadFile(filepath.Join(dir, "secrets.json"))
	if err != nil || bytes.Contains(b, []byte("long enough")) {
		t.Errorf("a password stands in the file: %v", err)
	}
}

func TestSeats(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	md5sum, sha, ok := c.Account("203")
	if !ok || len(md5sum) != 32 || len(sha) != 64 || c.SimulatedPassword("203") != "" || c.SimulatedPassword("201") == "" {
		t.Errorf("%q %q %t", md5sum, sha, ok)
	}
	password, err := c.SeatPassword("admin", "203")
	if err != nil || len(password) < 12 {
		t.Fatalf("%q %v", password, err)
	}
	want := newAccount("203", password, false)
	again := opened(t, dir)
	if m, s, _ := again.Account("203"); m != want.MD5 || s != want.SHA256 || m == md5sum {
		t.Error("the seat has another password")
	}
	if _, err := again.SeatPassword("admin", "999"); err == nil {
		t.Error("a seat that isn't there has a password")
	}
	change(t, again, func(o *telephony.Office) {
		o.Seats[0].Simulated, o.Seats[0].AutoAnswer = false, false
		o.Seats = append(o.Seats[:3:3], telephony.Seat{ID: "205", Name: "Nový"})
	})
	if again.SimulatedPassword("201") != "" {
		t.Error("the password of a real phone is kept")
	}
	if _, _, ok := again.Account("205"); !ok {
		t.Error("a new seat can't register")
	}
	if _, _, ok := again.Account("204"); ok {
		t.Error("a seat that is gone still can")
	}
	b, _ := os.ReadFile(filepath.Join(dir, "secrets.json"))
	if bytes.Contains(b, []byte(password)) {
		t.Error("the seat's password stands in the file")
	}
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

func rounds(n int) int {
	if soak, err := strconv.Atoi(os.Getenv("SPOJKA_SOAK")); err == nil {
		return max(n, 5*soak)
	}
	return n
}

// TestDamagedFilesFallBack flips 1 to 64 bytes of the office or the secrets,
// or cuts them off: the box starts with the last good version, says so, and
// opens no door.
//
// FAULTS 27
func TestDamagedFilesFallBack(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	change(t, c, func(o *telephony.Office) { o.Breaks = o.Breaks[:1] })
	good := make(map[string][]byte)
	for _, name := range []string{"office.json", "secrets.json"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		good[name] = b
	}
	dice := rand.New(rand.NewPCG(3, 4))
	for round := range rounds(200) {
		name := []string{"office.json", "secrets.json"}[round%2]
		bad := damage(bytes.Clone(good[name]), dice)
		if err := os.WriteFile(filepath.Join(dir, name), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Open(dir, true)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if o := c.Office(); len(o.Breaks) != 1 || len(o.Agents) != 4 || c.NeedsAdmin() || c.SignInSince("admin") == "" {
			t.Fatalf("round %d: another office, or open doors: %+v", round, o)
		}
		if !strings.Contains(c.FellBack(), name) {
			t.Fatalf("round %d: %q is not told: %q", round, name, c.FellBack())
		}
		if err := os.WriteFile(filepath.Join(dir, name), good[name], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_ = os.Remove(filepath.Join(dir, "office.json"))
	if c := opened(t, dir); len(c.Office().Breaks) != 1 || c.FellBack() == "" {
		t.Errorf("a missing file: %q, %+v", c.FellBack(), c.Office())
	}
}

func damage(b []byte, dice *rand.Rand) []byte {
	if dice.IntN(3) == 0 {
		return b[:dice.IntN(len(b))/2] // the line with the sum goes with it
	}
	for range 1 + dice.IntN(64) {
		b[dice.IntN(len(b))] ^= byte(1 + dice.IntN(255))
	}
	return b
}

// TestNothingToFallBackTo is an error, not an open box.
func TestNothingToFallBackTo(t *testing.T) {
	for _, name := range []string{"office", "secrets"} {
		dir := t.TempDir()
		administered(t, dir)
		files, _ := filepath.Glob(filepath.Join(dir, name+"*.json"))
		for _, f := range files {
			if err := os.WriteFile(f, []byte("{"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Open(dir, true); err == nil || !strings.Contains(err.Error(), "put a backup") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestVersionsAreKept(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	for i := range 15 {
		change(t, c, func(o *telephony.Office) { o.Queues[0].Weight = i })
	}
	offices, _ := filepath.Glob(filepath.Join(dir, "office-*.json"))
	secret, _ := filepath.Glob(filepath.Join(dir, "secrets-*.json"))
	if len(offices) != 10 || len(secret) != 2 {
		t.Errorf("%d offices and %d secrets are kept", len(offices), len(secret))
	}
}

// TestByHand: a file that a person edited is believed when its last line is
// gone, and refused with a remedy otherwise.
func TestByHand(t *testing.T) {
	dir := t.TempDir()
	opened(t, dir)
	path := filepath.Join(dir, "office.json")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edited := bytes.Replace(b, []byte(`"Podpora"`), []byte(`"Pomoc"`), 1)
	_ = os.WriteFile(path, edited, 0o600)
	if c := opened(t, dir); !strings.Contains(c.FellBack(), "delete its last line") || c.Office().Queues[0].Name != "Podpora" {
		t.Errorf("%q %q", c.FellBack(), c.Office().Queues[0].Name)
	}
	edited = edited[:bytes.LastIndex(edited, []byte("// sha256"))]
	_ = os.WriteFile(path, edited, 0o600)
	if c := opened(t, dir); c.FellBack() != "" || c.Office().Queues[0].Name != "Pomoc" {
		t.Errorf("%q %q", c.FellBack(), c.Office().Queues[0].Name)
	}
}

// TestFullDisk: the reserve makes room for a line of the audit book and for a
// change, once. A file system of
// 2 MB is filled for it.
//
// FAULTS 4
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		peers.Missing(t, fmt.Sprintf("mounting needs root: %v", err))
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	c := administered(t, dir)
	f, err := os.Create(filepath.Join(dir, "recordings"))
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			break
		}
	}
	_ = f.Close()
	if err := c.Note(telephony.Deed{Kind: telephony.DeedSignedIn, Note: "192.0.2.9"}); err != nil {
		t.Errorf("the audit book: %v", err)
	}
	change(t, c, func(o *telephony.Office) { o.Breaks = nil })
	if again := opened(t, dir); len(again.Office().Breaks) != 0 || again.FellBack() != "" || newest(t, again).Version != again.Office().Version {
		t.Errorf("%+v %q", again.Office().Breaks, again.FellBack())
	}
}

func TestSecretsAreOnlyForTheBox(t *testing.T) {
	dir := t.TempDir()
	administered(t, dir)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		if st, err := os.Stat(f); err != nil || st.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v, want 0600", f, st.Mode(), err)
		}
	}
}

func FuzzOffice(f *testing.F) {
	b, _ := json.Marshal(exampleOffice())
	f.Add(b)
	f.Add([]byte(`{"zone":"../x","trees":[{"id":"a","roots":[{"children":[{}]}]}]}`))
	f.Add(seal(b))
	f.Fuzz(func(t *testing.T, b []byte) {
		text, err := unseal(b)
		if err != nil {
			return
		}
		office, err := readOffice(text)
		if err != nil {
			return
		}
		o, err := clone(office)
		if err != nil {
			t.Fatal(err)
		}
		if d := differences(office, o); len(d) > 0 {
			t.Errorf("a copy differs in %+v", d)
		}
		removeThings(&o, map[string]bool{"site brno": true})
	})
}

// says that an error has these words, however its sentence begins.
func says(err error, words string) bool {
	return strings.Contains(strings.ToLower(err.Error()), strings.ToLower(words))
}
