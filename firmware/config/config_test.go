package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func opened(t *testing.T, dir string) *Config {
	t.Helper()
	c, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExampleOfficeIsRight(t *testing.T) {
	if faults := Check(exampleOffice()); faults != nil {
		t.Error(faults)
	}
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
	if err := c.FirstAdmin(right, "Admin ", "Správce", "long enough"); err != nil {
		t.Fatal(err)
	}
	if err := c.FirstAdmin(right, "second", "Druhý", "long enough"); !errors.Is(err, ErrCode) {
		t.Errorf("the code served twice: %v", err)
	}
	again := opened(t, dir)
	if _, ok := again.SignIn("admin", "long enough"); !ok || again.NeedsAdmin() {
		t.Error("the administrator did not outlive a restart")
	}
	for _, bad := range [][2]string{{"admin", "long  enough"}, {"nobody", "long enough"}, {"", ""}} {
		if _, ok := again.SignIn(bad[0], bad[1]); ok {
			t.Errorf("%q came in", bad)
		}
	}
}

func TestCodeChangesAfterFiveGuesses(t *testing.T) {
	c := opened(t, t.TempDir())
	right := c.SetupCode()
	for range setupTries {
		_ = c.FirstAdmin("guess", "a", "A", "long enough")
	}
	if c.SetupCode() == right {
		t.Error("the code may be guessed for ever")
	}
}

func TestRemoveExampleKeepsThePersonWhoDoesIt(t *testing.T) {
	c := opened(t, t.TempDir())
	if err := c.FirstAdmin(c.SetupCode(), "admin", "Správce", "long enough"); err != nil {
		t.Fatal(err)
	}
	if err := c.RemoveExample("admin"); err != nil {
		t.Fatal(err)
	}
	o := c.Office()
	if len(o.Agents) != 1 || len(o.Queues)+len(o.Seats)+len(o.Trunks) != 0 {
		t.Errorf("left: %+v", o)
	}
	if _, ok := c.SignIn("admin", "long enough"); !ok {
		t.Error("the administrator can't come in any more")
	}
}

func TestChangesAreChecked(t *testing.T) {
	c := opened(t, t.TempDir())
	err := c.Change("x", func(o *telephony.Office) error {
		o.Numbers = append(o.Numbers, telephony.Inbound{Number: "1", Queue: "nowhere"})
		return nil
	})
	var faults Faults
	if !errors.As(err, &faults) || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("error %v, want one that names the queue", err)
	}
	if c.Office().Version != 1 {
		t.Error("a refused change changed something")
	}
}

// A file damaged in any byte gives way to the last good version, never to
// defaults (FAULTS 27).
func TestDamagedOfficeFallsBack(t *testing.T) {
	dir := t.TempDir()
	c := opened(t, dir)
	if err := c.Change("x", func(o *telephony.Office) error { o.Breaks = o.Breaks[:1]; return nil }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "office.json")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(good); i += 7 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 4
		if i%2 == 0 {
			bad = bad[:i]
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Open(dir, true)
		if err != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
		if o := c.Office(); len(o.Breaks) != 1 || len(o.Agents) != 3 {
			t.Fatalf("byte %d: another office: %+v", i, o)
		}
	}
}

func TestSecretsAreOnlyForTheBox(t *testing.T) {
	dir := t.TempDir()
	opened(t, dir)
	st, err := os.Stat(filepath.Join(dir, "secrets.json"))
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("%v %v, want 0600", st.Mode(), err)
	}
}
