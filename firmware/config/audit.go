package config

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"sort"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// audit appends a line about a change. A line that can't be written doesn't
// undo the change.
func (c *Config) audit(d telephony.Deed) {
	if len(d.Changes) == 0 {
		return
	}
	if err := c.append(d); err != nil {
		slog.Error("a change of settings could not be written into the audit book", "version", d.Version, "err", err)
	}
}

// Note writes down what somebody did that changed nothing here. What a fact
// of the book tells is written once, however often it is noted.
func (c *Config) Note(d telephony.Deed) error {
	if d.Fact != 0 && c.noted(d) {
		return nil
	}
	return c.append(d)
}

// noted looks among the newest lines.
func (c *Config) noted(d telephony.Deed) bool {
	lines, _, err := c.Deeds(telephony.DeedFilter{Kinds: []telephony.DeedKind{d.Kind}, Limit: 1000})
	return err == nil && slices.ContainsFunc(lines, func(one telephony.Deed) bool { return one.Fact == d.Fact && one.At.Equal(d.At) })
}

const (
	auditLines = 50 // where a filter sets no limit
	// looksAt bounds the lines that one look reads: a filter that chooses
	// few goes on with the next look.
	looksAt = 20_000
	// olderInARow lines before a filter's time end the look: lines follow
	// the clock, but for its jumps.
	olderInARow = 500
)

// Deeds lists lines of the audit book, newest first. More than 0: older lines
// stand before that place, whether the filter chooses some isn't known.
func (c *Config) Deeds(f telephony.DeedFilter) (found []telephony.Deed, more int64, err error) {
	if f.Limit <= 0 {
		f.Limit = auditLines
	}
	now := things(c.Office())
	looked, older := 0, 0
	err = c.backward(f.Before, func(place int64, line []byte) bool {
		var d telephony.Deed
		if json.Unmarshal(line, &d) != nil {
			return true
		}
		if looked++; f.Chooses(d) {
			d.Place, d.CanUndo = place, untouched(d, now)
			found = append(found, d)
		}
		if older++; f.From.IsZero() || !d.At.Before(f.From) {
			older = 0
		}
		if len(found) < f.Limit && looked < looksAt && older < olderInARow {
			return true
		}
		if more = place; older == olderInARow {
			more = 0
		}
		return false
	})
	return found, more, err
}

// differences compares two offices thing by thing.
func differences(before, after telephony.Office) []telephony.Difference {
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
	var all []telephony.Difference
	for _, name := range names {
		if !bytes.Equal(old[name].text, now[name].text) {
			d := telephony.Difference{What: name, Before: old[name].text, After: now[name].text}
			if d.After == nil {
				d.Place = old[name].place
			}
			all = append(all, d)
		}
	}
	return all
}

// thing is a thing of the office, as JSON, and which it is in its list.
type thing struct {
	text  json.RawMessage
	place int
}

// things takes an office apart: each member of a list by its kind and id.
func things(o telephony.Office) map[string]thing {
	parts, err := partsOf(o)
	if err != nil {
		return nil
	}
	delete(parts, "version")
	all := make(map[string]thing)
	for part, text := range parts {
		members, list := membersOf(text)
		if !list {
			all[part] = thing{text: text}
			continue
		}
		for i, m := range members {
			all[nameOf(part, m)] = thing{m, i}
		}
	}
	return all
}

func partsOf(o telephony.Office) (parts map[string]json.RawMessage, err error) {
	b, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	return parts, json.Unmarshal(b, &parts)
}

func membersOf(text json.RawMessage) (members []json.RawMessage, list bool) {
	return members, json.Unmarshal(text, &members) == nil
}

// nameOf is what the audit book calls a member of a list: "queue podpora",
// "number +420800100200 sipcz", "day 12-24". Hours have no singular.
func nameOf(part string, member json.RawMessage) string {
	var key struct {
		ID     string `json:"id"`
		Key    string `json:"key"`
		Number string `json:"number"`
		Trunk  string `json:"trunk"`
		// of a day, whatever hours it changes
		Date  string   `json:"date"`
		Hours []string `json:"hours"`
	}
	_ = json.Unmarshal(member, &key)
	switch part {
	case "numbers":
		return strings.TrimSpace("number " + key.Number + " " + key.Trunk)
	case "ownDays":
		return strings.TrimSpace("day " + key.Date + " " + strings.Join(key.Hours, " "))
	case "hours":
		return "hours " + key.ID
	}
	return strings.TrimSuffix(part, "s") + " " + key.ID + key.Key
}
