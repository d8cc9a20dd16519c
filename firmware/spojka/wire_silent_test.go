package main

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// attends is a party in a talk that answers whether it is there, and answers
// a re-INVITE with a status, until it is hung up; MESSAGE lets it hang up.
func (s *scene) attends(code int, body string) *scene {
	s.raw(waitsForCue+`<label id="1"/>
<recv request="OPTIONS" optional="true" next="2"/>
<recv request="INVITE" optional="true" next="3"/>
<recv request="MESSAGE" optional="true" next="4"/>
<recv request="BYE" next="5" timeout="150000"/>
<label id="2"/>`).replies(200, "OK", "", "").raw(`<nop next="1"/><label id="3"/>`)
	s.replies(code, "Yes or No", "", body).raw(`<recv request="ACK" next="1"/><label id="4"/>`)
	return s.hangsUp().raw(`<nop next="6"/><label id="5"/>`).replies(200, "OK", "", "").raw(`<label id="6"/>`)
}

// ended waits for the end of the talk that jana has and tells how long it
// took, beside what FAULTS allows.
func (w *wired) ended(call telephony.CallID, began time.Time, limit string) telephony.CallRecord {
	w.t.Helper()
	for end := time.Now().Add(100 * time.Second); w.agent("jana").Work == telephony.Talking; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatal("the call never ended")
		}
	}
	w.t.Logf("the call ended after %s (%s)", time.Since(began).Round(100*time.Millisecond), limit)
	if id := w.save("jana", ""); id != call {
		w.t.Errorf("the operator has call %s in hand instead of %s", id, call)
	}
	return w.record(call)
}

// The caller's program is killed in the talk (FAULT 9): nothing of it is left.
func TestPeersVanished(t *testing.T) {
	t.Parallel()
	w := newWired(t, 221, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).asked("BYE"))
	call := w.works("jana", telephony.Talking)
	began := time.Now()
	_ = p.cmd.Process.Kill()
	w.radio.conn.Close()
	r := w.ended(call, began, "30 s ± 5 s")
	over(t, "the operator", c)
	if r.Why != telephony.ByLoss {
		t.Errorf("the call ended by %s", r.Why)
	}
}

// The sound stops. The caller's program answers that it is there, but knows
// no call any more (FAULT 8).
func TestPeersSilentWithoutCall(t *testing.T) {
	t.Parallel()
	w := newWired(t, 222, nil)
	w.plays(newScene(t).calls(w.radio.plain()).attends(481, ""), w.trunk, "-timeout", "150s")
	c := w.lifts()
	w.both(c)
	call := w.works("jana", telephony.Talking)
	began := time.Now()
	w.radio.mute(true)
	r := w.ended(call, began, "60 s")
	over(t, "the operator", c)
	if r.Why != telephony.ByLoss {
		t.Errorf("the call ended by %s", r.Why)
	}
}

// A muted phone sends nothing, but answers for its call: it stays for as long
// as it likes, and comes back.
func TestWire56PeersMuted(t *testing.T) {
	t.Parallel()
	w := newWired(t, 56, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).attends(200, w.radio.plain()), "-timeout", "150s")
	call := w.works("jana", telephony.Talking)
	w.radio.mute(true)
	for end := time.Now().Add(65 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if a := w.agent("jana"); a.Call != call || a.Work != telephony.Talking {
			t.Fatalf("the call of a muted phone has ended: %s", a.Work)
		}
	}
	w.radio.mute(false)
	w.stillBoth(c)
	w.done(p, c)
}
