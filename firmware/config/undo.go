package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// untouched says that a line is a change of the office whose things are still
// as it left them. Secrets and the example don't come back.
func untouched(d telephony.Deed, now map[string]thing) bool {
	if d.Kind != telephony.DeedSettings || d.Version == 0 || len(d.Changes) == 0 {
		return false
	}
	for _, one := range d.Changes {
		if one.What == "example" || !bytes.Equal(now[one.What].text, one.After) {
			return false
		}
	}
	return true
}

// Undo takes back the change that stands at a place of the audit book, where
// nothing was built on it (P-SET-6); it is a change like any other. What
// would not be right any more comes back as [Faults].
func (c *Config) Undo(by telephony.AgentID, place int64) error {
	c.changing.Lock()
	defer c.changing.Unlock()
	d, err := c.deedAt(place)
	if err != nil {
		return err
	}
	if !untouched(d, things(c.Office())) {
		return telephony.ErrBuiltOn
	}
	return c.change(telephony.Deed{By: by, Undoes: place}, func(o *telephony.Office) error {
		return putBack(o, d.Changes)
	}, nil)
}

func (c *Config) deedAt(place int64) (d telephony.Deed, err error) {
	found := false
	err = c.backward(0, func(at int64, line []byte) bool {
		if found = at == place && json.Unmarshal(line, &d) == nil; found {
			d.Place = at
		}
		return at > place
	})
	if err == nil && !found {
		err = telephony.ErrBuiltOn
	}
	return d, err
}

// putBack gives the office the things as they were before the changes.
func putBack(o *telephony.Office, changes []telephony.Difference) error {
	parts, err := partsOf(*o)
	if err != nil {
		return err
	}
	// Those that stood further up come back first, so that each finds its place.
	changes = slices.Clone(changes)
	slices.SortStableFunc(changes, func(a, b telephony.Difference) int { return a.Place - b.Place })
	for _, d := range changes {
		part := partOf(d.What)
		switch members, list := membersOf(parts[part]); {
		case list || part != d.What:
			members = putMember(part, members, d)
			if parts[part], err = json.Marshal(members); err != nil {
				return err
			}
		case d.Before == nil:
			delete(parts, part)
		default:
			parts[part] = d.Before
		}
	}
	text, err := json.Marshal(parts)
	if err != nil {
		return err
	}
	var fresh telephony.Office
	if err := json.Unmarshal(text, &fresh); err != nil {
		return errors.Join(telephony.ErrBuiltOn, err)
	}
	*o = fresh
	return nil
}

// partOf is the part of the office's file in which a thing stands.
func partOf(what string) string {
	kind, _, member := strings.Cut(what, " ")
	switch {
	case !member || kind == "hours":
		return kind
	case kind == "day":
		return "ownDays"
	}
	return kind + "s"
}

func putMember(part string, members []json.RawMessage, d telephony.Difference) []json.RawMessage {
	i := slices.IndexFunc(members, func(m json.RawMessage) bool { return nameOf(part, m) == d.What })
	switch {
	case i >= 0 && d.Before == nil:
		return slices.Delete(members, i, i+1)
	case i >= 0:
		members[i] = d.Before
		return members
	}
	return slices.Insert(members, min(d.Place, len(members)), d.Before)
}
