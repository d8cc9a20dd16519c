package config

import (
	"errors"
	"net/mail"
	"strings"
	"unicode"

	"github.com/spojka/spojka/telephony"
)

// ErrMailPassword says what the mail server's password may be.
var ErrMailPassword = errors.New("the mail server's password may have up to 128 characters and no line ends: copy it once more")

// mostReceivers get a mail.
const mostReceivers = 20

// PutMail sets the mail server together with its password: an empty one keeps
// the one before, none is kept where the server wants none or is another.
func (c *Config) PutMail(by telephony.AgentID, m telephony.Mail, password string) error {
	if len(password) > longestTrunkPassword || strings.ContainsFunc(password, unicode.IsControl) {
		return ErrMailPassword
	}
	c.changing.Lock()
	defer c.changing.Unlock()
	err := c.change(telephony.Deed{By: by}, func(o *telephony.Office) error { o.Mail = m; return nil }, func(s *secrets) {
		if m.User == "" {
			s.Mail = ""
		} else if password != "" {
			s.Mail = password
		}
	})
	if err == nil && password != "" {
		c.auditSecret(by, "password of the mail server")
	}
	return err
}

// onlyThere has a mail password forgotten that was given for another server or
// user, however the office came to the new one: it must not be told to a
// stranger. More then sets the new one.
func onlyThere(before, next telephony.Mail, more func(*secrets)) func(*secrets) {
	if before.Host == next.Host && before.User == next.User {
		return more
	}
	return func(s *secrets) {
		s.Mail = ""
		if more != nil {
			more(s)
		}
	}
}

// MailPassword is the password at the mail server; empty: none.
func (c *Config) MailPassword() string {
	return c.force.Load().secrets.Mail
}

// HasMailPassword is for pages, which never show it.
func (c *Config) HasMailPassword() bool { return c.MailPassword() != "" }

// mail checks how mails are sent. Without a host none are.
func (c *check) mail() {
	m := c.o.Mail
	if m.Host == "" {
		return
	}
	if !goodHost(m.Host) || strings.Contains(m.Host, ":") {
		c.say("mail", telephony.FaultMailHost, m.Host)
	}
	if m.Port < 0 || m.Port > 65535 {
		c.say("mail", telephony.FaultPort, m.Port)
	}
	switch m.TLS {
	case telephony.MailStartTLS, telephony.MailTLS:
	case telephony.MailPlain:
		if m.User != "" {
			c.say("mail", telephony.FaultMailClear)
		}
	default:
		c.say("mail", telephony.FaultMailTLS, m.TLS)
	}
	c.address("field.mailFrom", m.From)
	if len(m.To) == 0 || len(m.To) > mostReceivers {
		c.say("mail", telephony.FaultMailReceivers, len(m.To), mostReceivers)
	}
	for _, to := range m.To {
		c.address("field.mailTo", to)
	}
}

func (c *check) address(what, text string) {
	if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
		c.say("mail", telephony.FaultMailAddress, what, text)
	}
}
