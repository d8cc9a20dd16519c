package config

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/spojka/spojka/telephony"
)

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
