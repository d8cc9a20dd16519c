package config

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Realm binds the SIP secrets. It never changes: HA1 can't be made anew
// without the passwords.
const Realm = "spojka"

// secrets is secrets.json.
type secrets struct {
	Version uint64                       `json:"version"`
	Session []byte                       `json:"session"` // signs the cookies of the page
	Setup   string                       `json:"setup,omitempty"`
	Tries   int                          `json:"tries,omitempty"` // wrong set-up codes
	Users   map[telephony.AgentID]user   `json:"users,omitempty"`
	Seats   map[telephony.SeatID]account `json:"seats,omitempty"`
	// Trunks are the passwords of trunks that are registered with. They are
	// kept as they are: the provider chooses the realm, so no hash would do.
	Trunks map[telephony.TrunkID]string `json:"trunks,omitempty"`
	// Mail is the password at the mail server.
	Mail string `json:"mail,omitempty"`
	// Parted are those of who left the office.
	Parted parted `json:"parted,omitzero"`
	// Fresh are the example users' first passwords, kept until the first
	// administrator exists so that a second start can show them again.
	Fresh map[telephony.AgentID]string `json:"fresh,omitempty"`
}

// account holds H(A1) for both algorithms (RFC 7616 §3.4.2). Plain is kept
// for simulated phones only, which run on this computer.
type account struct {
	MD5    string `json:"md5"`
	SHA256 string `json:"sha256"`
	Plain  string `json:"plain,omitempty"`
}

const seatCode = 12 // characters of a seat's password, 60 bits

func (c *Config) readSecrets() (s secrets, err error) {
	found, why, err := c.secretsFile.read(func(text []byte) error {
		s = secrets{}
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
		if len(s.Session) < 32 {
			return fmt.Errorf("the key of sessions is missing")
		}
		return nil
	})
	if err != nil {
		return s, fmt.Errorf("%w, or move all of them away to set every password anew", err)
	}
	c.fellBack = why
	if !found {
		s = secrets{Session: make([]byte, 32), Setup: code(setupLetters)}
		_, _ = rand.Read(s.Session) // never fails (crypto/rand)
	}
	return s.clone(), nil
}

// putSecrets writes changed secrets and puts them in force, or neither. The
// caller holds writing.
func (c *Config) putSecrets(s secrets) error {
	if err := c.writeSecrets(&s); err != nil {
		return err
	}
	c.force.Store(&inForce{c.Office(), s})
	return nil
}

// writeSecrets writes them as their next version.
func (c *Config) writeSecrets(s *secrets) error {
	s.Version++
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return c.secretsFile.write(s.Version, b)
}

// own is a copy of the secrets in force that may be changed.
func (c *Config) own() secrets { return c.force.Load().secrets.clone() }

func (s secrets) clone() secrets {
	s.Users, s.Seats, s.Trunks, s.Fresh = cloned(s.Users), cloned(s.Seats), cloned(s.Trunks), maps.Clone(s.Fresh)
	s.Parted = s.Parted.clone()
	return s
}

// give makes what an office's people and phones lack and puts aside what
// belongs to nobody; true: there is something to write. Back: who is in the
// office again is who left it.
func (s *secrets) give(o telephony.Office, back bool) (changed bool) {
	changed = s.Version == 0
	changed = sortOut(s.Users, s.Parted.Users, o.Version, back, func(id telephony.AgentID) bool { return hasAgent(o, id) }) || changed
	changed = sortOut(s.Trunks, s.Parted.Trunks, o.Version, back, func(id telephony.TrunkID) bool { return registers(o, id) }) || changed
	changed = sortOut(s.Seats, s.Parted.Seats, o.Version, back, func(id telephony.SeatID) bool { return hasSeat(o, id) }) || changed
	for _, seat := range o.Seats {
		a, ok := s.Seats[seat.ID]
		switch {
		case !ok, seat.Simulated && a.Plain == "":
			a, changed = newAccount(seat.ID, code(seatCode), seat.Simulated), true
		case !seat.Simulated && a.Plain != "":
			a.Plain, changed = "", true
		}
		s.Seats[seat.ID] = a
	}
	if o.Example && s.Fresh == nil && s.Setup != "" && len(s.Users) == 0 {
		s.firstPasswords(o)
		changed = true
	}
	return changed
}

// firstPasswords gives the example's users theirs.
func (s *secrets) firstPasswords(o telephony.Office) {
	s.Fresh = map[telephony.AgentID]string{}
	for _, a := range o.Agents {
		word := code(8)
		s.Fresh[a.ID] = word
		s.Users[a.ID] = newUser(word)
	}
}

func hasAgent(o telephony.Office, id telephony.AgentID) bool {
	return slices.ContainsFunc(o.Agents, func(a telephony.Agent) bool { return a.ID == id })
}

func hasSeat(o telephony.Office, id telephony.SeatID) bool {
	return slices.ContainsFunc(o.Seats, func(s telephony.Seat) bool { return s.ID == id })
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
	a, ok := c.force.Load().secrets.Seats[seat]
	return a.MD5, a.SHA256, ok
}

// SimulatedPassword is the password of a simulated phone; empty for others.
func (c *Config) SimulatedPassword(seat telephony.SeatID) string {
	return c.force.Load().secrets.Seats[seat].Plain
}

// SeatPassword gives the seat a new password, to be shown once.
func (c *Config) SeatPassword(by telephony.AgentID, seat telephony.SeatID) (string, error) {
	password := code(seatCode)
	if err := c.putSeatPassword(seat, password); err != nil {
		return "", err
	}
	c.auditSecret(by, "password of seat "+string(seat))
	return password, nil
}

func (c *Config) putSeatPassword(seat telephony.SeatID, password string) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	s := c.own()
	old, ok := s.Seats[seat]
	if !ok {
		return fmt.Errorf("there is no seat %q: add it first", seat)
	}
	s.Seats[seat] = newAccount(seat, password, old.Plain != "")
	return c.putSecrets(s)
}

func (c *Config) auditSecret(by telephony.AgentID, what string) {
	c.audit(telephony.Deed{By: by, Changes: []telephony.Difference{{What: what}}})
}

// SessionKey signs the page's cookies.
func (c *Config) SessionKey() []byte { return c.force.Load().secrets.Session }
