package sipline

import (
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/spojka/spojka/telephony"
)

// The process dies while a phone rings: the next one sends the CANCEL, with
// the number and branch of the INVITE.
func TestNextProcessStopsTheRinging(t *testing.T) {
	for _, lifted := range []bool{false, true} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			p.respond(inv, 180, "t1", "", "")
			r.heard("rang")
			r.line.Close()
			id := r.news.identity[dialledLeg]
			r.open()
			if err := r.line.Adopt(dialledLeg, id); err != nil {
				t.Fatal(err)
			}
			r.line.Hang(dialledLeg, telephony.ByRestart)
			cancel := p.method("CANCEL")
			if cancel.CSeq().SeqNo != inv.CSeq().SeqNo || cancel.Via().Value() != inv.Via().Value() || cancel.CallID().Value() != inv.CallID().Value() {
				t.Errorf("the CANCEL is for another INVITE:\n%s\n%s", inv, cancel)
			}
			p.respond(cancel, 200, "t1", "", "")
			if lifted { // at the same moment
				p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
				p.method("ACK")
				p.respond(p.method("BYE"), 200, "", "", "")
			} else {
				p.respond(inv, 487, "t1", "", "")
				p.method("ACK")
			}
			if n := len(r.line.Known()); n != 0 {
				t.Errorf("%d legs are left", n)
			}
		})
	}
}

// It was lifted while no process was there: the repeats of its 200 are heard.
func TestNextProcessHangsUpWhatWasLifted(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 180, "t1", "", "")
		r.heard("rang")
		r.line.Close()
		r.open()
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, "")) // nobody's yet
		synctest.Wait()
		if err := r.line.Adopt(dialledLeg, r.news.identity[dialledLeg]); err != nil {
			t.Fatal(err)
		}
		r.line.Hang(dialledLeg, telephony.ByRestart)
		p.respond(p.method("CANCEL"), 481, "t1", "", "")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
	})
}

// It was lifted, and the process before died before that was kept: nothing ends
// the INVITE any more, so the phone is told that the call is over. It may know
// the withdrawn INVITE still, or not.
func TestNextProcessHangsUpWhatWasAnsweredBefore(t *testing.T) {
	for _, known := range []int{200, 481} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			p.respond(inv, 100, "", "", "")
			p.respond(inv, 180, "t1", "Contact: <sip:desk@192.168.1.5:5062>", "")
			r.heard("rang")
			kept := r.news.identity[dialledLeg]
			p.respond(inv, 200, "t1", "Contact: <sip:desk@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
			p.method("ACK")
			r.line.Close()
			r.news.take()
			r.open()
			if err := r.line.Adopt(dialledLeg, kept); err != nil {
				t.Fatal(err)
			}
			r.line.Hang(dialledLeg, telephony.ByRestart)
			p.respond(p.method("CANCEL"), known, "t1", "", "")
			bye := p.method("BYE")
			if tag, _ := bye.To().Params.Get("tag"); tag != "t1" || bye.From().Value() != inv.From().Value() || bye.Recipient.User != "desk" || bye.CSeq().SeqNo <= inv.CSeq().SeqNo {
				t.Errorf("the BYE is for another call:\n%s\n%s", inv, bye)
			}
			p.respond(bye, 200, "", "", "")
			synctest.Wait()
			if n := len(r.line.Known()); n != 0 {
				t.Errorf("%d legs are left", n)
			}
		})
	}
}

// The identity is of the moment of the answer. A party that held since then
// and gives the talk back to the next process says nothing new by it.
func TestTalkGivenBackToTheNextProcess(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		leg := r.news.leg(0)
		c.say("INVITE", 2, "h1", "", sdpAt("10.0.0.9", 6000, "a=sendonly\n"))
		c.status(200)
		c.say("ACK", 2, "h2", "", "")
		r.line.Close()
		r.news.take()
		r.open()
		if err := r.line.Adopt(leg, r.news.identity[leg]); err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"moved 10.0.0.9:6000 held=false", ""} {
			c.say("INVITE", 3+i, fmt.Sprint("b", i), "", sdpAt("10.0.0.9", 6000, ""))
			c.status(200)
			c.say("ACK", 3+i, fmt.Sprint("a", i), "", "")
			r.heard(want)
		}
	})
}
