package webadmin

import (
	"context"
	"net/http"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// post is the page of settings for the mail server.
const post = "mail"

// Post sends mails.
type Post interface {
	// TestMail sends a mail to every receiver now and says what came of it:
	// the empty trouble means that the server took them all. It may take as
	// long as ctx lives.
	TestMail(ctx context.Context) (why telephony.MailTrouble, said string)
	// Mails is how many wait, and why the last one wasn't taken.
	Mails() (waiting int, why telephony.MailTrouble, said string)
}

// testWithin is how long who tests waits.
const testWithin = 75 * time.Second

// mailPage is the form, how the post is doing, and what came of a test.
type mailPage struct {
	*settingPage
	CanTest bool
	Waiting int
	Why     mailTrouble // of what waits
	Tested  bool
	Test    mailTrouble
}

// mailTrouble is why a mail wasn't taken, in words; empty: it was.
type mailTrouble struct{ Text, Remedy, Said string }

func (f *frame) mailTrouble(why telephony.MailTrouble, said string) mailTrouble {
	if why == "" {
		return mailTrouble{}
	}
	k := lang.Key("mail-trouble." + string(why))
	return mailTrouble{f.T(k), f.T(k + ".remedy"), said}
}

func (f *frame) mailForm(m telephony.Mail) []field {
	password := f.field("password", "mailPassword", "")
	if f.p.Settings.HasMailPassword() {
		password.Hint = f.T("trunk.has-password")
	}
	var ways []option
	for _, s := range telephony.MailSecurities {
		ways = append(ways, option{Value: string(s), Text: f.T(lang.Key("mail-tls." + string(s)))})
	}
	return []field{
		f.group("mail.server"), f.field("text", "mailHost", m.Host), f.pick("mailTLS", string(m.TLS), "", ways), f.number("mailPort", m.Port, ""),
		f.field("text", "mailUser", m.User), password, f.check("mailLocal", m.Local),
		f.group("mail.who"), f.field("text", "mailFrom", m.From), f.field("area", "mailTo", strings.Join(m.To, "\n")),
	}
}

// readMail reads the form; an empty server means that no mail is sent.
func (v form) readMail() telephony.Mail {
	m := telephony.Mail{
		Host: v.host("mailHost"), Port: v.whole("mailPort", 65535), TLS: telephony.MailSecurity(v.sent.Get("mailTLS")),
		Local: v.on("mailLocal"), User: v.text("mailUser", 128), From: strings.TrimSpace(v.sent.Get("mailFrom")),
		To: strings.FieldsFunc(v.sent.Get("mailTo"), func(r rune) bool { return strings.ContainsRune(" ,;\r\n\t", r) }),
	}
	if m.Host == "" {
		return telephony.Mail{}
	}
	if strings.Contains(m.Host, ":") {
		v.say("mailHost", "error.mail-port")
	}
	if !slices.Contains(telephony.MailSecurities, m.TLS) {
		v.say("mailTLS", "error.choose")
	}
	if m.TLS == telephony.MailPlain && m.User != "" {
		v.say("mailUser", "error.mail-plain")
	}
	v.mailPassword(m)
	v.address("mailFrom", m.From)
	if len(m.To) == 0 || len(m.To) > 20 {
		v.say("mailTo", "error.mail-to")
	}
	for _, to := range m.To {
		v.address("mailTo", to)
	}
	return m
}

// mailPassword wants one where the server wants one; that of another server or
// user isn't kept for this.
func (v form) mailPassword(m telephony.Mail) {
	password, was := v.sent.Get("mailPassword"), v.f.Office.Mail
	switch {
	case strings.ContainsAny(password, "\r\n") || len(password) > 128:
		v.say("mailPassword", "error.trunk-password")
	case password != "" || m.User == "":
	case m.Host != was.Host || m.User != was.User || !v.f.p.Settings.HasMailPassword():
		v.say("mailPassword", "error.mail-password")
	}
}

func (v form) address(name, s string) {
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		v.say(name, "error.address", s)
	}
}

func (p *Pages) newMail(f *frame) *mailPage {
	m := &mailPage{settingPage: p.settingPage(f, kind{name: post})}
	m.Fields = f.mailForm(f.Office.Mail)
	if p.Post == nil || f.Office.Mail.Host == "" {
		return m
	}
	n, why, said := p.Post.Mails()
	m.CanTest, m.Waiting, m.Why = true, n, f.mailTrouble(why, said)
	return m
}

func (p *Pages) mailPage(w http.ResponseWriter, r *http.Request, f *frame) {
	p.showForm(w, r, f, "mail", p.newMail(f))
}

func (p *Pages) putMail(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	p.keepForm(w, r, f, "mail", p.newMail(f), func(v form) func() error {
		next := v.readMail()
		return func() error { return p.Settings.PutMail(f.User.ID, next, r.PostFormValue("mailPassword")) }
	})
}

// testMail sends a mail and says what came of it.
func (p *Pages) testMail(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	m := p.newMail(f)
	if m.CanTest {
		ctx, stop := context.WithTimeout(r.Context(), testWithin)
		defer stop()
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(testWithin + patience))
		why, said := p.Post.TestMail(ctx)
		m.Tested, m.Test = true, f.mailTrouble(why, said)
	}
	p.show(w, r, http.StatusOK, "mail", m)
}
