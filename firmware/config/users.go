package config

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/spojka/spojka/telephony"
)

// user is somebody who can sign in.
type user struct {
	Hash  string `json:"hash"`  // argon2id, PHC text
	Epoch string `json:"epoch"` // changes with the password: ends older sign-ins
}

const (
	shortest = 10   // characters of a password
	longest  = 1000 // bytes
)

// ErrPassword says what a password must be.
var ErrPassword = fmt.Errorf("the password must have at least %d characters", shortest)

func goodPassword(p string) bool { return utf8.RuneCountInString(p) >= shortest && len(p) <= longest }

// hashing bounds the argon2id computations that run at once: each takes
// 19 MiB.
var hashing = make(chan struct{}, 2)

func hash(password string, salt []byte) []byte {
	hashing <- struct{}{}
	defer func() {
		// Given back at once: the runtime would keep it for minutes, and a
		// small board has other uses for it.
		debug.FreeOSMemory()
		<-hashing
	}()
	return argon2.IDKey([]byte(password), salt, 2, 19*1024, 1, 32)
}

const phcHead = "$argon2id$v=19$m=19456,t=2,p=1$"

func newUser(password string) user {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails (crypto/rand)
	b64 := base64.RawStdEncoding
	return user{
		Hash:  phcHead + b64.EncodeToString(salt) + "$" + b64.EncodeToString(hash(password, salt)),
		Epoch: code(8),
	}
}

// stranger makes an unknown login cost as much as a known one.
var stranger = user{Hash: phcHead + "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}

func (u user) is(password string) bool {
	salt64, want64, _ := strings.Cut(strings.TrimPrefix(u.Hash, phcHead), "$")
	salt, err1 := base64.RawStdEncoding.DecodeString(salt64)
	want, err2 := base64.RawStdEncoding.DecodeString(want64)
	got := hash(password, salt)
	return err1 == nil && err2 == nil && len(want) == len(got) && subtle.ConstantTimeCompare(got, want) == 1
}

func loginOf(text string) telephony.AgentID {
	return telephony.AgentID(strings.ToLower(strings.TrimSpace(text)))
}

// SignIn checks a login and password. It takes the same time for unknown
// logins.
func (c *Config) SignIn(login, password string) (telephony.AgentID, bool) {
	id := loginOf(login)
	now := c.force.Load()
	u, ok := now.secrets.Users[id]
	ok = ok && enabled(now.office, id)
	if !ok {
		u = stranger
	}
	if len(password) > longest {
		password, ok = "", false
	}
	return id, u.is(password) && ok
}

func enabled(o telephony.Office, id telephony.AgentID) bool {
	for _, a := range o.Agents {
		if a.ID == id {
			return !a.Disabled
		}
	}
	return false
}

// SignInSince changes when the user's sign-ins so far are to end.
func (c *Config) SignInSince(who telephony.AgentID) string {
	return c.force.Load().secrets.Users[who].Epoch
}

// SetPassword gives a user a new password and ends his sign-ins.
func (c *Config) SetPassword(by, who telephony.AgentID, password string) error {
	if !goodPassword(password) {
		return ErrPassword
	}
	if err := c.putUser(who, newUser(password)); err != nil {
		return err
	}
	c.auditSecret(by, "password of "+string(who))
	return nil
}

func (c *Config) putUser(who telephony.AgentID, u user) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if !hasAgent(c.Office(), who) {
		return fmt.Errorf("there is no user %q: add him first", who)
	}
	s := c.own()
	s.Users[who] = u
	delete(s.Fresh, who)
	return c.putSecrets(s)
}

// The set-up code lets the first administrator in.
const (
	setupTries   = 5
	setupLetters = 10 // 50 bits
)

// NeedsAdmin says that nobody can set the box up yet.
func (c *Config) NeedsAdmin() bool { return c.SetupCode() != "" }

// SetupCode opens the first administrator's form once; empty when he exists.
func (c *Config) SetupCode() string { return c.force.Load().secrets.Setup }

// OnSetupCode calls f with a new code when the old one was guessed at too
// often, so that the box can print it.
func (c *Config) OnSetupCode(f func(code string)) {
	c.changing.Lock()
	defer c.changing.Unlock()
	c.newCode = f
}

// FirstPasswords are those of the example's users, until the first
// administrator exists.
func (c *Config) FirstPasswords() map[telephony.AgentID]string {
	return c.own().Fresh
}

// ErrCode says that the set-up code is wrong.
var ErrCode = errors.New("the code is wrong or used up: take the link that the box printed last")

// FirstAdmin makes the first administrator. After five wrong codes the code is
// changed.
func (c *Config) FirstAdmin(given, login, name, password string) error {
	c.changing.Lock()
	defer c.changing.Unlock()
	if err := c.tryCode(given); err != nil {
		return err
	}
	if !goodPassword(password) {
		return ErrPassword
	}
	id := loginOf(login)
	if err := c.change(telephony.Deed{By: id}, func(o *telephony.Office) error { return c.addAdmin(o, id, name) }, nil); err != nil {
		return err
	}
	fresh := newUser(password)
	c.writing.Lock()
	defer c.writing.Unlock()
	s := c.own()
	s.Users[id] = fresh
	s.Setup, s.Tries, s.Fresh = "", 0, nil
	return c.putSecrets(s)
}

// addAdmin puts the administrator in. One who has no password yet is from an
// attempt that a power cut ended.
func (c *Config) addAdmin(o *telephony.Office, id telephony.AgentID, name string) error {
	admin := telephony.Agent{ID: id, Name: strings.TrimSpace(name), Lang: "cs", Supervisor: true, Installer: true, SeesUnregistered: true}
	for i, a := range o.Agents {
		if a.ID != id {
			continue
		}
		if c.SignInSince(id) != "" || !a.Installer {
			return Faults{{Where: "user " + string(id), Code: telephony.FaultLoginTaken}}
		}
		o.Agents[i] = admin
		return nil
	}
	o.Agents = append(o.Agents, admin)
	return nil
}

// tryCode counts a wrong code before anybody is told that it is wrong.
func (c *Config) tryCode(given string) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	s := c.own()
	right := s.Setup
	if right == "" {
		return ErrCode
	}
	if subtle.ConstantTimeCompare([]byte(strings.ToLower(strings.TrimSpace(given))), []byte(right)) == 1 {
		return nil
	}
	s.Tries++
	if s.Tries >= setupTries {
		s.Tries, s.Setup = 0, code(setupLetters)
	}
	changed := s.Setup != right
	if err := c.putSecrets(s); err != nil {
		return err
	}
	if changed && c.newCode != nil {
		go c.newCode(s.Setup)
	}
	return ErrCode
}
