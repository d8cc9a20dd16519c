package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/mail"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
	"github.com/spojka/spojka/webadmin/lang"
)

// openPost makes the post. Its letters are to-dos of the book.
func (b *box) openPost() {
	b.post = mail.New(mail.Options{Server: b.mailServer, Done: b.book.Done})
	b.cfg.OnChange(func(telephony.Office) { b.post.Changed() })
}

// mailServer is the mail server as it is set, with its password.
func (b *box) mailServer() mail.Server {
	return mail.Server{Mail: b.cfg.Office().Mail, Password: b.cfg.MailPassword(), Own: b.s.addr()}
}

// mailOf writes the letter that tells of an emergency call (P-EMERG-3).
func (b *box) mailOf(n uint64, at telephony.Moment, a telephony.Alerted) mail.Letter {
	o := b.cfg.Office()
	l, zone := b.mailLang(), zoneOf(&o)
	to, phone, place, who := number.Show(a.To), string(a.Seat), lang.T(l, "mail.nowhere"), lang.T(l, "mail.nobody")
	for _, s := range o.Seats {
		if s.ID != a.Seat {
			continue
		}
		phone = strings.TrimSpace(phone + " " + s.Name)
		for _, site := range o.Sites {
			if site.ID == s.Site {
				place = cmp.Or(site.Name, string(site.ID))
			}
		}
	}
	if r, found, err := b.book.Call(a.Call); err == nil && found {
		who = cmp.Or(r.AgentName, who)
	}
	return mail.Letter{
		ID: b.mailID(fmt.Sprintf("%d.0", n)), At: at.Wall, Subject: lang.T(l, "mail.subject", to, phone),
		Text: lang.T(l, "mail.body", to, phone, place, who, lang.Stamp(l, at.Wall.In(zone)), a.Call),
	}
}

// mailLang is the language of mails: that of the office's country.
func (b *box) mailLang() lang.Lang {
	if slices.Contains([]string{"CZ", "SK", ""}, b.cfg.Office().Country) {
		return lang.CS
	}
	return lang.EN
}

// mailID names a letter for ever: the box, and its place in the book.
func (b *box) mailID(place string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "spojka"
	}
	return host + "." + place
}

// TestMail sends a mail to every receiver now.
func (b *box) TestMail(ctx context.Context) (telephony.MailTrouble, string) {
	s, l := b.mailServer(), b.mailLang()
	now := b.clock.Now()
	letter := mail.Letter{
		ID: b.mailID(fmt.Sprintf("test.%d.%d", now.Boot, now.Up)), At: now.Wall,
		Subject: lang.T(l, "mail.test-subject"), Text: lang.T(l, "mail.test-body"),
	}
	for _, to := range s.To {
		var f *mail.Failure
		if err := mail.Send(ctx, s, letter, to); errors.As(err, &f) {
			return f.Code, f.Said
		}
	}
	return "", ""
}

// Mails is how the post is doing.
func (b *box) Mails() (waiting int, why telephony.MailTrouble, said string) {
	s := b.post.State()
	return s.Waiting, s.Code, s.Said
}

func mailCondition(s mail.State) board.Condition {
	if s.Code == "" {
		return board.Condition{ID: board.CondMail}
	}
	return board.Condition{ID: board.CondMail, Level: board.Warn, Value: string(s.Code)}
}
