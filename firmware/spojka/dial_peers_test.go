package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// outsideLine gives the example office a line to the outside at an address.
func outsideLine(at string) func(o *telephony.Office) {
	return func(o *telephony.Office) {
		o.Trunks = append(o.Trunks, telephony.Trunk{
			ID: "ven", Name: "Linka ven", Host: at + ":5060", Number: "+420555000111",
			Habits: telephony.Habits{Shown: telephony.InAsserted, Dials: telephony.FormNational},
		})
	}
}

// sippCalled is sipp as that line: it takes calls and says 440 Hz. The name of
// the file is returned in which every message stands.
func (b *running) sippCalled(at string) (messages string) {
	b.t.Helper()
	dir := b.t.TempDir()
	pcm := make([]int16, 2*8000)
	sim.Tone(440, -20)(pcm)
	law := make([]byte, len(pcm))
	for i, v := range pcm {
		law[i] = audio.EncodeA(v)
	}
	write(b.t, dir, "tone.alaw", string(law))
	scenario, err := os.ReadFile(filepath.Join("testdata", "called.xml"))
	if err != nil {
		b.t.Fatal(err)
	}
	write(b.t, dir, "called.xml", string(scenario))
	peers.Launch(b.t, dir, "sipp", "-i", at, "-p", "5060", "-mi", at, "-nostdin", "-nd", "-trace_msg", "-message_file", "messages", "-sf", "called.xml")
	b.until("a line to the outside", func() bool {
		for _, t := range b.snapshot().Trunks {
			if t.ID == "ven" {
				return t.Up
			}
		}
		return false
	})
	return filepath.Join(dir, "messages")
}

// dialled waits for the call that the phone at a seat makes, until it is over,
// and returns its line of the list.
func (b *running) dialled(seat telephony.SeatID) telephony.CallRecord {
	b.t.Helper()
	var id telephony.CallID
	b.until("a call of seat "+string(seat), func() bool {
		for _, c := range b.snapshot().Calls {
			if c.Seat == seat && c.Stage == telephony.StageTalking {
				id = c.ID
			}
		}
		return id != 0
	})
	b.until("its end", func() bool {
		for _, c := range b.snapshot().Calls {
			if c.ID == id {
				return false
			}
		}
		return true
	})
	return b.record(id)
}

// A phone calls out over a line: sound before the answer and after it, both
// ways, recorded with who calls on the right; the line sees our number, the
// operator's state is right.
//
// Proves: S-OUT-8, W-CC-12, W-CC-13, D-38
func TestPeersBaresipCallsOut(t *testing.T) {
	peers.Need(t, "sipp")
	peers.Need(t, "baresip")
	b := newBox(t, "127.52.1.1", "127.52.1.2", outsideLine("127.52.1.4")).start("--sim=false")
	messages := b.sippCalled("127.52.1.4")
	b.ask("sign-on", telephony.SignOn{Agent: "jana", Seat: "203"})
	dir, _ := b.baresip("127.52.1.3", "203", 880, "-e", "/dial 777123456")
	b.works("jana", telephony.Dialling)
	b.works("jana", telephony.Talking)
	r := b.dialled("203")
	b.works("jana", telephony.Idle)
	if r.Direction != telephony.OutwardCall || r.To != "+420777123456" || r.From != "203" || r.Agent != "jana" || r.Trunk != "ven" ||
		r.Outcome != telephony.OutcomeAnswered || r.Why != telephony.ByCalled || r.Cause != 16 || r.Talked == 0 {
		t.Errorf("the call stands in the list as %+v", r)
	}
	caller, called := b.recording(r.Recording)
	standsOut(t, "right channel, who calls", middle(caller), 880)
	standsOut(t, "left channel, the called", middle(called), 440)
	standsOut(t, "what baresip heard, from before the answer on", middle(heardByBaresip(t, dir)), 440)
	said, _ := os.ReadFile(messages)
	for _, want := range []string{"INVITE sip:777123456@127.52.1.4", "P-Asserted-Identity: <sip:800100200@"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("the line never heard %q", want)
		}
	}
}

// A phone calls a colleague's.
//
// Proves: W-CC-12, D-38
func TestPeersBaresipCallsBaresip(t *testing.T) {
	peers.Need(t, "baresip")
	b := newBox(t, "127.52.2.1", "127.52.2.2", nil).start("--sim=false")
	b.ask("sign-on", telephony.SignOn{Agent: "jana", Seat: "203"})
	b.ask("sign-on", telephony.SignOn{Agent: "petr", Seat: "204"})
	second, _ := b.baresip("127.52.2.4", "204", 440)
	b.until("a phone at 204", func() bool {
		for _, s := range b.snapshot().Seats {
			if s.ID == "204" {
				return s.Reach == telephony.Reachable
			}
		}
		return false
	})
	first, _ := b.baresip("127.52.2.3", "203", 880, "-e", "/dial 204", "-t", "8")
	b.works("jana", telephony.Talking)
	b.works("petr", telephony.Talking)
	r := b.dialled("203")
	b.works("petr", telephony.Idle)
	if r.Direction != telephony.InternalCall || r.To != "204" || r.Outcome != telephony.OutcomeAnswered || r.Why != telephony.ByCaller {
		t.Errorf("the call stands in the list as %+v", r)
	}
	caller, called := b.recording(r.Recording)
	standsOut(t, "right channel, who calls", middle(caller), 880)
	standsOut(t, "left channel, the called", middle(called), 440)
	standsOut(t, "what 203 heard", middle(heardByBaresip(t, first)), 440)
	standsOut(t, "what 204 heard", middle(heardByBaresip(t, second)), 880)
}
