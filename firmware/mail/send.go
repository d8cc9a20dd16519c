package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/netip"
	"net/textproto"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/crypto/x509roots/fallback/bundle"

	"github.com/spojka/spojka/telephony"
)

// Server is the office's mail server with its password.
type Server struct {
	telephony.Mail
	Password string
	Roots    *x509.CertPool // trusted besides the usual ones; nil: none
	Own      netip.Addr     // where the box listens, never dialled
}

// Letter is one mail.
type Letter struct {
	ID      string    // its Message-ID before the @
	At      time.Time // when what it tells of happened
	Subject string
	Text    string
}

// Failure is why a mail wasn't taken: a code for the sentence, and what the
// server said, cleaned.
type Failure struct {
	Code telephony.MailTrouble
	Said string
}

func (f *Failure) Error() string { return string(f.Code) + ": " + f.Said }

// sendWithin is how long one conversation with the server may take: greylisting
// and slow look-ups of the sender take a while.
const sendWithin = 60 * time.Second

// Send sends a letter to one receiver. The error is a [Failure].
func Send(ctx context.Context, s Server, l Letter, to string) error {
	ctx, stop := context.WithTimeout(ctx, sendWithin)
	defer stop()
	m, err := message(s, l, to)
	if err != nil {
		return &Failure{telephony.MailAddress, clean(err.Error())}
	}
	c, err := client(ctx, s)
	if err != nil {
		return &Failure{telephony.MailNoServer, clean(err.Error())}
	}
	var f *Failure
	if err := c.DialWithContext(ctx); err != nil {
		f = dialFailure(err)
	} else {
		defer func() { _ = c.Close() }() // it has the mail, or hasn't: QUIT changes nothing
		if err := c.Send(m); err != nil {
			f = sendFailure(err)
		}
	}
	switch {
	case f == nil:
		return nil
	case ctx.Err() != nil:
		f.Code = telephony.MailSilent
	}
	return f
}

// dialler opens the way to the server and closes it when ctx ends, whatever
// the conversation waits for.
func dialler(ctx context.Context, s Server, secret *tls.Config) gomail.DialContextFunc {
	return func(_ context.Context, network, at string) (net.Conn, error) {
		d := net.Dialer{ControlContext: s.may}
		c, err := d.DialContext(ctx, network, at)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { _ = c.Close() })
		if s.TLS != telephony.MailTLS {
			return c, nil
		}
		t := tls.Client(c, secret)
		return t, t.HandshakeContext(ctx)
	}
}

func message(s Server, l Letter, to string) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := errors.Join(m.From(s.From), m.To(to)); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(s.From, "@")
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetDateWithValue(l.At)
	m.SetImportance(gomail.ImportanceUrgent)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no "I am away" comes back
	m.Subject(l.Subject)
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	return m, nil
}

func client(ctx context.Context, s Server) (*gomail.Client, error) {
	host, _ := os.Hostname()
	if host == "" {
		host = "spojka.local"
	}
	if s.Roots == nil {
		trustUsual()
	}
	secret := &tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}
	opts := []gomail.Option{
		gomail.WithPort(s.PortOrUsual()), gomail.WithTimeout(sendWithin), gomail.WithHELO(host), gomail.WithoutNoop(),
		gomail.WithTLSConfig(secret), gomail.WithDialContextFunc(dialler(ctx, s, secret)),
	}
	switch s.TLS {
	case telephony.MailStartTLS:
		opts = append(opts, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case telephony.MailTLS:
		opts = append(opts, gomail.WithTLSPolicy(gomail.TLSOpportunistic)) // the dialler's is TLS already
	case telephony.MailPlain:
		opts = append(opts, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" {
		opts = append(opts, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(s.Host, opts...)
}

// trustUsual has the usual roots ready, since an image has no folder of
// certificates. They take 0.7 MB: only a box that sends mails needs them.
var trustUsual = sync.OnceFunc(func() { x509.SetFallbackRoots(usualRoots()) })

func usualRoots() *x509.CertPool {
	pool := x509.NewCertPool()
	for r := range bundle.Roots() {
		c, err := x509.ParseCertificate(r.Certificate)
		switch {
		case err != nil: // then it can't be what a server has
		case r.Constraint != nil:
			pool.AddCertWithConstraint(c, r.Constraint)
		default:
			pool.AddCert(c)
		}
	}
	return pool
}

// dialFailure says what went wrong before the first letter.
func dialFailure(err error) *Failure {
	f := &Failure{telephony.MailRefused, clean(err.Error())}
	var dns *net.DNSError
	var reply *textproto.Error
	var record tls.RecordHeaderError
	var op *net.OpError
	switch why := unreached(err); {
	case why != "":
		f.Code = why
	case errors.As(err, &dns):
		f.Code = telephony.MailNoServer
	case isCertificate(err):
		f.Code = telephony.MailCertificate
	case errors.As(err, &record), strings.Contains(err.Error(), "STARTTLS"):
		f.Code = telephony.MailNoTLS
	case errors.As(err, &reply) && (reply.Code == 454 || reply.Code == 502 || reply.Code == 503):
		f.Code = telephony.MailNoTLS
	case strings.Contains(err.Error(), "AUTH failed"), errors.As(err, &reply) && (reply.Code == 534 || reply.Code == 535 || reply.Code == 530):
		f.Code = telephony.MailPassword
	case strings.Contains(err.Error(), "AUTH"), errors.Is(err, gomail.ErrNoSupportedAuthDiscovered):
		f.Code = telephony.MailNoAuth
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		f.Code = telephony.MailSilent
	case errors.As(err, &op):
		f.Code = telephony.MailNoConnection
	}
	return f
}

func isCertificate(err error) bool {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &unknown) || errors.As(err, &name) || errors.As(err, &invalid) || errors.As(err, &verify)
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// sendFailure says why the server didn't take a letter.
func sendFailure(err error) *Failure {
	f := &Failure{telephony.MailRefused, clean(err.Error())}
	var s *gomail.SendError
	switch {
	case isTimeout(err):
		f.Code = telephony.MailSilent
	case !errors.As(err, &s):
	case s.Reason == gomail.ErrSMTPMailFrom && s.ErrorCode() == 530:
		f.Code = telephony.MailPassword
	case s.Reason == gomail.ErrSMTPMailFrom:
		f.Code = telephony.MailSender
	case s.Reason == gomail.ErrSMTPRcptTo:
		f.Code = telephony.MailReceiver
	}
	return f
}

// longestSaid bounds what a server says, in characters.
const longestSaid = 200

// clean makes a stranger's words safe for a page: one line, no control
// characters, not too long.
func clean(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r)
	}), " ")
	if r := []rune(s); len(r) > longestSaid {
		s = string(r[:longestSaid]) + "…"
	}
	return s
}
