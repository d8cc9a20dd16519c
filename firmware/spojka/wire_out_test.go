package main

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// wayOut is a box with jana at 203 and a line to the outside that sipp
// plays, as a phone is played.
type wayOut struct {
	*wired
	line *playing
	seat *sim.Phone
}

func newOutward(t *testing.T, n int, scene func(r *radio) *scene) *wayOut {
	t.Helper()
	line := netipNext(fmt.Sprintf("127.56.%d.1", n), 3)
	b := wiredBox(t, n, outsideLine(line.String())).start("--sim=false")
	o := &wayOut{wired: &wired{running: b, radio: newRadio(t, line.String(), 440, 20)}}
	o.line = b.plays(scene(o.radio).afterwards(), line.String(), "-m", "1000")
	o.until("a line to the outside", func() bool {
		for _, k := range b.snapshot().Trunks {
			if k.ID == "ven" {
				return k.Up
			}
		}
		return false
	})
	o.seat = b.phone(sim.Options{
		Local: b.ip.Next().Next(), User: "203", Password: b.passwords["203"], Stamp: true,
		Play: func() sim.Source { return sim.Tone(880, -20) },
	})
	if err := o.seat.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	o.until("a phone at 203", func() bool { return o.seatView("203").Reach == telephony.Reachable })
	b.ask("sign-on", telephony.SignOn{Agent: "jana", Seat: "203"})
	return o
}

// dials rings out from the seat.
func (o *wayOut) dials(number string) *sim.Call {
	o.t.Helper()
	c, err := o.seat.Call(soon(o.t), number, sim.CallOptions{})
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

var offered = regexp.MustCompile(`(?s)received.*?\nINVITE .*?\nCall-ID: (\S+).*?m=audio (\d+)`)

// rung waits for the INVITE at the line: cues are for its call from then on,
// and the line's sound goes where it was offered.
func (o *wayOut) rung() {
	o.t.Helper()
	o.until("an INVITE at the line", func() bool {
		m := offered.FindStringSubmatch(strings.ReplaceAll(read(filepath.Join(o.line.dir, "messages")), "\r", ""))
		if m == nil {
			return false
		}
		port, err := strconv.ParseUint(m[2], 10, 16)
		o.line.call = m[1]
		o.radio.sends(netip.AddrPortFrom(o.ip, uint16(port)))
		return err == nil
	})
}

// talks waits until both hear each other, and ends the call at the seat.
func (o *wayOut) talks(c *sim.Call) {
	o.t.Helper()
	if err := c.Await(soon(o.t), sim.Talking); err != nil {
		o.t.Fatal(err)
	}
	o.until("a called who hears", func() bool { return o.radio.hears(880) })
	c.Forget()
	o.until("a caller who hears", func() bool { return hears(c, 440) })
	c.HangUp()
	o.did(o.line, 1)
	o.until("an office without calls out", func() bool { return o.stages()[telephony.StageTalking] == 0 })
}

// answered is the usual end of a line's scene.
func (s *scene) answered(body string) *scene {
	return s.answersInvite(200, "OK", "", body).raw(`<recv request="ACK"/>`).asked("BYE").replies(200, "OK", "", "")
}

// Sound before the answer is heard, a 180 without a description behind it
// takes nothing away, and a 200 without one keeps it.
func TestWire05PeersEarlyMedia(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 5, func(r *radio) *scene {
		return newPhoneScene(t).answersInvite(183, "Session Progress", "", r.plain()).cue().
			answersInvite(180, "Ringing", "", "").cue().answered("")
	})
	c := o.dials("777123456")
	o.rung()
	o.until("sound before the answer", func() bool { return hears(c, 440) })
	o.line.cue()
	c.Forget()
	o.until("sound behind the 180", func() bool { return hears(c, 440) })
	if c.State() == sim.Talking {
		t.Error("the caller was told of an answer")
	}
	o.line.cue()
	o.talks(c)
}

// Ringing without sound is told as ringing, for the phone to sound it.
func TestWire06PeersRingingWithoutSound(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 6, func(r *radio) *scene {
		return newPhoneScene(t).answersInvite(180, "Ringing", "", "").cue().answered(r.plain())
	})
	c := o.dials("777123456")
	if err := c.Await(soon(t), sim.Ringing); err != nil {
		t.Fatal(err)
	}
	o.rung()
	o.line.cue()
	o.talks(c)
}

// The line speaks before it answers: the answer finds its sound there.
func TestWire07PeersSoundBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 7, func(r *radio) *scene {
		return newPhoneScene(t).answersInvite(100, "Trying", "", "").cue().answered(r.plain())
	})
	c := o.dials("777123456")
	o.rung()
	o.line.cue()
	o.talks(c)
	o.radio.unbroken()
}

// The network's reason stands in the call's record.
func TestWire36PeersCause(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 36, func(*radio) *scene {
		return newPhoneScene(t).refuses(404, "Not Found", "Reason: Q.850;cause=1;text=\"Unallocated number\"\n")
	})
	c := o.dials("777123456")
	o.did(o.line, 1)
	over(t, "the caller", c)
	o.until("the reason in the list", func() bool {
		all, err := o.control.Calls(telephony.CallFilter{})
		return err == nil && len(all) == 1 && all[0].Cause == 1
	})
}

// A number of ours that is dialled outwards stays inside.
func TestWire52PeersHairpin(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 152, func(r *radio) *scene { return newPhoneScene(t).answered(r.plain()) })
	c := o.dials("800100300")
	if err := c.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	o.stage(telephony.StageWaiting, 1)
	c.HangUp()
	o.stage(telephony.StageWaiting, 0)
	if all := o.line.received("INVITE"); len(all) != 0 {
		t.Errorf("the line was rung: %q", all)
	}
}
