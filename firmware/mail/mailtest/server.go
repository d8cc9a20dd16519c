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
	defer func() { _ = c.Close() }()
	s.mu.Lock()
	s.tries++
	s.mu.Unlock()
	if s.Mute {
		_, _ = c.Read(make([]byte, 1))
		return
	}
	secret := s.TLS
	if secret {
		c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{s.cert}})
	}
	r := bufio.NewReader(c)
	say := func(text string) { fmt.Fprintf(c, "%s\r\n", text) }
	say("220 mail.example ready")
	var m Received
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		verb, rest, _ := strings.Cut(line, " ")
		if answer := s.refusal(line); answer != "" {
			say(answer)
			continue
		}
		switch strings.ToUpper(verb) {
		case "EHLO":
			say("250-mail.example")
			if !secret && !s.NoTLS {
				say("250-STARTTLS")
			}
			if s.Password != "" && secret {
				say("250-AUTH PLAIN LOGIN")
			}
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 go on")
			c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{s.cert}})
			r, secret = bufio.NewReader(c), true
		case "AUTH":
			_, proof, _ := strings.Cut(rest, " ")
			if plain, _ := base64.StdEncoding.DecodeString(proof); string(plain) != "\x00box\x00"+s.Password {
				say("535 5.7.8 wrong user or password")
				continue
			}
			say("235 welcome")
		case "MAIL":
			m = Received{From: line, Secret: secret}
			say("250 ok")
		case "RCPT":
			m.To = line
			say("250 ok")
		case "DATA":
			say("354 go on")
			var text strings.Builder
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				text.WriteString(line)
			}
			m.Text = text.String()
			s.mu.Lock()
			s.mails = append(s.mails, m)
			s.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
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
