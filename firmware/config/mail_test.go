package config

import (
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func mailed() telephony.Mail {
	return telephony.Mail{Host: "smtp.example.cz", User: "box", From: "box@example.cz", To: []string{"vedouci@example.cz"}}
}

// Proves: P-EMERG-3, P-SET-1
func TestMailIsChecked(t *testing.T) {
	c := administered(t, t.TempDir())
	for want, f := range map[string]func(*telephony.Mail){
		`the server “a b” is no host`:           func(m *telephony.Mail) { m.Host = "a b" },
		`the server “smtp.cz:25” is no host`:    func(m *telephony.Mail) { m.Host = "smtp.cz:25" },
		"there is no port 70000":                func(m *telephony.Mail) { m.Port = 70000 },
		`there is no way “ssl3”`:                func(m *telephony.Mail) { m.TLS = "ssl3" },
		"would cross the network in the clear":  func(m *telephony.Mail) { m.TLS = telephony.MailPlain },
		`Sender: “box” is no address`:           func(m *telephony.Mail) { m.From = "box" },
		`Receivers: “a@b??Bcc: c@d” is no`:      func(m *telephony.Mail) { m.To = []string{"a@b\r\nBcc: c@d"} },
		`Receivers: “Eva <e@b.cz>” is no`:       func(m *telephony.Mail) { m.To = []string{"Eva <e@b.cz>"} },
		"0 receivers are named, there can be 1": func(m *telephony.Mail) { m.To = nil },
		"21 receivers are named":                func(m *telephony.Mail) { m.To = strings.Fields(strings.Repeat("a@b.cz ", 21)) },
	} {
		m := mailed()
		f(&m)
		if err := c.PutMail("admin", m, "tajne"); err == nil || !says(err, want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	if c.Office().Mail.Host != "" || c.HasMailPassword() {
		t.Error("a refused change was kept")
	}
}

// The password is kept over a restart, stays when none is typed, goes when the
// server wants none, and stands in no other file.
func TestMailPassword(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	if err := c.PutMail("admin", mailed(), "velmi tajné"); err != nil {
		t.Fatal(err)
	}
	m := mailed()
	m.Port = 2525
	if err := c.PutMail("admin", m, ""); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, false)
	if err != nil || again.MailPassword() != "velmi tajné" || again.Office().Mail.Port != 2525 {
		t.Fatalf("%v %q %+v", err, again.MailPassword(), again.Office().Mail)
	}
	m.User = ""
	if err := c.PutMail("admin", m, ""); err != nil || c.HasMailPassword() {
		t.Errorf("%v, kept %v", err, c.HasMailPassword())
	}
	if err := c.PutMail("admin", m, "a\nb"); err == nil {
		t.Error("a password of two lines was taken")
	}
}

// The password is sent to no other server and for no other user than it was
// given for, also when the change of the server is undone.
//
// Proves: P-SET-6
func TestMailPasswordGoesNowhereElse(t *testing.T) {
	c := administered(t, t.TempDir())
	put := func(change func(*telephony.Mail), password string) {
		t.Helper()
		m := mailed()
		change(&m)
		if err := c.PutMail("admin", m, password); err != nil {
			t.Fatal(err)
		}
	}
	put(func(*telephony.Mail) {}, "tajne")
	put(func(m *telephony.Mail) { m.Host = "smtp.example.com" }, "")
	if c.HasMailPassword() {
		t.Error("another server is sent the password")
	}
	put(func(m *telephony.Mail) { m.Host = "smtp.example.com" }, "jine")
	put(func(m *telephony.Mail) { m.Host, m.User = "smtp.example.com", "eva" }, "")
	if c.HasMailPassword() {
		t.Error("it is sent for another user")
	}
	put(func(*telephony.Mail) {}, "tajne")
	deeds, _, err := c.Deeds(telephony.DeedFilter{})
	if err != nil || len(deeds) < 2 || len(deeds[1].Changes) != 1 || deeds[1].Changes[0].What != "mail" {
		t.Fatalf("%v %+v", err, deeds)
	}
	if err := c.Undo("admin", deeds[1].Place); err != nil || c.Office().Mail.User != "eva" || c.HasMailPassword() {
		t.Errorf("%v, undone to %+v, a password: %v", err, c.Office().Mail, c.HasMailPassword())
	}
}
