package config

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/reasons"
	"github.com/spojka/spojka/webadmin/lang"
)

// Faults is everything that is wrong.
type Faults []telephony.Fault

// All is for pages, which say it in the reader's language.
func (f Faults) All() []telephony.Fault { return f }

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.Where + ": " + lang.Fault(lang.EN, x)
	}
	return strings.Join(lines, "; ")
}

var id = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,31}$`)

const (
	longestName = 60
	mostBreaks  = 9 // S-BREAK-2
	// longestFolder of a path leaves room for the names in it.
	longestFolder = 1024
	longestWait   = telephony.Seconds(24 * 3600)
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
		c.say("zone", telephony.FaultZone, o.Zone)
	}
	if len(o.Country) != 2 || strings.ToUpper(o.Country) != o.Country {
		c.say("country", telephony.FaultCountry, o.Country)
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
	c.seconds("processing", "field.longAfter", c.o.Processing.LongAfter)
	return c.faults
}

func (c *check) keeping() {
	k := c.o.Kept()
	if k.Recordings < 0 || k.Book < 0 {
		c.say("keeping", telephony.FaultKeepingNegative)
	}
	if !k.Fits() {
		c.say("keeping", telephony.FaultKeepingShort)
	}
	c.copies()
}

func (c *check) copies() {
	to := c.o.Copies
	if to.Folder == "" {
		return
	}
	if !filepath.IsAbs(to.Folder) || filepath.Clean(to.Folder) != to.Folder || len(to.Folder) > longestFolder || strings.ContainsFunc(to.Folder, unicode.IsControl) {
		c.say("copies", telephony.FaultCopyFolder, to.Folder)
	}
	if to.Most < 1 || to.Most > telephony.MostCopies {
		c.say("copies", telephony.FaultCopyMost, to.Most, telephony.MostCopies)
	}
}

// say notes a fault; the arguments stand in its sentence.
func (c *check) say(where string, code telephony.FaultCode, args ...any) {
	f := telephony.Fault{Where: where, Code: code}
	for _, a := range args {
		f.Args = append(f.Args, strings.Map(visible, fmt.Sprint(a)))
	}
	c.faults = append(c.faults, f)
}

// visible keeps what was written from breaking a line of the log.
func visible(r rune) rune {
	if unicode.IsControl(r) {
		return '?'
	}
	return r
}

// list notes everything that can be referred to, and checks ids and names.
func (c *check) list() {
	for _, s := range c.o.Sites {
		c.name("site", string(s.ID), s.Name)
		if s.Number != "" && !dialled(s.Number) {
			c.say("site "+string(s.ID), telephony.FaultEmergencyNumber, s.Number)
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
		c.say("breaks", telephony.FaultTooManyBreaks, len(c.o.Breaks), mostBreaks)
	}
}

// voicemail may have no name (D-2).
func (c *check) voicemail(v telephony.Voicemail) {
	where := "voicemail " + string(v.ID)
	c.name("voicemail", string(v.ID), cmp.Or(v.Name, "-"))
	c.seconds(where, "field.longest", v.Longest)
	c.lang(where, v.Lang)
}

func (c *check) name(kind, key, name string) {
	where := kind + " " + key
	if !id.MatchString(key) {
		c.say(where, telephony.FaultID)
	}
	if c.have[where] {
		c.say(where, telephony.FaultIDTwice)
	}
	c.have[where] = true
	if n := utf8.RuneCountInString(name); n == 0 || n > longestName || strings.ContainsFunc(name, unicode.IsControl) {
		c.say(where, telephony.FaultName, longestName)
	}
}

// refers checks a reference; empty is none.
func (c *check) refers(where, kind, key string) {
	if key != "" && !c.have[kind+" "+key] {
		c.say(where, telephony.FaultMissing, "thing."+kind, key)
	}
}

func (c *check) trees() {
	for _, t := range c.o.Trees {
		if f := reasons.Valid(&t); f != nil {
			args := make([]any, len(f.Args))
			for i, a := range f.Args {
				args[i] = a
			}
			c.say("tree "+string(t.ID), f.Code, args...)
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
		c.seconds(where, "field.ringTime", q.RingTime)
		c.seconds(where, "field.anyAfter", q.AnyAfter)
		c.seconds(where, "field.maxWait", q.MaxWait)
		if q.MaxWaiting < 0 || q.Weight < 0 || q.PauseAfter < 0 {
			c.say(where, telephony.FaultNegative)
		}
		c.strategy(where, q)
		c.leaves(where, q)
		c.closed(where, q)
		c.onward(where, q, q.Full)
		c.onward(where, q, q.TooLong)
		if q.Number != "" && !dialled(q.Number) {
			c.say(where, telephony.FaultNumber, q.Number)
		}
	}
}

func (c *check) strategy(where string, q telephony.Queue) {
	if q.Strategy != "" && !slices.Contains(telephony.Strategies, q.Strategy) {
		c.say(where, telephony.FaultStrategy, q.Strategy, telephony.Strategies)
	}
	if q.RingMost < 0 || q.RingMost > telephony.MostRinging {
		c.say(where, telephony.FaultRingMost, q.RingMost, telephony.MostRinging, telephony.MostRinging)
	}
	seen := make(map[telephony.AgentID]bool)
	for _, r := range q.Ranks {
		c.refers(where, "user", string(r.Agent))
		c.seconds(where, "field.ranks", r.After)
		if seen[r.Agent] {
			c.say(where, telephony.FaultRankTwice, r.Agent)
		}
		seen[r.Agent] = true
	}
}

// leaves checks what callers of a queue may leave in a voicemail.
func (c *check) leaves(where string, q telephony.Queue) {
	c.refers(where, "voicemail", string(q.Voicemail))
	c.seconds(where, "field.offerAfter", q.OfferAfter)
	c.keys(where, q.Keys)
	if q.Voicemail == "" && (q.Keys != telephony.KeysOff || q.Full.Leave != "" || q.TooLong.Leave != "") {
		c.say(where, telephony.FaultNoVoicemail)
	}
}

func (c *check) onward(where string, q telephony.Queue, to telephony.Onward) {
	if to.Leave != "" && to.Leave != telephony.Message && to.Leave != telephony.CallBack {
		c.say(where, telephony.FaultLeave, to.Leave)
	}
	c.refers(where, "queue", string(to.Queue))
	if to.Queue == q.ID {
		c.say(where, telephony.FaultToItself)
	}
}

func (c *check) seconds(where, what string, s telephony.Seconds) {
	if s < 0 || s > longestWait {
		c.say(where, telephony.FaultSeconds, what, s, longestWait)
	}
}

func (c *check) front() {
	for _, hour := range []int{c.o.Front.DimFrom, c.o.Front.DimTill} {
		if hour < 0 || hour > 23 {
			c.say("front", telephony.FaultHour, hour)
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
				c.say(where, telephony.FaultAddress, p)
			case t.Simulated && !addr.IsLoopback():
				c.say(where, telephony.FaultSimulatedAddress, p)
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
			c.say(where, telephony.FaultLeadsNowhere)
		}
		if n.Number != "*" && !dialled(n.Number) {
			c.say(where, telephony.FaultInboundNumber)
		}
		if utf8.RuneCountInString(n.Line) > longestName {
			c.say(where, telephony.FaultLongName, longestName)
		}
		key := telephony.Inbound{Number: n.Number, Trunk: n.Trunk}
		if seen[key] {
			c.say(where, telephony.FaultTwice)
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
		return Faults{{Where: "users", Code: telephony.FaultLastAdmin}}
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
