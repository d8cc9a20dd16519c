// Package config keeps the office (config/office.json, text for people, with
// its last versions beside it), the secrets (config/secrets.json, 0600:
// passwords as hashes, SIP accounts as HA1, the key that signs sessions) and
// who changed what (config/audit.log).
package config

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/spojka/spojka/telephony"
)

// Config is the office and its secrets. Its methods may be called from any
// goroutine.
type Config struct {
	dir         string
	officeFile  kept
	secretsFile kept
	fellBack    string

	changing sync.Mutex // one change at a time, its hooks included
	hooks    []func(telephony.Office)
	newCode  func(code string)

	auditing sync.Mutex // the audit book is written to

	// Who reads never waits: a phone that registers and a person who signs in
	// are answered while a slow disk still writes the next version.
	force   atomic.Pointer[inForce]
	writing sync.Mutex // from the look at what is in force until its successor is on the disk
}

// inForce is a version of everything. It is never changed, only replaced.
type inForce struct {
	office  telephony.Office
	secrets secrets
}

// Open reads the folder. A box without an office begins with an empty one, or
// with the example.
func Open(dir string, example bool) (*Config, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the configuration: %w", err)
	}
	c := &Config{dir: dir, officeFile: kept{dir, "office", 10}, secretsFile: kept{dir, "secrets", 2}}
	keepReserve(dir)
	s, err := c.readSecrets()
	if err != nil {
		return nil, err
	}
	first := inForce{secrets: s}
	found, why, err := c.officeFile.read(func(text []byte) (err error) {
		first.office, err = readOffice(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	c.fellBack = joinText(c.fellBack, why)
	if !found {
		first.office = newOffice(example)
	}
	return c, c.put(first, false, !found, true)
}

func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// newOffice is what a box without one begins with.
func newOffice(example bool) telephony.Office {
	if example {
		return exampleOffice()
	}
	return telephony.Office{Country: "CZ", Zone: "Europe/Prague"}
}

// readOffice takes an office from its text, if it is right.
func readOffice(text []byte) (o telephony.Office, err error) {
	if err := json.Unmarshal(text, &o); err != nil {
		return o, err
	}
	if faults := Check(o); len(faults) > 0 {
		return o, faults
	}
	return o, nil
}

func (c *Config) writeOffice(o telephony.Office) error {
	b, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return err
	}
	return c.officeFile.write(o.Version, b)
}

// Office is the configuration in force. It must not be changed in place.
func (c *Config) Office() telephony.Office { return c.force.Load().office }

// FellBack says why an older version of the office or of the secrets is in
// use, or nothing.
func (c *Config) FellBack() string { return c.fellBack }

// OnChange calls f with every new configuration, one after the other. F must
// not change the configuration itself.
func (c *Config) OnChange(f func(telephony.Office)) {
	c.changing.Lock()
	defer c.changing.Unlock()
	c.hooks = append(c.hooks, f)
}

// Change lets f change a copy of the office, checks it and puts it in force.
// Everything that is wrong comes back as [Faults].
func (c *Config) Change(by telephony.AgentID, f func(*telephony.Office) error) error {
	c.changing.Lock()
	defer c.changing.Unlock()
	return c.change(telephony.Deed{By: by}, f, nil)
}

// change is Change for those who hold changing; as is what the audit book is
// told of it. Secrets that change with the office are changed by more; nil:
// none.
func (c *Config) change(as telephony.Deed, f func(*telephony.Office) error, more func(*secrets)) error {
	before := c.Office()
	next, err := clone(before)
	if err != nil {
		return err
	}
	if err := f(&next); err != nil {
		return err
	}
	if faults := append(Check(next), checkAdmins(before, next)...); len(faults) > 0 {
		return faults
	}
	next.Version = before.Version + 1
	numberTrees(before, next)
	if err := c.putOffice(next, onlyThere(before.Mail, next.Mail, more), as.Undoes != 0); err != nil {
		return err
	}
	as.Version, as.Changes = next.Version, differences(before, next)
	c.audit(as)
	for _, h := range c.hooks {
		h(next)
	}
	return nil
}

// putOffice puts an office in force, or leaves everything as it was.
func (c *Config) putOffice(next telephony.Office, more func(*secrets), back bool) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	s := c.own()
	if more != nil {
		more(&s)
	}
	return c.put(inForce{next, s}, more != nil, true, back)
}

// put gives the people and phones of an office what they lack, writes what
// changed and puts it in force. The secrets are next's own. Back: see
// [secrets.give]. The caller holds writing, or is the only one yet.
func (c *Config) put(next inForce, newSecrets, newOffice, back bool) error {
	if next.secrets.give(next.office, back) || newSecrets {
		if err := c.writeSecrets(&next.secrets); err != nil {
			return err
		}
	}
	if newOffice {
		if err := c.writeOffice(next.office); err != nil {
			return err
		}
	}
	c.force.Store(&next)
	return nil
}

func clone(o telephony.Office) (fresh telephony.Office, err error) {
	b, err := json.Marshal(o)
	if err != nil {
		return fresh, err
	}
	return fresh, json.Unmarshal(b, &fresh)
}

// numberTrees gives a reason tree that changed its next version: saved calls
// say which one they were filed by.
func numberTrees(before, next telephony.Office) {
	for i := range next.Trees {
		t := &next.Trees[i]
		t.Version = max(t.Version, 1)
		for _, old := range before.Trees {
			if old.ID != t.ID {
				continue
			}
			t.Version = old.Version
			if !reflect.DeepEqual(old.Roots, t.Roots) {
				t.Version++
			}
		}
	}
}

// code makes a random code of n characters that people can read aloud, 5 bits
// each.
func code(n int) string {
	const letters = "0123456789abcdefghjkmnpqrstvwxyz"
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	for i := range b {
		b[i] = letters[b[i]&31]
	}
	return string(b)
}
