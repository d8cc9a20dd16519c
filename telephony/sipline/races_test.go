package sipline

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// race is a call of a trunk in which something crosses something.
type race struct {
	*callIn
	r    *rig
	leg  telephony.LegID
	dice *rand.Rand
}

// pause lets up to so many milliseconds pass.
func (c *race) pause(most int) { time.Sleep(time.Duration(c.dice.IntN(most)) * time.Millisecond) }

// arrives rings in.
func (c *race) arrives() {
	c.t.Helper()
	c.invite()
	c.r.heard(`arrived from "+420777123456" to "+420800100200"`)
	c.leg = c.r.news.leg(len(c.r.news.legs) - 1)
	c.status(100)
}

// answered rings in and is answered, but says no ACK yet.
func (c *race) answered() {
	c.t.Helper()
	c.arrives()
	c.r.line.Answer(c.leg, ourMedia)
	c.toTag, _ = c.status(200).To().Params.Get("tag")
}

// counts are the finals that come until there is silence for a second, by
// method and status, and the requests. Each of these is answered with a 200, a
// refused INVITE acknowledged.
func (c *race) counts() map[string]int {
	n := map[string]int{}
	for m := c.next(time.Second); m != nil; m = c.next(time.Second) {
		switch m := m.(type) {
		case *sip.Request:
			n[string(m.Method)]++
			if m.Method != sip.OPTIONS && m.Method != sip.ACK {
				c.respond(m, 200, "", "", "")
			}
		case *sip.Response:
			if m.StatusCode >= 200 {
				n[fmt.Sprintf("%s %d", m.CSeq().MethodName, m.StatusCode)]++
			}
			if m.StatusCode >= 300 && m.CSeq().MethodName == sip.INVITE {
				seq := int(m.CSeq().SeqNo)
				c.toTag, _ = m.To().Params.Get("tag")
				c.say("ACK", seq, fmt.Sprint("i", seq), "", "")
			}
		}
	}
	return n
}

// races of FAULTS 25 that the far side begins, each with the end that RFC 3261
// gives it.
var races = []struct {
	name string
	few  int // rounds but for make soak, where there is much in each
	run  func(c *race)
}{
	{"CANCEL two hundred times", 100, func(c *race) {
		c.arrives()
		c.pause(100)
		for range 200 {
			c.say("CANCEL", 1, "i1", "", "")
		}
		n := c.counts()
		c.ended(n["CANCEL 200"] == 200 && n["INVITE 487"] >= 1 && n["INVITE 200"] == 0, "ended caller", n)
	}},
	{"CANCEL crosses the answer", 1000, func(c *race) {
		c.answered()
		c.say("CANCEL", 1, "i1", "", "")
		c.say("ACK", 1, "a1", "", "")
		c.r.heard("confirmed")
		c.say("BYE", 2, "b1", "", "")
		n := c.counts()
		c.ended(n["CANCEL 200"] == 1 && n["BYE 200"] == 1 && n["INVITE 487"] == 0, "ended caller", n)
	}},
	{"BYE crosses BYE", 1000, func(c *race) {
		c.answered()
		c.say("ACK", 1, "a1", "", "")
		c.r.heard("confirmed")
		c.r.line.Hang(c.leg, telephony.ByAgent)
		c.say("BYE", 2, "b1", "", "")
		n := c.counts()
		c.ended(n["BYE 200"] == 1 && n["BYE"] == 1, "", n)
	}},
	{"BYE before the ACK", 1000, func(c *race) {
		c.answered()
		c.say("BYE", 2, "b1", "", "")
		c.say("ACK", 1, "a1", "", "")
		n := c.counts()
		c.ended(n["BYE 200"] == 1, "ended caller", n)
	}},
	{"the ACK is late", 1000, func(c *race) {
		c.answered()
		late := time.Duration(600+c.dice.IntN(28000)) * time.Millisecond
		repeats := 0
		for end := time.Now().Add(late); time.Now().Before(end); {
			if m, ok := c.next(time.Until(end)).(*sip.Response); ok && m.StatusCode == 200 {
				repeats++
			}
		}
		c.say("ACK", 1, "a1", "", "")
		c.r.heard("confirmed")
		c.say("BYE", 2, "b1", "", "")
		n := c.counts()
		c.ended(repeats >= 1 && n["BYE 200"] == 1 && n["INVITE 200"] <= 1, "ended caller", n) // one may be on its way
	}},
	{"the ACK comes five times", 1000, func(c *race) {
		c.answered()
		for i := range 5 {
			c.say("ACK", 1, fmt.Sprint("a", i), "", "")
		}
		c.r.heard("confirmed")
		c.say("BYE", 2, "b1", "", "")
		n := c.counts()
		c.ended(n["BYE 200"] == 1 && n["INVITE 200"] == 0, "ended caller", n)
	}},
	{"re-INVITE crosses BYE", 1000, func(c *race) {
		c.answered()
		c.say("ACK", 1, "a1", "", "")
		c.r.heard("confirmed")
		c.r.line.Hang(c.leg, telephony.ByAgent)
		c.say("INVITE", 2, "i2", "", sdpAt("10.0.0.9", 6000, "a=sendonly\n"))
		n := c.counts()
		c.ended(n["BYE"] == 1 && n["INVITE 200"] == 0 && n["INVITE 481"]+n["INVITE 491"] > 0, "", n)
	}},
}

// ended says what came of the race, where it isn't what should have.
func (c *race) ended(right bool, heard string, n map[string]int) {
	c.t.Helper()
	if !right {
		c.t.Errorf("it came to %v", n)
	}
	c.r.heard(heard)
}

// thousand is how often something is done, or fewer but for make soak.
func thousand(few int) int {
	if os.Getenv("SPOJKA_SOAK") == "" {
		return few
	}
	return 1000
}

// Each race a thousand times, in the end nothing is left (FAULTS 25).
func TestRaces(t *testing.T) {
	for _, kind := range races {
		t.Run(kind.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				at := r.peer("10.0.0.9:5060")
				dice := rand.New(rand.NewPCG(25, 1))
				for i := range thousand(kind.few) {
					if t.Failed() {
						t.Fatalf("in round %d", i)
					}
					kind.run(&race{callIn: &callIn{mark: at, id: fmt.Sprint("race-", i), tag: "aa", branch: fmt.Sprint(i, "-")}, r: r, dice: dice})
				}
				time.Sleep(40 * time.Second)
				synctest.Wait()
				r.empty()
			})
		})
	}
}

// A phone repeats its answer: each is acknowledged, the call is one.
func TestRacesAnswerRepeated(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		p.polite = true
		for i := range 1000 {
			leg := dialledLeg + telephony.LegID(i)
			r.line.Dial(leg, telephony.SeatCall{Seat: "203", From: "777123456", Local: ourMedia})
			inv := p.method("INVITE")
			for range 5 {
				p.respond(inv, 200, "x", "Contact: <sip:203@10.0.0.23:5062>", sdpAt("10.0.0.23", 7000, ""))
			}
			for range 5 {
				p.method("ACK")
			}
			r.heard("answered 10.0.0.23:7000")
			r.line.Hang(leg, telephony.ByAgent)
			p.respond(p.method("BYE"), 200, "", "", "")
			p.respond(inv, 200, "x", "Contact: <sip:203@10.0.0.23:5062>", sdpAt("10.0.0.23", 7000, "")) // behind the end
			for m := p.next(time.Second); m != nil; m = p.next(time.Second) {
				if req, ok := m.(*sip.Request); ok && req.Method != sip.ACK {
					p.respond(req, 200, "", "", "")
				}
			}
			if i%100 == 99 {
				p.register(300)
			}
			r.news.take()
		}
		time.Sleep(40 * time.Second)
		r.line.tables.mu.RLock()
		left := len(r.line.tables.legs) + len(r.line.tables.tags) + len(r.line.tables.calls)
		r.line.tables.mu.RUnlock()
		if left > 0 {
			t.Errorf("%d legs, tags and calls are left", left)
		}
	})
}
