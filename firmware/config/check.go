package config

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/reasons"
)

// Fault is something wrong in an office: where, and what to do.
type Fault struct{ Where, What string }

// Faults is everything that is wrong.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.Where + ": " + x.What
	}
	return strings.Join(lines, "; ")
}

var id = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,31}$`)

const longestName = 60

// check gathers faults.
type check struct {
	o      telephony.Office
	faults Faults
}

// Check lists what is wrong with an office.
func Check(o telephony.Office) Faults {
	c := &check{o: o}
	if _, err := time.LoadLocation(o.Zone); err != nil {
		c.say("zone", "%q is not a time zone: use for example Europe/Prague", o.Zone)
	}
	if len(o.Breaks) > 9 {
		c.say("breaks", "there can be 9 at most (S-BREAK-2)")
	}
	c.sites()
	c.trees()
	c.queues()
	c.seats()
	c.agents()
	c.trunks()
	c.numbers()
	return c.faults
}

func (c *check) say(where, what string, args ...any) {
	c.faults = append(c.faults, Fault{where, fmt.Sprintf(what, args...)})
}

// names checks ids and names of one kind.
func (c *check) names(kind string, seen map[string]bool, key, name string) {
	where := kind + " " + key
	if !id.MatchString(key) {
		c.say(where, "the id may have 1-32 small letters, digits, dots and dashes")
	}
	if seen[key] {
		c.say(where, "the id is used twice")
	}
	seen[key] = true
	if name == "" || len([]rune(name)) > longestName {
		c.say(where, "the name must have 1 to %d characters", longestName)
	}
}

func (c *check) sites() {
	seen := map[string]bool{}
	for _, s := range c.o.Sites {
		c.names("site", seen, string(s.ID), s.Name)
	}
}

func (c *check) trees() {
	seen := map[string]bool{}
	for _, t := range c.o.Trees {
		c.names("tree", seen, string(t.ID), t.Name)
		if err := reasons.Valid(&t); err != nil {
			c.say("tree "+string(t.ID), "%v", err)
		}
	}
}

func (c *check) queues() {
	seen := map[string]bool{}
	for _, q := range c.o.Queues {
		c.names("queue", seen, string(q.ID), q.Name)
		where := "queue " + string(q.ID)
		for _, s := range q.Sites {
			if !hasSite(c.o, s) {
				c.say(where, "there is no site %q", s)
			}
		}
		for _, t := range []telephony.TreeID{q.TreeIn, q.TreeOut} {
			if t != "" && !hasTree(c.o, t) {
				c.say(where, "there is no tree %q", t)
			}
		}
		if q.RingTime < 0 || q.AnyAfter < 0 || q.MaxWait < 0 || q.MaxWaiting < 0 {
			c.say(where, "times and limits can't be negative")
		}
		if q.Strategy != "" && q.Strategy != telephony.LongestIdle {
			c.say(where, "there is no strategy %q: use %q", q.Strategy, telephony.LongestIdle)
		}
	}
}

func (c *check) seats() {
	seen := map[string]bool{}
	for _, s := range c.o.Seats {
		c.names("seat", seen, string(s.ID), s.Name)
	}
}

func (c *check) agents() {
	seen := map[string]bool{}
	for _, a := range c.o.Agents {
		c.names("user", seen, string(a.ID), a.Name)
		for _, q := range a.Queues {
			if !hasQueue(c.o, q) {
				c.say("user "+string(a.ID), "there is no queue %q", q)
			}
		}
	}
}

func (c *check) trunks() {
	seen := map[string]bool{}
	for _, t := range c.o.Trunks {
		c.names("trunk", seen, string(t.ID), t.Name)
		for _, p := range t.Peers {
			if !isPeer(p) {
				c.say("trunk "+string(t.ID), "%q is no address: use 192.0.2.1, 192.0.2.1:5060 or 192.0.2.0/24", p)
			}
		}
	}
}

func isPeer(p string) bool {
	_, err1 := netip.ParseAddr(p)
	_, err2 := netip.ParseAddrPort(p)
	_, err3 := netip.ParsePrefix(p)
	return err1 == nil || err2 == nil || err3 == nil
}

func (c *check) numbers() {
	for _, n := range c.o.Numbers {
		if !hasQueue(c.o, n.Queue) {
			c.say("number "+string(n.Number), "there is no queue %q", n.Queue)
		}
	}
}

func hasQueue(o telephony.Office, id telephony.QueueID) bool {
	for _, q := range o.Queues {
		if q.ID == id {
			return true
		}
	}
	return false
}

func hasSite(o telephony.Office, id telephony.SiteID) bool {
	for _, s := range o.Sites {
		if s.ID == id {
			return true
		}
	}
	return false
}

func hasTree(o telephony.Office, id telephony.TreeID) bool {
	for _, t := range o.Trees {
		if t.ID == id {
			return true
		}
	}
	return false
}
