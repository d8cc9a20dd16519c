package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// newPhoneScene is a scene from the side of the phone at a seat, which also
// answers when it is asked whether it is there.
func newPhoneScene(t testing.TB) *scene {
	t.Helper()
	return newScene(t).raw(`<recv request="OPTIONS" optional="true" next="8"/>
<recv request="INVITE"><action><ereg regexp=".*" search_in="hdr" header="Via:" assign_to="seen"/><assignstr assign_to="via" value="[$seen]"/></action></recv>`)
}

// rings and answers to the INVITE, whatever came since.
func (s *scene) answersInvite(code int, phrase, headers, body string) *scene {
	tag := ";tag=[pid]s[call_number]"
	if strings.Contains(s.xml.String(), "\"PRACK\"") {
		tag = "" // what came last was within the dialog
	}
	fmt.Fprintf(&s.xml, "<send%s><![CDATA[\n\nSIP/2.0 %d %s\nVia:[$via]\n[last_From:]\n[last_To:]%s\n[last_Call-ID:]\nCSeq: [cseq] INVITE\n%s",
		map[bool]string{true: ` retrans="500"`}[code >= 200], code, phrase, tag, headers)
	s.xml.WriteString("Contact: <sip:203@[local_ip]:[local_port]>\n" + content(body) + "]]></send>\n")
	return s
}

// refuses ends the INVITE with a refusal.
func (s *scene) refuses(code int, phrase, headers string) *scene {
	return s.answersInvite(code, phrase, headers, "").raw(`<recv request="ACK"/>`)
}

// afterwards ends the scene of a phone: it notes that it went as written.
func (s *scene) afterwards() *scene {
	s.raw(`<nop next="9"><action><exec command="echo well >> done"/></action></nop><label id="8"/>`)
	return s.replies(200, "OK", "", "").raw(`<label id="9"/>`)
}

// phonePlays registers seat 203 from .3 and lets sipp be its phone.
func (w *wired) phonePlays(s *scene) *playing {
	w.t.Helper()
	at := w.ip.Next().Next()
	first, err := sim.NewPhone(sim.Options{Local: at, Port: 5060, Server: w.sip(), User: "203", Password: w.passwords["203"]})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := first.Register(soon(w.t)); err != nil {
		w.t.Fatal(err)
	}
	first.Drop()
	p := w.plays(s.afterwards(), at.String(), "-m", "1000")
	w.until("sipp as a phone", func() bool { return answers(netip.AddrPortFrom(at, 5060)) })
	return p
}

// did waits until a phone has played its scene to the end.
func (w *wired) did(p *playing, times int) {
	w.t.Helper()
	w.until("the end of the phone's scene", func() bool {
		text, err := os.ReadFile(filepath.Join(p.dir, "done"))
		return err == nil && len(text) >= 5*times
	})
}

// phoneBox is a box whose phone at 203 is played by sipp.
func phoneBox(t *testing.T, n int, s *scene) (w *wired, p *playing, trunk *sim.Phone) {
	t.Helper()
	b := wiredBox(t, n, nil).start("--sim=false")
	w = &wired{running: b}
	p = w.phonePlays(s)
	w.onAir("jana", "203")
	return w, p, b.trunkPhone()
}

// waits rings in and is answered by the queue.
func (w *wired) waits(trunk *sim.Phone) *sim.Call {
	w.t.Helper()
	c, err := trunk.Call(soon(w.t), "800100200", sim.CallOptions{From: "777123456"})
	if err == nil {
		err = c.Await(soon(w.t), sim.Talking)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// Refusals of a phone are counted apart.
func TestWire34PeersRefusals(t *testing.T) {
	t.Parallel()
	for i, c := range []struct {
		code   int
		phrase string
		count  func(telephony.AgentToday) int
	}{
		{486, "Busy Here", func(d telephony.AgentToday) int { return d.Busy }},
		{603, "Decline", func(d telephony.AgentToday) int { return d.Refused }},
		{404, "Not Found", func(d telephony.AgentToday) int { return d.Misconfigured }},
		{480, "Temporarily Unavailable", func(d telephony.AgentToday) int { return d.Unreachable }},
	} {
		w, p, trunk := phoneBox(t, 200+i, newPhoneScene(t).answersInvite(180, "Ringing", "", "").refuses(c.code, c.phrase, ""))
		caller := w.waits(trunk)
		w.did(p, 1)
		w.until(c.phrase+" in the operator's counts", func() bool { return c.count(w.agent("jana").Today) > 0 })
		caller.HangUp()
		w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
	}
}

// A forwarded phone has refused; nobody rings where it points.
func TestWire37PeersRedirection(t *testing.T) {
	t.Parallel()
	elsewhere, err := net.ListenPacket("udp4", "127.56.37.9:5060")
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	s := newPhoneScene(t)
	fmt.Fprintf(&s.xml, "<send><![CDATA[\n\nSIP/2.0 302 Moved Temporarily\nVia:[$via]\n[last_From:]\n[last_To:];tag=[pid]s[call_number]\n[last_Call-ID:]\n[last_CSeq:]\nContact: <sip:900@127.56.37.9>\nContent-Length: 0\n\n]]></send>\n<recv request=\"ACK\"/>\n")
	w, p, trunk := phoneBox(t, 37, s)
	caller := w.waits(trunk)
	w.did(p, 1)
	w.until("a refusal in the operator's counts", func() bool { return w.agent("jana").Today.Refused > 0 })
	caller.HangUp()
	w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
	_ = elsewhere.SetReadDeadline(time.Now().Add(time.Millisecond))
	if n, _, err := elsewhere.ReadFrom(make([]byte, 2000)); err == nil {
		t.Errorf("where the phone points %d bytes came", n)
	}
}

// The phone is lifted just when the caller has given up: ACK and BYE end it.
func TestWire50PeersCancelCrossesAnswer(t *testing.T) {
	t.Parallel()
	r := newRadio(t, "127.56.205.3", 880, 20)
	s := newPhoneScene(t).answersInvite(180, "Ringing", "", "").asked("CANCEL").
		answersInvite(200, "OK", "", r.plain()).raw(`<recv request="ACK"/>`).asked("BYE").replies(200, "OK", "", "")
	w, p, trunk := phoneBox(t, 205, s)
	caller := w.waits(trunk)
	w.works("jana", telephony.Ringing)
	caller.HangUp()
	w.did(p, 1)
	w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
	w.works("jana", telephony.Idle)
}

// The phone wants its ringing acknowledged; a PRACK that is lost comes once
// more with the next repeat of the ringing.
func TestWire03PeersReliableRinging(t *testing.T) {
	t.Parallel()
	r := newRadio(t, "127.56.3.3", 880, 20)
	s := newPhoneScene(t).
		answersInvite(180, "Ringing", "Require: 100rel\nRSeq: 7\n", "").
		raw(`<recv request="PRACK"><action><ereg regexp="^ *7 [0-9]+ INVITE" search_in="hdr" header="RAck:" check_it="true" assign_to="seen"/></action></recv>`)
	s.replies(200, "OK", "", "").
		answersInvite(200, "OK", "", r.plain()).raw(`<recv request="ACK"/>`).asked("BYE").replies(200, "OK", "", "")
	w, p, trunk := phoneBox(t, 3, s)
	caller := w.waits(trunk)
	w.until("a talk", func() bool { return r.hears(440) && hears(caller, 880) })
	caller.HangUp()
	w.did(p, 1)
	w.save("jana", "")
}

// The phone answers with all that was offered and changes its format later.
func TestWire09PeersAnswerWithSeveral(t *testing.T) {
	t.Parallel()
	r := newRadio(t, "127.56.209.3", 880, 20)
	answer := r.sdp(1, "8 0 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000")
	s := newPhoneScene(t).answersInvite(200, "OK", "", answer).raw(`<recv request="ACK"/>`).asked("BYE").replies(200, "OK", "", "")
	w, p, trunk := phoneBox(t, 209, s)
	caller := w.waits(trunk)
	w.until("a talk", func() bool { return r.hears(440) && hears(caller, 880) })
	r.speaks(telephony.PCMU)
	caller.Forget()
	w.until("the other format", func() bool { return hears(caller, 880) })
	caller.HangUp()
	w.did(p, 1)
	w.save("jana", "")
}

// A proxy in front of the seat rings three phones. Two are lifted at once:
// one wins, the other is hung up, the third rings no more.
func TestWire08PeersKamailioForks(t *testing.T) {
	t.Parallel()
	b := wiredBox(t, 8, nil).start("--sim=false")
	w := &wired{running: b}
	proxy := w.kamailio("127.56.8.4", "", `if (is_method("INVITE")) {
		record_route();
		$ru = "sip:203@127.56.8.11:5060";
		append_branch("sip:203@127.56.8.12:5060");
		append_branch("sip:203@127.56.8.13:5060");
	}
	if (is_method("REGISTER")) $du = "sip:{{box}}:5060";
	t_relay();`)
	rings := make(chan *sim.Call, 10)
	for i := 11; i <= 13; i++ {
		w.phone(sim.Options{
			Local: netip.MustParseAddr(fmt.Sprintf("127.56.8.%d", i)), Port: 5060, Stamp: true,
			Play: func() sim.Source { return sim.Tone(880, -20) }, OnRing: func(c *sim.Call) { rings <- c },
		})
	}
	desk, err := sim.NewPhone(sim.Options{Local: netip.MustParseAddr("127.56.8.3"), Port: 5060, Server: proxy, User: "203", Password: w.passwords["203"]})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(desk.Close)
	if err := desk.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	w.onAir("jana", "203")
	caller := w.waits(b.trunkPhone())
	var all []*sim.Call
	for range 3 {
		select {
		case c := <-rings:
			all = append(all, c)
		case <-soon(t).Done():
			t.Fatalf("only %d of 3 phones rang", len(all))
		}
	}
	lifted := make(chan error, 2)
	for _, c := range all[:2] {
		go func() { lifted <- c.Answer() }()
	}
	for range 2 {
		<-lifted // one may be told that it was too late
	}
	w.works("jana", telephony.Talking)
	w.until("one phone left", func() bool {
		n := 0
		for _, c := range all {
			if c.State() != sim.Ended {
				n++
			}
		}
		return n == 1
	})
	for _, c := range all {
		if c.State() != sim.Ended {
			w.until("a talk", func() bool { return hears(c, 440) && hears(caller, 880) })
		}
	}
	caller.HangUp()
	w.until("no phone left", func() bool {
		for _, c := range all {
			if c.State() != sim.Ended {
				return false
			}
		}
		return true
	})
	w.save("jana", "")
}
