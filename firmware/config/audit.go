package config

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Audit is a line of config/audit.log: who changed what, when (P-SET-5).
type Audit struct {
	At      time.Time         `json:"at"`
	By      telephony.AgentID `json:"by,omitempty"`
	Version uint64            `json:"version,omitempty"` // of the office; 0: not the office
	Changes []Difference      `json:"changes"`
}

// Difference is a thing before and after, as JSON; empty: it wasn't there.
// Secrets are only named.
type Difference struct {
	What   string          `json:"what"` // "queue podpora", "zone", "password of jana"
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// audit appends a line. A line that can't be written doesn't undo the change.
func (c *Config) audit(by telephony.AgentID, version uint64, changes []Difference) {
	line, err := json.Marshal(Audit{At: time.Now().UTC().Truncate(time.Second), By: by, Version: version, Changes: changes})
	if err != nil || len(changes) == 0 {
		return
	}
	f, err := os.OpenFile(c.auditFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	// A torn line of before must not swallow this one.
	_, _ = f.Write(append(append([]byte{'\n'}, line...), '\n'))
	_ = f.Sync()
}

// Note writes down what somebody did that changed nothing here.
func (c *Config) Note(by telephony.AgentID, what string) {
	c.audit(by, 0, []Difference{{What: what}})
}

func (c *Config) auditFile() string { return filepath.Join(c.dir, "audit.log") }

// History gives the last lines of the audit book, newest first.
func (c *Config) History(limit int) ([]Audit, error) {
	b, err := os.ReadFile(c.auditFile())
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Audit
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for lines.Scan() {
		var a Audit
		if json.Unmarshal(lines.Bytes(), &a) == nil && len(a.Changes) > 0 {
			all = append(all, a)
		}
	}
	slices.Reverse(all)
	return all[:min(limit, len(all))], nil
}

// differences compares two offices thing by thing.
func differences(before, after telephony.Office) []Difference {
	old, now := things(before), things(after)
	var names []string
	for name := range old {
		names = append(names, name)
	}
	for name := range now {
		if _, both := old[name]; !both {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var all []Difference
	for _, name := range names {
		if !bytes.Equal(old[name], now[name]) {
			all = append(all, Difference{What: name, Before: old[name], After: now[name]})
		}
	}
	return all
}

// things takes an office apart: each member of a list by its kind and id.
func things(o telephony.Office) map[string]json.RawMessage {
	b, err := json.Marshal(o)
	if err != nil {
		return nil
	}
	var parts map[string]json.RawMessage
	if json.Unmarshal(b, &parts) != nil {
		return nil
	}
	delete(parts, "version")
	all := make(map[string]json.RawMessage)
	for part, text := range parts {
		var members []json.RawMessage
		if json.Unmarshal(text, &members) != nil {
			all[part] = text
			continue
		}
		for _, m := range members {
			var key struct {
				ID     string `json:"id"`
				Number string `json:"number"`
				Trunk  string `json:"trunk"`
				// of a day, whatever hours it changes
				Date  string   `json:"date"`
				Hours []string `json:"hours"`
			}
			_ = json.Unmarshal(m, &key)
			name := thing(part) + " " + key.ID
			switch {
			case key.Date != "":
				name = strings.TrimSpace("day " + key.Date + " " + strings.Join(key.Hours, " "))
			case key.ID == "":
				name = strings.TrimSpace("number " + key.Number + " " + key.Trunk)
			}
			all[name] = m
		}
	}
	return all
}

// thing is what a member of a part is called: "queue" of the queues. Hours have
// no singular.
func thing(part string) string {
	if part == "hours" {
		return part
	}
	return strings.TrimSuffix(part, "s")
}
