package config

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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

const (
	longestName = 60
	mostBreaks  = 9 // S-BREAK-2
	longestWait = telephony.Seconds(24 * 3600)
)

// check gathers faults.
type check struct {
	o      telephony.Office
	have   map[string]bool // "queue podpora" for everything that there is
	faults Faults
}

// Check lists what is wrong with an office.
func Check(o telephony.Office) Faults {
	c := &check{o: o, have: make(map[string]bool)}
	if _, err := time.LoadLocation(o.Zone); err != nil || o.Zone == "" || o.Zone == "Local" {
		c.say("zone", "%q is not a time zone: use for example Europe/Prague", o.Zone)
	}
	if len(o.Country) != 2 || strings.ToUpper(o.Country) != o.Country {
		c.say("country", "%q is not a country of ISO 3166: use for example CZ", o.Country)
	}
	c.list()
	c.trees()
	c.hours()
	c.queues()
	c.seats()
	c.agents()
	c.trunks()
	c.front()
	c.numbers()
	c.outward()
	c.signals()
	c.keeping()
	c.mail()
	return c.faults
}

func (c *check) keeping() {
	k := c.o.Kept()
	if k.Recordings < 0 || k.Book < 0 {
		c.say("keeping", "days and months can't be negative: use 0 for ever")
	}
	if !k.Fits() {
		c.say("keeping", "calls must stay as long as their recordings: raise the months of the book or lower the days of recordings")
	}
}

func (c *check) say(where, what string, args ...any) {
	c.faults = append(c.faults, Fault{where, fmt.Sprintf(what, args...)})
}

// list notes everything that can be referred to, and checks ids and names.
func (c *check) list() {
	for _, s := range c.o.Sites {
		c.name("site", string(s.ID), s.Name)
		if s.Number != "" && !dialled(s.Number) {
			c.say("site "+string(s.ID), "the number %q for emergency calls is no number: use for example +420800100200", s.Number)
		}
	}
	for _, t := range c.o.Trees {
		c.name("tree", string(t.ID), t.Name)
	}
	for _, q := range c.o.Queues {
		c.name("queue", string(q.ID), q.Name)
	}
	for _, s := range c.o.Seats {
		c.name("seat", string(s.ID), s.Name)
	}
	for _, a := range c.o.Agents {
		c.name("user", string(a.ID), a.Name)
	}
	for _, t := range c.o.Trunks {
		c.name("trunk", string(t.ID), t.Name)
	}
	for _, v := range c.o.Voicemails {
		c.voicemail(v)
	}
	for _, h := range c.o.Hours {
		c.name("hours", string(h.ID), h.Name)
	}
	for _, b := range c.o.Breaks {
		c.name("break", string(b.ID), b.Name)
	}
	if len(c.o.Breaks) > mostBreaks {
		c.say("breaks", "there are %d, there can be %d at most: remove some", len(c.o.Breaks), mostBreaks)
	}
}

// voicemail may have no name (D-2).
func (c *check) voicemail(v telephony.Voicemail) {
	where := "voicemail " + string(v.ID)
	c.name("voicemail", string(v.ID), cmp.Or(v.Name, "-"))
	c.seconds(where, "the longest message", v.Longest)
	c.lang(where, v.Lang)
}

func (c *check) name(kind, key, name string) {
	where := kind + " " + key
	if !id.MatchString(key) {
		c.say(where, "the id may have 1-32 small letters, digits, dots and dashes, and begins with a letter or digit")
	}
	if c.have[where] {
		c.say(where, "the id is used twice: change one")
	}
	c.have[where] = true
	if n := utf8.RuneCountInString(name); n == 0 || n > longestName || strings.ContainsFunc(name, unicode.IsControl) {
		c.say(where, "the name must have 1 to %d characters", longestName)
	}
}

// refers checks a reference; empty is none.
func (c *check) refers(where, kind, key string) {
	if key != "" && !c.have[kind+" "+key] {
		c.say(where, "there is no %s %q: choose another, or add it first", kind, key)
	}
}

func (c *check) trees() {
	for _, t := range c.o.Trees {
		if err := reasons.Valid(&t); err != nil {
			c.say("tree "+string(t.ID), "%v", err)
		}
	}
}

func (c *check) queues() {
	for _, q := range c.o.Queues {
		where := "queue " + string(q.ID)
		for _, s := range q.Sites {
			c.refers(where, "site", string(s))
		}
		c.refers(where, "tree", string(q.TreeIn))
		c.refers(where, "tree", string(q.TreeOut))
		c.seconds(where, "the ring time", q.RingTime)
		c.seconds(where, "the time to any operator", q.AnyAfter)
		c.seconds(where, "the longest wait", q.MaxWait)
		if q.MaxWaiting < 0 || q.Weight < 0 || q.PauseAfter < 0 {
			c.say(where, "limits and weights can't be negative: use 0 for none")
		}
		c.strategy(where, q)
		c.leaves(where, q)
		c.closed(where, q)
		c.onward(where, q, q.Full)
		c.onward(where, q, q.TooLong)
		if q.Number != "" && !dialled(q.Number) {
			c.say(where, "%q is not a number: use for example +420800100200", q.Number)
		}
	}
}

func (c *check) strategy(where string, q telephony.Queue) {
	if q.Strategy != "" && !slices.Contains(telephony.Strategies, q.Strategy) {
		c.say(where, "there is no strategy %q: use one of %q", q.Strategy, telephony.Strategies)
	}
	if q.RingMost < 0 || q.RingMost > telephony.MostRinging {
		c.say(where, "%d phones can't ring at once: use 1 to %d, or 0 for %d", q.RingMost, telephony.MostRinging, telephony.MostRinging)
	}
	seen := make(map[telephony.AgentID]bool)
	for _, r := range q.Ranks {
		c.refers(where, "user", string(r.Agent))
		c.seconds(where, "the time after which "+string(r.Agent)+" joins in", r.After)
		if seen[r.Agent] {
			c.say(where, "%s stands in the order twice: remove one", r.Agent)
		}
		seen[r.Agent] = true
	}
}

// leaves checks what callers of a queue may leave in a voicemail.
func (c *check) leaves(where string, q telephony.Queue) {
	c.refers(where, "voicemail", string(q.Voicemail))
	c.seconds(where, "the wait until the keys are offered", q.OfferAfter)
	c.keys(where, q.Keys)
	if q.Voicemail == "" && (q.Keys != telephony.KeysOff || q.Full.Leave != "" || q.TooLong.Leave != "") {
		c.say(where, "callers are to leave something, but no voicemail is assigned: choose one")
	}
}

func (c *check) onward(where string, q telephony.Queue, to telephony.Onward) {
	if to.Leave != "" && to.Leave != telephony.Message && to.Leave != telephony.CallBack {
		c.say(where, "%q can't be left: use message or call-back", to.Leave)
	}
	c.refers(where, "queue", string(to.Queue))
	if to.Queue == q.ID {
		c.say(where, "it can't pass callers on to itself: choose another queue")
	}
}

func (c *check) seconds(where, what string, s telephony.Seconds) {
	if s < 0 || s > longestWait {
		c.say(where, "%s is %d s: use 0 to %d", what, s, longestWait)
	}
}

func (c *check) front() {
	for _, hour := range []int{c.o.Front.DimFrom, c.o.Front.DimTill} {
		if hour < 0 || hour > 23 {
			c.say("front", "%d is no hour of a day: use 0 to 23", hour)
		}
	}
}

func (c *check) seats() {
	for _, s := range c.o.Seats {
		c.refers("seat "+string(s.ID), "site", string(s.Site))
	}
}

func (c *check) agents() {
	for _, a := range c.o.Agents {
		where := "user " + string(a.ID)
		for _, q := range a.Queues {
			c.refers(where, "queue", string(q))
		}
		for _, s := range a.Seats {
			c.refers(where, "seat", string(s))
		}
		c.refers(where, "site", string(a.Site))
		c.lang(where, a.Lang)
	}
}

func (c *check) trunks() {
	for _, t := range c.o.Trunks {
		where := "trunk " + string(t.ID)
		for _, p := range t.Peers {
			addr, ok := peerAddr(p)
			switch {
			case !ok:
				c.say(where, "%q is no address: use 192.0.2.1, 192.0.2.1:5060 or 192.0.2.0/24", p)
			case t.Simulated && !addr.IsLoopback():
				c.say(where, "%q: a simulated trunk calls from this computer only, use 127.0.0.2", p)
			}
		}
		c.trunk(where, t)
	}
}

func (c *check) numbers() {
	seen := make(map[telephony.Inbound]bool)
	for _, n := range c.o.Numbers {
		where := "number " + string(n.Number)
		c.refers(where, "queue", string(n.Queue))
		c.refers(where, "trunk", string(n.Trunk))
		if n.Queue == "" {
			c.say(where, "it leads nowhere: choose a queue")
		}
		if n.Number != "*" && !dialled(n.Number) {
			c.say(where, "it is not a number: use for example +420800100200, or * for every other")
		}
		if utf8.RuneCountInString(n.Line) > longestName {
			c.say(where, "the name of the line must have at most %d characters", longestName)
		}
		key := telephony.Inbound{Number: n.Number, Trunk: n.Trunk}
		if seen[key] {
			c.say(where, "it stands twice: remove one")
		}
		seen[key] = true
	}
}

// dialled says that a number has the form in which numbers are kept.
func dialled(n telephony.Number) bool {
	digits := strings.TrimPrefix(string(n), "+")
	return digits != "" && len(digits) <= 24 && strings.Trim(digits, "0123456789*#") == ""
}

// checkAdmins keeps somebody who can set the box up.
func checkAdmins(before, next telephony.Office) Faults {
	if admins(before) > 0 && admins(next) == 0 {
		return Faults{{"users", "nobody could set the box up any more: leave one user with that right"}}
	}
	return nil
}

func admins(o telephony.Office) (n int) {
	for _, a := range o.Agents {
		if a.Installer && !a.Disabled {
			n++
		}
	}
	return n
}
