package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func TestWire15HoldAndBack(t *testing.T) {
	for name, hold := range map[string]string{
		"sendonly":      sdpAt("10.0.0.9", 6000, "a=sendonly\n"),
		"inactive":      sdpAt("10.0.0.9", 6000, "a=inactive\n"),
		"0.0.0.0":       strings.Replace(sdpAt("10.0.0.9", 6000, ""), "c=IN IP4 10.0.0.9", "c=IN IP4 0.0.0.0", 1),
		"session level": strings.Replace(sdpAt("10.0.0.9", 6000, ""), "t=0 0", "t=0 0\na=sendonly", 1),
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			first := c.up(r)
			c.say("INVITE", 2, "h1", "", hold)
			answer := c.status(200)
			if string(answer.Body()) == string(first.Body()) {
				t.Errorf("%s: the answer did not change", name)
			}
			c.say("ACK", 2, "h2", "", "")
			where := "10.0.0.9:6000"
			if name == "0.0.0.0" {
				where = "invalid AddrPort"
			}
			r.heard("moved " + where + " held=true")
			c.say("INVITE", 3, "h3", "", sdpAt("10.0.0.9", 6000, ""))
			c.status(200)
			c.say("ACK", 3, "h4", "", "")
			r.heard("moved 10.0.0.9:6000 held=false")
		})
	}
}

func TestWire38RefreshTouchesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		first := c.up(r)
		for i := range 3 {
			seq := 2 + 2*i
			c.say("INVITE", seq, fmt.Sprintf("r%d", seq), "Supported: timer\nSession-Expires: 1800", sdpAt("10.0.0.9", 6000, ""))
			if again := c.status(200); string(again.Body()) != string(first.Body()) {
				t.Errorf("the refresh changed the description:\n%s", again.Body())
			}
			c.say("ACK", seq, fmt.Sprintf("ra%d", seq), "", "")
			c.say("UPDATE", seq+1, fmt.Sprintf("u%d", seq), "", "")
			c.status(200)
			time.Sleep(time.Minute)
		}
		r.heard("")
	})
}

func TestWire02OfferlessReinvite(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		c.say("INVITE", 2, "n1", "", "")
		body := string(c.status(200).Body())
		if !strings.Contains(body, "m=audio 4000 RTP/AVP 8 0 101") {
			t.Errorf("offered %s", body)
		}
		c.say("ACK", 2, "n2", "", sdpAt("10.0.0.9", 6002, ""))
		r.heard("moved 10.0.0.9:6002 held=false")
	})
}

func TestWire01LateOffer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.taken(r, "", "")
		c.say("ACK", 1, "a1", "", sdpAt("10.0.0.9", 6000, ""))
		r.heard("confirmed; moved 10.0.0.9:6000 held=false")
	})
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.taken(r, "", "")
		c.say("ACK", 1, "a1", "", "") // no answer in it: hang up
		bye := c.method("BYE")
		c.respond(bye, 200, "", "", "")
		r.heard("ended system")
		r.empty()
	})
}

func TestWire18FaxIsRefusedAndTheTalkGoesOn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		c.say("INVITE", 2, "f1", "", "v=0\no=- 1 2 IN IP4 10.0.0.9\ns=-\nc=IN IP4 10.0.0.9\nt=0 0\nm=image 6000 udptl t38\n")
		c.status(488)
		c.say("ACK", 2, "f1", "", "")
		c.say("BYE", 3, "b1", "", "")
		c.status(200)
		r.heard("ended caller")
		r.empty()
	})
}

// What isn't among the trunk's codecs is refused as what nobody speaks is: with
// the reason, and what was heard last still holds.
func TestWire18CodecOutsideTheHabit(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		o := testOffice()
		o.Trunks[0].Habits.Codecs = []telephony.Codec{telephony.PCMA}
		r.line.SetOffice(o)
		c := r.caller()
		c.up(r)
		c.say("INVITE", 2, "x1", "", strings.Replace(sdpAt("10.0.0.9", 6000, ""), "RTP/AVP 8 0 101", "RTP/AVP 0 101", 1))
		if no := c.status(488); no.GetHeader("Warning") == nil {
			t.Errorf("no reason in\n%s", no)
		}
		c.say("ACK", 2, "x1", "", "")
		r.heard("")
	})
}

func TestWire13InfoDigits(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		c.say("INFO", 2, "d1", "Content-Type: application/dtmf-relay", "Signal=5\nDuration=160\n")
		c.status(200)
		c.say("INFO", 3, "d2", "Content-Type: application/dtmf", "#")
		c.status(200)
		c.say("INFO", 4, "d3", "Content-Type: application/dtmf-relay", "Signal= *\n")
		c.status(200)
		c.say("INFO", 5, "d4", "Content-Type: application/media_control+xml", "<x/>")
		c.status(200)
		c.say("INFO", 6, "d5", "Content-Type: application/dtmf-relay", "Signal=17\n")
		c.status(200)
		r.heard("digit 5; digit #; digit *")
	})
}

// What belongs to a package that we know nothing of is refused, with the list
// of those that we take, which is empty (RFC 6086 §4.2.2).
func TestWire13InfoOfAPackage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		for i, name := range []string{"g.3gpp.state-and-event", "nil", "dtmf;x=y"} {
			c.say("INFO", 2+i, fmt.Sprint("p", i), "Info-Package: "+name+"\nContent-Type: application/dtmf-relay\nContent-Disposition: Info-Package", "Signal=5\n")
			if got := header(c.status(469), "Recv-Info"); got != "nil" {
				t.Errorf("%s: takes %q", name, got)
			}
		}
		c.say("INFO", 9, "d9", "Content-Type: application/dtmf-relay", "Signal=6\n")
		c.status(200)
		r.heard("digit 6")
	})
}

func TestInDialogOthers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		for i, x := range []struct {
			method, heads string
			want          int
		}{
			{"OPTIONS", "", 200}, {"REFER", "Refer-To: <sip:evil@10.9.9.9>", 403}, {"SUBSCRIBE", "Event: x", 489}, {"MESSAGE", "", 405},
			{"PUBLISH", "", 405}, {"DANCE", "", 501}, {"PRACK", "", 481}, {"NOTIFY", "Event: x", 481}, {"UPDATE", "Require: dance", 420},
		} {
			c.say(x.method, 2+i, fmt.Sprintf("o%d", i), x.heads, "")
			if res := c.status(x.want); x.want == 501 && res.GetHeader("Allow") == nil {
				t.Error("no Allow")
			}
		}
		c.say("INFO", 3, "old", "", "") // an older number
		c.status(500)
		r.heard("")
	})
}

// A stranger who knows a call's tags can't end it; neither can one who guesses.
func TestInDialogFromElsewhere(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		evil := *c
		evil.mark = r.peer("10.0.0.66:5060")
		evil.say("BYE", 5, "e1", "", "")
		// The Via lies about its host, so that the answer goes back to the source.
		evil.status(481)
		sibling := *c
		sibling.mark = r.peer("10.0.0.9:5099") // the same trunk by another port
		other := *c
		other.tag = "zz"
		other.say("BYE", 6, "e2", "", "")
		other.status(481)
		r.heard("")
		sibling.say("BYE", 7, "e3", "", "")
		r.heard("ended caller")
	})
}

func TestAdopt(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		p := r.phone()
		inv := p.lift(r)
		in, out := r.news.leg(0), dialledLeg
		r.line.Close()
		r.news.take()
		ids := r.news.identity
		r.open()
		for leg, id := range ids {
			if err := r.line.Adopt(leg, id); err != nil {
				t.Fatal(err)
			}
			if err := r.line.Adopt(leg, id); err == nil {
				t.Error("adopted twice")
			}
		}
		if k := r.line.Known(); len(k) != 2 {
			t.Fatalf("known %v", k)
		}
		c.say("INVITE", 2, "h1", "", sdpAt("10.0.0.9", 6000, "a=sendonly\n"))
		if body := string(c.status(200).Body()); !strings.Contains(body, "m=audio 4000") || !strings.Contains(body, " 102 IN IP4") {
			t.Errorf("answered %s", body)
		}
		c.say("ACK", 2, "h2", "", "")
		r.heard("moved 10.0.0.9:6000 held=true")
		p.bye(inv, 1)
		p.status(200)
		r.heard("ended agent")
		r.line.Hang(in, telephony.ByAgent)
		bye := c.method("BYE")
		if bye.CSeq().SeqNo <= seqMargin {
			t.Errorf("BYE number %d", bye.CSeq().SeqNo)
		}
		c.respond(bye, 200, "", "", "")
		_ = out
		r.empty()
		for _, bad := range []string{"", "{}", "null", `{"callID":"a\r\nb","localTag":"x","target":"sip:a","peer":"10.0.0.9:1"}`} {
			if err := r.line.Adopt(77, bad); err == nil {
				t.Errorf("adopted %q", bad)
			}
		}
	})
}

func TestByeBeforeAnswerAndWhileUnconfirmed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Ring(r.news.leg(0))
		c.toTag, _ = c.status(180).To().Params.Get("tag")
		c.say("BYE", 2, "b1", "", "")
		c.status(200)
		c.status(487)
		c.say("ACK", 1, "i1", "", "")
		r.heard("ended caller")
		r.empty()
	})
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.taken(r, "", sdpAt("10.0.0.9", 6000, ""))
		r.line.Hang(r.news.leg(0), telephony.BySystem)
		c.silence(400 * time.Millisecond) // no BYE before the ACK
		c.say("ACK", 1, "a1", "", "")
		c.respond(c.method("BYE"), 200, "", "", "")
		r.heard("")
		r.empty()
	})
}

// Both hang up at once.
func TestByeCrossesBye(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.method("BYE")
		c.say("BYE", 2, "b1", "", "")
		c.status(200)
		c.respond(bye, 481, "", "", "")
		r.heard("")
		r.empty()
	})
}

func TestWire40RoutesAreFrozen(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.heads = "Record-Route: <sip:10.0.0.9:5060;lr>, <sip:10.0.0.8;lr>\nRecord-Route: <sip:10.0.0.7;lr>"
		c.say("INVITE", 1, "i1", c.heads, sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		ok := c.status(200)
		if n := len(ok.GetHeaders("Record-Route")); n != 3 {
			t.Errorf("%d Record-Route in the answer", n)
		}
		c.toTag, _ = ok.To().Params.Get("tag")
		c.say("ACK", 1, "a1", "", "")
		r.heard("confirmed")
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.method("BYE")
		var routes []string
		for _, h := range bye.GetHeaders("Route") {
			routes = append(routes, h.Value())
		}
		if s := strings.Join(routes, " "); s != "<sip:10.0.0.9:5060;lr> <sip:10.0.0.8;lr> <sip:10.0.0.7;lr>" || bye.Recipient.String() != "sip:trunk@10.0.0.9:5060" {
			t.Errorf("BYE %s by %s", bye.Recipient.String(), s)
		}
		c.respond(bye, 200, "", "", "")
	})
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.talks(r, "Record-Route: <sip:10.0.0.9:5060>", sdpAt("10.0.0.9", 6000, "")) // a strict router
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.method("BYE")
		if bye.Recipient.String() != "sip:10.0.0.9:5060" || bye.GetHeader("Route").Value() != "<sip:trunk@10.0.0.9:5060>" {
			t.Errorf("BYE %v", bye)
		}
		c.respond(bye, 200, "", "", "")
	})
}
