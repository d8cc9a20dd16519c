package mail

import (
	"context"
	"crypto/x509"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"

	"github.com/spojka/spojka/firmware/mail/mailtest"
	"github.com/spojka/spojka/telephony"
)

// asSet is a server as the office sets it.
func asSet(s *mailtest.Server, ip string, change func(*Server)) Server {
	set := Server{Mail: telephony.Mail{
		Host: ip, Port: mailtest.Port, Local: true, User: "box", From: "spojka@example.cz", To: []string{"vedouci@example.cz", "sluzba@example.cz"},
	}, Password: "tajne", Roots: s.Roots, Own: netip.MustParseAddr("127.61.10.99")}
	if change != nil {
		change(&set)
	}
	return set
}

var letter = Letter{ID: "box.7.0", At: time.Now().Truncate(time.Second), Subject: "Tísňové volání 112 z telefonu 204 Vrátnice", Text: "Místo: Praha\n"}

// Each way in which a mail server doesn't take a mail has a word of its own,
// and nothing is said in the clear that should not be.
//
// Proves: P-EMERG-3
func TestWhyAMailIsNotTaken(t *testing.T) {
	for _, c := range []struct {
		name   string
		server func(*mailtest.Server)
		set    func(*Server)
		want   telephony.MailTrouble
	}{
		{"taken by STARTTLS", nil, nil, ""},
		{"taken by TLS", func(s *mailtest.Server) { s.TLS = true }, func(m *Server) { m.TLS = telephony.MailTLS }, ""},
		{"taken in the clear", func(s *mailtest.Server) { s.NoTLS = true }, func(m *Server) { m.TLS, m.User = telephony.MailPlain, "" }, ""},
		{"STARTTLS isn't offered", func(s *mailtest.Server) { s.NoTLS = true }, nil, telephony.MailNoTLS},
		{"STARTTLS is refused", func(s *mailtest.Server) { s.Refuse("STARTTLS", "454 4.7.0 not now") }, nil, telephony.MailNoTLS},
		{"TLS to a server that begins in the clear", nil, func(m *Server) { m.TLS = telephony.MailTLS }, telephony.MailNoTLS},
		{"wrong password", nil, func(m *Server) { m.Password = "jine" }, telephony.MailPassword},
		{"no password", nil, func(m *Server) { m.User = "" }, telephony.MailPassword},
		{"a password that would be readable", func(s *mailtest.Server) { s.NoTLS = true }, func(m *Server) { m.TLS = telephony.MailPlain }, telephony.MailNoAuth},
		{"a certificate of somebody", nil, func(m *Server) { m.Roots = nil }, telephony.MailCertificate},
		{"the sender", func(s *mailtest.Server) { s.Refuse("MAIL", "553 5.7.1 not yours") }, nil, telephony.MailSender},
		{"a receiver", func(s *mailtest.Server) { s.Refuse("RCPT", "550 5.1.1 nobody") }, nil, telephony.MailReceiver},
		{"the mail", func(s *mailtest.Server) { s.Refuse("DATA", "554 5.7.1 spam") }, nil, telephony.MailRefused},
		{"in the house without leave", nil, func(m *Server) { m.Local = false }, telephony.MailLocal},
		{"the box itself", nil, func(m *Server) { m.Own = netip.MustParseAddr("127.61.10.1") }, telephony.MailOurselves},
		{"a service of the box's computer", nil, func(m *Server) { m.Own = netip.MustParseAddr("0.0.0.0") }, telephony.MailOurselves},
		{"a name of the box itself", nil, func(m *Server) { m.Host, m.Own = "localhost", netip.MustParseAddr("192.168.1.5") }, telephony.MailOurselves},
		{"no address", nil, func(m *Server) { m.From = "spojka" }, telephony.MailAddress},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mailtest.New(t, "127.61.10.1")
			s.Password = "tajne"
			if c.want == telephony.MailPassword && c.set != nil {
				s.Refuse("MAIL", "530 5.7.0 say who you are")
			}
			if c.server != nil {
				c.server(s)
			}
			s.Up()
			err := Send(t.Context(), asSet(s, "127.61.10.1", c.set), letter, "vedouci@example.cz")
			var f *Failure
			errors.As(err, &f)
			switch mails, _ := s.Got(); {
			case c.want == "" && (err != nil || len(mails) != 1):
				t.Fatalf("%v, %d mails", err, len(mails))
			case c.want != "" && (f == nil || f.Code != c.want || f.Said == "" || len(mails) != 0):
				t.Fatalf("%v, want %s; %d mails", err, c.want, len(mails))
			}
			s.Down()
			if err := Send(t.Context(), asSet(s, "127.61.10.1", c.set), letter, "vedouci@example.cz"); c.want == "" && !isCode(err, telephony.MailNoConnection) {
				t.Errorf("with nobody there: %v", err)
			}
		})
	}
}

func isCode(err error, code telephony.MailTrouble) bool {
	var f *Failure
	return errors.As(err, &f) && f.Code == code
}

// A server that takes the connection and says nothing holds nobody for ever.
func TestAMuteServerIsLeft(t *testing.T) {
	s := mailtest.New(t, "127.61.10.2")
	s.Mute = true
	s.Up()
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	if err := Send(ctx, asSet(s, "127.61.10.2", nil), letter, "vedouci@example.cz"); !isCode(err, telephony.MailSilent) {
		t.Errorf("%v", err)
	}
}

// What arrives says what it is.
func TestLetter(t *testing.T) {
	s := mailtest.New(t, "127.61.10.3")
	s.Password = "tajne"
	s.Up()
	if err := Send(t.Context(), asSet(s, "127.61.10.3", nil), letter, "vedouci@example.cz"); err != nil {
		t.Fatal(err)
	}
	mails, _ := s.Got()
	m := mails[0]
	for _, want := range []string{"Message-ID: <box.7.0@example.cz>", "=?UTF-8?q?T=C3=ADs=C5=88ov=C3=A9_vol=C3=A1n=C3=AD_112_", "To: <vedouci@example.cz>", "Auto-Submitted: auto-generated", "M=C3=ADsto: Praha"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("%q is missing in\n%s", want, m.Text)
		}
	}
	if !m.Secret || !strings.Contains(m.From, "<spojka@example.cz>") {
		t.Errorf("%+v", m)
	}
}

// quick makes the pauses between tries short.
func quick(t *testing.T) {
	was := pauses
	pauses = []time.Duration{20 * time.Millisecond}
	t.Cleanup(func() { pauses = was })
}

// The server is gone when an emergency call is made: the letter waits, the
// trouble is known, and both receivers get it once when the server is back;
// told of it again, the post sends nothing.
//
// Proves: P-EMERG-3
func TestThePostWaitsForTheServer(t *testing.T) {
	quick(t)
	s := mailtest.New(t, "127.61.10.4")
	s.Password = "tajne"
	done := make(chan uint64, 3)
	p := New(Options{Server: func() Server { return asSet(s, "127.61.10.4", nil) }, Done: func(n uint64, _ int) { done <- n }})
	run(t, p)
	p.Put(7, 0, letter)
	until(t, "a trouble", func() bool {
		st := p.State()
		return st.Code == telephony.MailNoConnection && st.Waiting == 1 && !st.Since.IsZero()
	})
	s.Up()
	if n := <-done; n != 7 {
		t.Errorf("%d is done", n)
	}
	p.Put(7, 0, letter)
	second := letter
	second.ID = "box.8.0"
	p.Put(8, 0, second)
	<-done
	mails, _ := s.Got()
	if len(mails) != 4 || p.State() != (State{}) {
		t.Errorf("%d mails, then %+v", len(mails), p.State())
	}
}

// One receiver is refused: the other gets his copy once however often it is
// tried; a letter that comes later isn't held up; with the address put right
// nothing more is owed.
func TestOneReceiverIsRefused(t *testing.T) {
	quick(t)
	s := mailtest.New(t, "127.61.10.5")
	s.Password = "tajne"
	s.Refuse("RCPT TO:<sluzba@", "550 5.1.1 nobody")
	s.Up()
	done := make(chan uint64, 3)
	p := New(Options{Server: func() Server { return asSet(s, "127.61.10.5", nil) }, Done: func(n uint64, _ int) { done <- n }})
	run(t, p)
	p.Put(7, 0, letter)
	until(t, "five tries", func() bool { _, n := s.Got(); return n > 5 })
	if mails, _ := s.Got(); len(mails) != 1 || p.State().Code != telephony.MailReceiver {
		t.Errorf("%d mails, %+v", len(mails), p.State())
	}
	s.Refuse("RCPT TO:<sluzba@", "")
	p.Changed()
	<-done
	if mails, _ := s.Got(); len(mails) != 2 {
		t.Errorf("%d mails", len(mails))
	}
}

// Without a server nothing is owed, and what is too old isn't tried for ever.
func TestLettersThatNobodyGets(t *testing.T) {
	quick(t)
	done := make(chan uint64, 3)
	set := Server{}
	p := New(Options{Server: func() Server { return set }, Done: func(n uint64, _ int) { done <- n }})
	run(t, p)
	p.Put(1, 0, letter)
	<-done
	dead := mailtest.New(t, "127.61.10.6")
	q := New(Options{Server: func() Server { return asSet(dead, "127.61.10.6", nil) }, Done: func(n uint64, _ int) { done <- n }})
	run(t, q)
	old := letter
	old.At = time.Now().Add(-keepFor - time.Hour)
	q.Put(2, 0, old)
	<-done
	if q.State().Code != telephony.MailNoConnection {
		t.Errorf("given up: %+v", q.State())
	}
	q.Changed()
	if q.State() != (State{}) {
		t.Errorf("by new settings the trouble of the old ones goes on: %+v", q.State())
	}
}

func run(t *testing.T, p *Post) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { p.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("there is no %s", what)
		}
	}
}

// An image has no folder of certificates: the usual roots are in the program,
// and every one of them is trusted.
func TestUsualRoots(t *testing.T) {
	n, trusted := 0, usualRoots()
	for r := range bundle.Roots() {
		n++
		c, err := x509.ParseCertificate(r.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		o := x509.VerifyOptions{Roots: trusted, CurrentTime: c.NotBefore.Add(time.Hour), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
		if _, err := c.Verify(o); err != nil {
			t.Errorf("%s: %v", c.Subject, err)
		}
	}
	if n < 50 {
		t.Errorf("there are only %d", n)
	}
}

// A letter that a clock of 1970 dated is tried for as long as any other: the
// emergency was just now.
//
// Proves: P-EMERG-3
func TestALetterOf1970IsTriedAgain(t *testing.T) {
	s := mailtest.New(t, "127.61.10.9") // nobody is there
	p := New(Options{Server: func() Server { return asSet(s, "127.61.10.9", nil) }, Done: func(uint64, int) { t.Error("given up") }})
	old := letter
	old.At = time.Unix(60, 0)
	p.Put(1, 0, old)
	for range 3 {
		p.round(t.Context())
	}
	if st := p.State(); st.Waiting != 1 || st.Code != telephony.MailNoConnection {
		t.Errorf("%+v", st)
	}
}
