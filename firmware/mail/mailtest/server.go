// Package mailtest is a mail server for tests (RFC 5321) with the habits that a
// test gives it: one that refuses, keeps silent, or wants no TLS.
package mailtest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"math/big"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Port is where the server listens.
const Port = 2525

// Server is a mail server on loopback. Its fields are set before [Server.Up].
type Server struct {
	Password string         // asked for, for the user "box"; empty: none
	NoTLS    bool           // STARTTLS is neither offered nor taken
	TLS      bool           // from the first byte
	Mute     bool           // takes the connection and says nothing
	Roots    *x509.CertPool // by which it is trusted

	t        testing.TB
	at       string
	cert     tls.Certificate
	listener net.Listener

	mu      sync.Mutex
	refuses map[string]string // by the line's beginning: what it answers
	mails   []Received
	tries   int
}

// Received is a mail that it took.
type Received struct {
	From, To, Text string
	Secret         bool // over TLS
}

// New makes one whose certificate is for this address.
func New(t testing.TB, ip string) *Server {
	s := &Server{t: t, at: net.JoinHostPort(ip, strconv.Itoa(Port)), refuses: map[string]string{}, Roots: x509.NewCertPool()}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.ParseIP(ip)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	s.cert = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	leaf, _ := x509.ParseCertificate(der)
	s.Roots.AddCert(leaf)
	return s
}

// Up opens the server's door.
func (s *Server) Up() *Server {
	l, err := net.Listen("tcp", s.at)
	if err != nil {
		s.t.Fatal(err)
	}
	s.listener = l
	s.t.Cleanup(s.Down)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

// Down closes it.
func (s *Server) Down() { _ = s.listener.Close() }

// Got are the mails that it took, and how many conversations it had.
func (s *Server) Got() ([]Received, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Received(nil), s.mails...), s.tries
}

// talk is one conversation.
func (s *Server) talk(c net.Conn) {
	t := &talk{Server: s, c: c}
	defer func() { _ = t.c.Close() }()
	s.mu.Lock()
	s.tries++
	s.mu.Unlock()
	if s.Mute {
		_, _ = c.Read(make([]byte, 1))
		return
	}
	if t.r = bufio.NewReader(c); s.TLS {
		t.encrypt()
	}
	t.say("220 mail.example ready")
	for {
		line, err := t.r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		if answer := s.refusal(line); answer != "" {
			t.say(answer)
		} else if !t.answer(line) {
			return
		}
	}
}

// talk is what a conversation has come to.
type talk struct {
	*Server
	c      net.Conn
	r      *bufio.Reader
	secret bool
	m      Received
}

func (t *talk) say(lines ...string) { fmt.Fprintf(t.c, "%s\r\n", strings.Join(lines, "\r\n")) }

func (t *talk) encrypt() {
	t.c = tls.Server(t.c, &tls.Config{Certificates: []tls.Certificate{t.cert}})
	t.r, t.secret = bufio.NewReader(t.c), true
}

// answer answers a line; false: the conversation is over.
func (t *talk) answer(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO":
		t.hello()
	case "STARTTLS":
		t.say("220 go on")
		t.encrypt()
	case "AUTH":
		_, proof, _ := strings.Cut(rest, " ")
		if plain, _ := base64.StdEncoding.DecodeString(proof); string(plain) != "\x00box\x00"+t.Password {
			t.say("535 5.7.8 wrong user or password")
			return true
		}
		t.say("235 welcome")
	case "MAIL":
		t.m = Received{From: line, Secret: t.secret}
		t.say("250 ok")
	case "RCPT":
		t.m.To = line
		t.say("250 ok")
	case "DATA":
		return t.data()
	case "QUIT":
		t.say("221 bye")
		return false
	default:
		t.say("250 ok")
	}
	return true
}

func (t *talk) hello() {
	can := []string{"250-mail.example"}
	if !t.secret && !t.NoTLS {
		can = append(can, "250-STARTTLS")
	}
	if t.Password != "" && t.secret {
		can = append(can, "250-AUTH PLAIN LOGIN")
	}
	t.say(append(can, "250 8BITMIME")...)
}

// data takes a mail up to the dot.
func (t *talk) data() bool {
	t.say("354 go on")
	var text strings.Builder
	for {
		line, err := t.r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(line)
	}
	t.m.Text = text.String()
	t.mu.Lock()
	t.mails = append(t.mails, t.m)
	t.mu.Unlock()
	t.say("250 taken")
	return true
}

// Refuse answers lines that begin so with this; an empty answer takes it back.
func (s *Server) Refuse(begin, answer string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuses[begin] = answer; answer == "" {
		delete(s.refuses, begin)
	}
}

func (s *Server) refusal(line string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for begin, answer := range s.refuses {
		if strings.HasPrefix(line, begin) {
			return answer
		}
	}
	return ""
}
