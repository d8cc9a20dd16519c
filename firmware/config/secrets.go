package config

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/argon2"

	"github.com/spojka/spojka/telephony"
)

// Realm binds the SIP secrets. It never changes: HA1 can't be made anew
// without the passwords.
const Realm = "spojka"

// secrets is secrets.json.
type secrets struct {
	Session []byte                       `json:"session"` // signs the cookies of the page
	Setup   string                       `json:"setup,omitempty"`
	Tries   int                          `json:"tries,omitempty"` // wrong set-up codes
	Users   map[telephony.AgentID]user   `json:"users,omitempty"`
	Seats   map[telephony.SeatID]account `json:"seats,omitempty"`
	// Fresh are the example users' first passwords, kept until the first
	// administrator exists so that a second start can show them again.
	Fresh map[telephony.AgentID]string `json:"fresh,omitempty"`
}

type user struct {
	Hash  string `json:"hash"`  // argon2id, PHC text
	Epoch string `json:"epoch"` // changes with the password: ends older sign-ins
}

// account holds H(A1) for both algorithms (RFC 7616 §3.4.2). Plain is kept
// for simulated phones only, which run on this computer.
type account struct {
	MD5    string `json:"md5"`
	SHA256 string `json:"sha256"`
	Plain  string `json:"plain,omitempty"`
}

const (
	setupTries  = 5
	codeLetters = 10 // 50 bits
	shortest    = 8  // characters of a password
)

func (c *Config) readSecrets() error {
	b, err := os.ReadFile(c.secretsFile())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err == nil {
		if err := json.Unmarshal(b, &c.secrets); err != nil {
			return fmt.Errorf("%s is damaged: %w; put a backup there, or remove it to set all passwords anew", c.secretsFile(), err)
		}
	}
	if c.secrets.Users == nil {
		c.secrets.Users = map[telephony.AgentID]user{}
	}
	if c.secrets.Seats == nil {
		c.secrets.Seats = map[telephony.SeatID]account{}
	}
	if len(c.secrets.Session) == 0 {
		c.secrets.Session = make([]byte, 32)
		_, _ = rand.Read(c.secrets.Session)
		c.secrets.Setup = code(codeLetters)
	}
	return nil
}

func (c *Config) secretsFile() string { return filepath.Join(c.dir, "secrets.json") }

func (c *Config) writeSecrets() error {
	b, err := json.MarshalIndent(c.secrets, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(c.secretsFile(), b, 0o600)
}

// giveSecrets makes what the office's people and phones lack and forgets what
// belongs to nobody. The caller holds the lock.
func (c *Config) giveSecrets() error {
	seats := map[telephony.SeatID]account{}
	for _, s := range c.office.Seats {
		a, ok := c.secrets.Seats[s.ID]
		if !ok || s.Simulated && a.Plain == "" {
			a = newAccount(s.ID, code(12), s.Simulated)
		}
		seats[s.ID] = a
	}
	c.secrets.Seats = seats
	for id := range c.secrets.Users {
		if !hasAgent(c.office, id) {
			delete(c.secrets.Users, id)
		}
	}
	if c.office.Example && c.secrets.Fresh == nil && c.secrets.Setup != "" {
		c.secrets.Fresh = map[telephony.AgentID]string{}
		for _, a := range c.office.Agents {
			word := code(8)
			c.secrets.Fresh[a.ID] = word
			c.secrets.Users[a.ID] = newUser(word)
		}
	}
	return c.writeSecrets()
}

func hasAgent(o telephony.Office, id telephony.AgentID) bool {
	for _, a := range o.Agents {
		if a.ID == id {
			return true
		}
	}
	return false
}

func newAccount(seat telephony.SeatID, password string, keep bool) account {
	a1 := []byte(string(seat) + ":" + Realm + ":" + password)
	m, s := md5.Sum(a1), sha256.Sum256(a1)
	a := account{MD5: hex.EncodeToString(m[:]), SHA256: hex.EncodeToString(s[:])}
	if keep {
		a.Plain = password
	}
	return a
}

// Account gives a seat's SIP secrets.
func (c *Config) Account(seat telephony.SeatID) (ha1MD5, ha1SHA256 string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, ok := c.secrets.Seats[seat]
	return a.MD5, a.SHA256, ok
}

// SimulatedPassword is the password of a simulated phone; empty for others.
func (c *Config) SimulatedPassword(seat telephony.SeatID) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets.Seats[seat].Plain
}

// SeatPassword gives the seat a new password, to be shown once.
func (c *Config) SeatPassword(_ telephony.AgentID, seat telephony.SeatID) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	old, ok := c.secrets.Seats[seat]
	if !ok {
		return "", fmt.Errorf("there is no seat %q", seat)
	}
	password := code(12)
	c.secrets.Seats[seat] = newAccount(seat, password, old.Plain != "")
	return password, c.writeSecrets()
}

// SessionKey signs the page's cookies.
func (c *Config) SessionKey() []byte { return c.secrets.Session }

// SignInSince changes when the user's sign-ins so far are to end.
func (c *Config) SignInSince(who telephony.AgentID) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets.Users[who].Epoch
}

// hashing bounds the argon2id computations that run at once: each takes
// 19 MiB.
var hashing = make(chan struct{}, 2)

func hash(password string, salt []byte) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, 2, 19*1024, 1, 32)
}

func newUser(password string) user {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	b64 := base64.RawStdEncoding
	return user{
		Hash:  "$argon2id$v=19$m=19456,t=2,p=1$" + b64.EncodeToString(salt) + "$" + b64.EncodeToString(hash(password, salt)),
		Epoch: code(8),
	}
}

// stranger makes an unknown login cost as much as a known one.
var stranger = user{Hash: "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}

func (u user) is(password string) bool {
	parts := strings.Split(u.Hash, "$")
	if len(parts) != 6 {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	return err1 == nil && err2 == nil && subtle.ConstantTimeCompare(hash(password, salt), want) == 1
}

// SignIn checks a login and password. It takes the same time for unknown
// logins.
func (c *Config) SignIn(login, password string) (telephony.AgentID, bool) {
	id := telephony.AgentID(strings.ToLower(strings.TrimSpace(login)))
	c.mu.Lock()
	u, ok := c.secrets.Users[id]
	ok = ok && enabled(c.office, id)
	c.mu.Unlock()
	if !ok {
		u = stranger
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

// ErrPassword says what a password must be.
var ErrPassword = fmt.Errorf("the password must have at least %d characters", shortest)

// SetPassword gives a user a new password and ends his sign-ins.
func (c *Config) SetPassword(_, who telephony.AgentID, password string) error {
	if len([]rune(password)) < shortest {
		return ErrPassword
	}
	fresh := newUser(password)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !hasAgent(c.office, who) {
		return fmt.Errorf("there is no user %q", who)
	}
	c.secrets.Users[who] = fresh
	delete(c.secrets.Fresh, who)
	return c.writeSecrets()
}

// NeedsAdmin says that nobody can set the box up yet.
func (c *Config) NeedsAdmin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets.Setup != ""
}

// SetupCode opens the first administrator's form once; empty when he exists.
func (c *Config) SetupCode() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets.Setup
}

// FirstPasswords are those of the example's users, until the first
// administrator exists.
func (c *Config) FirstPasswords() map[telephony.AgentID]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets.Fresh
}

// ErrCode says that the set-up code is wrong.
var ErrCode = errors.New("the code is wrong or used up: take the link that the box printed when it started")

// FirstAdmin makes the first administrator. After five wrong codes the code is
// changed, and the new one is on the box's console.
func (c *Config) FirstAdmin(given, login, name, password string) error {
	if err := c.useCode(given); err != nil {
		return err
	}
	if len([]rune(password)) < shortest {
		return ErrPassword
	}
	id := telephony.AgentID(strings.ToLower(strings.TrimSpace(login)))
	err := c.Change(id, func(o *telephony.Office) error {
		if hasAgent(*o, id) {
			return Faults{{"user " + string(id), "this login exists already: choose another"}}
		}
		first := telephony.Agent{
			ID: id, Name: strings.TrimSpace(name), Lang: "cs", Supervisor: true, Installer: true, SeesUnregistered: true,
		}
		for _, q := range o.Queues { // so that he can take the first call himself
			first.Queues = append(first.Queues, q.ID)
		}
		o.Agents = append(o.Agents, first)
		return nil
	})
	if err != nil {
		return err
	}
	fresh := newUser(password)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.secrets.Users[id] = fresh
	c.secrets.Setup, c.secrets.Fresh = "", nil
	return c.writeSecrets()
}

func (c *Config) useCode(given string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.secrets.Setup != "" && subtle.ConstantTimeCompare([]byte(given), []byte(c.secrets.Setup)) == 1 {
		return nil
	}
	if c.secrets.Setup != "" {
		if c.secrets.Tries++; c.secrets.Tries >= setupTries {
			c.secrets.Tries, c.secrets.Setup = 0, code(codeLetters)
		}
		if err := c.writeSecrets(); err != nil {
			return err
		}
	}
	return ErrCode
}
