// Package config keeps the office (config/office.json, text for people, with
// its last versions beside it) and the secrets (config/secrets.json, 0600:
// passwords as hashes, SIP accounts as HA1, the key that signs sessions).
package config

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

const keepVersions = 10

// Config is the office and its secrets. Its methods may be called from any
// goroutine.
type Config struct {
	dir string

	mu      sync.Mutex
	office  telephony.Office
	secrets secrets
	hooks   []func(telephony.Office)
	// fellBack says why an older version is in use.
	fellBack string
}

// Open reads the folder. A box without an office begins with an empty one, or
// with the example.
func Open(dir string, example bool) (*Config, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the configuration: %w", err)
	}
	c := &Config{dir: dir}
	if err := c.readSecrets(); err != nil {
		return nil, err
	}
	found, err := c.readOffice()
	if err != nil {
		return nil, err
	}
	if !found {
		return c, c.begin(example)
	}
	return c, nil
}

func (c *Config) begin(example bool) error {
	c.office = telephony.Office{Country: "CZ", Zone: "Europe/Prague"}
	if example {
		c.office = exampleOffice()
	}
	if err := c.giveSecrets(); err != nil {
		return err
	}
	return c.write()
}

// Office is the configuration in force. It must not be changed in place.
func (c *Config) Office() telephony.Office {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.office
}

// FellBack says why an older version of the office is in use, or nothing.
func (c *Config) FellBack() string { return c.fellBack }

// OnChange calls f with every new configuration.
func (c *Config) OnChange(f func(telephony.Office)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hooks = append(c.hooks, f)
}

// Change lets f change a copy of the office, checks it and puts it in force.
// Everything that is wrong comes back as [Faults].
func (c *Config) Change(by telephony.AgentID, f func(*telephony.Office) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	next, err := clone(c.office)
	if err != nil {
		return err
	}
	if err := f(&next); err != nil {
		return err
	}
	if faults := Check(next); len(faults) > 0 {
		return faults
	}
	before := c.office
	next.Version = before.Version + 1
	c.office = next
	if err := errors.Join(c.giveSecrets(), c.write()); err != nil {
		c.office = before
		return err
	}
	c.audit(by, before, next)
	for _, h := range c.hooks {
		h(next)
	}
	return nil
}

func clone(o telephony.Office) (fresh telephony.Office, err error) {
	b, err := json.Marshal(o)
	if err != nil {
		return fresh, err
	}
	return fresh, json.Unmarshal(b, &fresh)
}

// write puts the office on disk: a new file, renamed over the old one, and a
// copy for the day on which this one can't be read.
func (c *Config) write() error {
	b, err := json.MarshalIndent(c.office, "", "  ")
	if err != nil {
		return err
	}
	b = append(b, '\n')
	sum := sha256.Sum256(b)
	b = append(b, []byte("// sha256 "+hex.EncodeToString(sum[:])+"\n")...)
	if err := replaceFile(filepath.Join(c.dir, fmt.Sprintf("office-%06d.json", c.office.Version)), b, 0o600); err != nil {
		return err
	}
	c.dropOld()
	return replaceFile(c.officeFile(), b, 0o600)
}

func (c *Config) officeFile() string { return filepath.Join(c.dir, "office.json") }

func (c *Config) versions() []string {
	names, _ := filepath.Glob(filepath.Join(c.dir, "office-*.json"))
	sort.Sort(sort.Reverse(sort.StringSlice(names)))
	return names
}

func (c *Config) dropOld() {
	for i, name := range c.versions() {
		if i >= keepVersions {
			_ = os.Remove(name)
		}
	}
}

// readOffice takes the office, or its newest version that can be read: never
// defaults that open doors (FAULTS 27).
func (c *Config) readOffice() (found bool, err error) {
	files := append([]string{c.officeFile()}, c.versions()...)
	var first error
	for i, f := range files {
		o, err := readFile(f)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil {
			c.office = o
			if i > 0 && first != nil {
				c.fellBack = first.Error()
			}
			return true, nil
		}
		if first == nil {
			first = err
		}
	}
	if first != nil {
		return false, fmt.Errorf("no version of the office can be read: %w; put a backup of office.json into %s", first, c.dir)
	}
	return false, nil
}

// readFile reads one version. The last line holds the sum of what stands
// before it; a file without it was written by hand and is believed.
func readFile(path string) (o telephony.Office, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return o, err
	}
	text := string(b)
	if i := strings.LastIndex(text, "// sha256 "); i >= 0 {
		sum := sha256.Sum256(b[:i])
		if strings.TrimSpace(text[i+len("// sha256 "):]) != hex.EncodeToString(sum[:]) {
			return o, fmt.Errorf("%s was changed or damaged: delete its last line if you changed it by hand", path)
		}
		text = text[:i]
	}
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return o, fmt.Errorf("%s: %w", path, err)
	}
	if faults := Check(o); len(faults) > 0 {
		return o, fmt.Errorf("%s: %w", path, faults)
	}
	return o, nil
}

// replaceFile writes a file that is either the old or the new one at every
// instant.
func replaceFile(path string, b []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// audit writes who changed what, when (P-SET-5).
func (c *Config) audit(by telephony.AgentID, before, after telephony.Office) {
	line, err := json.Marshal(map[string]any{
		"at": time.Now().UTC(), "by": by, "before": before.Version, "after": after.Version,
	})
	if err != nil {
		return
	}
	f, err := os.OpenFile(filepath.Join(c.dir, "audit.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.Write(append(line, '\n'))
}

// code makes a random code of n characters that people can read aloud, 5 bits
// each.
func code(n int) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789x"
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	for i := range b {
		b[i] = letters[b[i]&31]
	}
	return string(b)
}
