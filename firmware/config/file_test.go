package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

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
