package config

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/spojka/spojka/telephony"
)

// ErrTrunkPassword says what a trunk's password may be.
var ErrTrunkPassword = errors.New("the trunk's password may have up to 128 characters and no line ends: copy it once more")

const longestTrunkPassword = 128

// PutTrunk is Change together with the password of the trunk that f names, so
// that nobody is asked to register with half of it. An empty password keeps
// the one before; one of a trunk that isn't registered with is forgotten.
func (c *Config) PutTrunk(by telephony.AgentID, password string, f func(*telephony.Office) (telephony.TrunkID, error)) error {
	if len(password) > longestTrunkPassword || strings.ContainsFunc(password, unicode.IsControl) {
		return ErrTrunkPassword
	}
	c.changing.Lock()
	defer c.changing.Unlock()
	var id telephony.TrunkID
	named := func(o *telephony.Office) (err error) {
		id, err = f(o)
		return err
	}
	err := c.change(telephony.Deed{By: by}, named, func(s *secrets) {
		if password != "" {
			s.Trunks[id] = password
		}
	})
	if err == nil && password != "" {
		c.auditSecret(by, "password of trunk "+string(id))
	}
	return err
}

// TrunkPassword is the password of a trunk; empty: it has none.
func (c *Config) TrunkPassword(id telephony.TrunkID) string {
	return c.force.Load().secrets.Trunks[id]
}

// HasTrunkPassword says whether a trunk has a password, for pages that never
// show it.
func (c *Config) HasTrunkPassword(id telephony.TrunkID) bool { return c.TrunkPassword(id) != "" }

func registers(o telephony.Office, id telephony.TrunkID) bool {
	return slices.ContainsFunc(o.Trunks, func(t telephony.Trunk) bool { return t.ID == id && t.Register != nil })
}
