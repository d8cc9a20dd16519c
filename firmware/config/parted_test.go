package config

import (
	"os"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// furnished has a person, a phone and a trunk, each with a password.
func furnished(t *testing.T, dir string) (c *Config, phone string) {
	t.Helper()
	c = administered(t, dir)
	if err := put(c, "tajné heslo", provider()); err != nil {
		t.Fatal(err)
	}
	if err := c.SetPassword("admin", "jana", "dlouhé heslo"); err != nil {
		t.Fatal(err)
	}
	phone, err := c.SeatPassword("admin", "204")
	if err != nil {
		t.Fatal(err)
	}
	return c, phone
}

// empty takes the person, the phone and the trunk away.
func empty(o *telephony.Office) {
	o.Agents = without(o.Agents, func(a telephony.Agent) bool { return a.ID == "jana" })
	o.Seats = without(o.Seats, func(s telephony.Seat) bool { return s.ID == "204" })
	o.Trunks = without(o.Trunks, func(t telephony.Trunk) bool { return t.ID == "isp" })
}

func without[T any](all []T, goes func(T) bool) (left []T) {
	for _, one := range all {
		if !goes(one) {
			left = append(left, one)
		}
	}
	return left
}

// whole says whether all three passwords are as they were.
func whole(c *Config, phone string) bool {
	_, person := c.SignIn("jana", "dlouhé heslo")
	md5sum, _, _ := c.Account("204")
	return person && md5sum == newAccount("204", phone, false).MD5 && c.TrunkPassword("isp") == "tajné heslo"
}

// Who comes back because his going is undone has his password, also after a
// restart; until then it opens nothing.
//
// Proves: P-SET-6
func TestUndoBringsPasswordsBack(t *testing.T) {
	dir := t.TempDir()
	c, phone := furnished(t, dir)
	change(t, c, empty)
	if _, in := c.SignIn("jana", "dlouhé heslo"); in || c.HasTrunkPassword("isp") {
		t.Error("who is gone still has a password")
	}
	if _, _, ok := c.Account("204"); ok {
		t.Error("a phone that is gone can register")
	}
	c = opened(t, dir)
	if err := c.Undo("admin", newest(t, c).Place); err != nil {
		t.Fatal(err)
	}
	if !whole(c, phone) || !whole(opened(t, dir), phone) {
		t.Error("a password didn't come back")
	}
}

// Somebody new of the same name gets nothing of who left, and nothing comes
// back for ever.
func TestNewOnesGetNoOldPasswords(t *testing.T) {
	c, phone := furnished(t, t.TempDir())
	before := c.Office()
	change(t, c, empty)
	change(t, c, func(o *telephony.Office) { o.Agents, o.Seats, o.Trunks = before.Agents, before.Seats, before.Trunks })
	if _, in := c.SignIn("jana", "dlouhé heslo"); in || c.HasTrunkPassword("isp") {
		t.Error("a new one has the password of the old one")
	}
	if md5sum, _, _ := c.Account("204"); md5sum == newAccount("204", phone, false).MD5 {
		t.Error("a new phone has the password of the old one")
	}
	change(t, c, empty)
	for i := range partedFor + 1 {
		change(t, c, func(o *telephony.Office) { o.Queues[0].RingTime = telephony.Seconds(20 + i%2) })
	}
	if p := c.own().Parted; len(p.Users)+len(p.Seats)+len(p.Trunks) > 0 {
		t.Errorf("kept for ever: %+v", p)
	}
}

// A change that took people away and whose office didn't reach the disk leaves
// them their passwords, in the running box and in the next one.
func TestPasswordsOutliveAHalfWrittenChange(t *testing.T) {
	dir := t.TempDir()
	c, phone := furnished(t, dir)
	if err := os.Mkdir(c.officeFile.numbered(c.Office().Version+1), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := c.Change("admin", func(o *telephony.Office) error { empty(o); return nil }); err == nil {
		t.Fatal("the office was written")
	}
	if !whole(c, phone) {
		t.Error("the running box lost a password")
	}
	if !whole(opened(t, dir), phone) {
		t.Error("the next box lost a password")
	}
}
