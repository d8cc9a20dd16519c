package main

import (
	"fmt"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// bareBox is a box whose phone at 203 is baresip, and which says 880 Hz.
func bareBox(t *testing.T, n int, o baresipOptions, change func(*telephony.Office)) (*wired, *baresip) {
	t.Helper()
	b := wiredBox(t, n, change)
	w := &wired{running: b.start("--sim=false"), radio: newRadio(t, b.trunk, 440, 20)}
	o.ip, o.seat, o.hz = b.ip.Next().Next().String(), "203", 880
	p := b.phoneProgram(o)
	b.onAir("jana", "203")
	return w, p
}

// baresip holds the call and comes back to it.
func TestWire15PeersBaresipHolds(t *testing.T) {
	t.Parallel()
	w, p := bareBox(t, 115, baresipOptions{}, nil)
	c := w.waits(w.trunkPhone())
	w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
	for range 2 {
		p.says("hold", "")
		w.until("a call that is held", func() bool { return w.snapshot().Calls[0].Held })
		c.Forget()
		w.until("music for the caller", func() bool {
			h := c.Heard()
			return len(h) > 8000 && sim.Level(h[4000:]) > -50 && !sim.Has(h[4000:8000], 880)
		})
		p.says("resume", "")
		w.until("a call that is held no more", func() bool { return !w.snapshot().Calls[0].Held })
		w.until("a caller who hears the operator again", func() bool { return hears(c, 880) })
	}
	p.says("hangup", "")
	over(t, "the caller", c)
	w.save("jana", "")
}

// baresip sends its keys as payload type 101, the trunk knows them as 96.
func TestWire11PeersBaresipPresses(t *testing.T) {
	t.Parallel()
	w, p := bareBox(t, 111, baresipOptions{}, nil)
	offer := w.radio.sdp(1, "8 96", "a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000")
	call := w.plays(newScene(t).calls(offer).cue().hangsUp(), w.trunk)
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	for i, key := range "159*#0" {
		p.says("sndcode", string(key))
		w.until("the key "+string(key), func() bool { return len(w.radio.pressed()) == i+1 })
	}
	if got := w.radio.pressed(); got != "159*#0" {
		t.Errorf("the trunk heard the keys %q", got)
	}
	call.cue()
	call.ends()
	w.save("jana", "")
}

// With keys as INFO every one is answered, and the talk goes on.
func TestWire13PeersBaresipInfo(t *testing.T) {
	t.Parallel()
	w, p := bareBox(t, 113, baresipOptions{more: ";dtmfmode=info"}, nil)
	c := w.waits(w.trunkPhone())
	w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
	for _, key := range "12#" {
		p.says("sndcode", string(key))
	}
	c.Forget()
	w.until("the talk going on", func() bool { return hears(c, 880) })
	p.says("hangup", "")
	over(t, "the caller", c)
	w.save("jana", "")
}

// Phones send packets of other lengths; the trunk gets what it can hear.
func TestWire10PeersBaresipPtime(t *testing.T) {
	t.Parallel()
	for i, ms := range []int{10, 40} {
		w, p := bareBox(t, 120+i, baresipOptions{more: fmt.Sprintf(";ptime=%d", ms)}, nil)
		c := w.waits(w.trunkPhone())
		w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
		for range 4 {
			c.Forget()
			w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
		}
		p.says("hangup", "")
		over(t, "the caller", c)
		w.channels(w.record(w.save("jana", "")).Recording)
		if heard := heardByBaresip(t, p.dir); !sim.Has(heard[len(heard)-6000:len(heard)-2000], 440) {
			t.Error("the operator doesn't hear the caller")
		}
	}
}

// A phone on TCP registers, is asked, rung and hung up by its own connection.
func TestWire43PeersBaresipTCP(t *testing.T) {
	t.Parallel()
	w, _ := bareBox(t, 143, baresipOptions{via: ";transport=tcp"}, nil)
	c := w.waits(w.trunkPhone())
	w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
	c.HangUp()
	w.save("jana", "")
}

// baresip knows MD5 only and gives up when it sees another digest beside it:
// as the office offers them, and at a seat that is set to MD5, it registers.
func TestWire22PeersBaresipDigests(t *testing.T) {
	t.Parallel()
	for i, d := range []telephony.Digest{telephony.DigestUsual, telephony.DigestMD5} {
		bareBox(t, 122+i, baresipOptions{}, func(o *telephony.Office) {
			for j := range o.Seats {
				o.Seats[j].Digest = d
			}
		})
	}
}

// RTCP on the port of sound doesn't disturb it.
func TestWire55PeersBaresipRTCP(t *testing.T) {
	t.Parallel()
	w, p := bareBox(t, 155, baresipOptions{config: "rtcp_mux yes"}, nil)
	c := w.waits(w.trunkPhone())
	for range 12 { // RTCP comes every few seconds
		c.Forget()
		w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
	}
	p.says("hangup", "")
	over(t, "the caller", c)
	w.channels(w.record(w.save("jana", "")).Recording)
}

// Two phones at one seat are lifted at once: one has the call, the other is
// told that it was too late.
func TestWire08PeersBaresipTwice(t *testing.T) {
	t.Parallel()
	w, first := bareBox(t, 108, baresipOptions{}, nil)
	second := w.phoneProgram(baresipOptions{ip: w.ip.Next().Next().Next().String(), seat: "203", hz: 1200})
	w.until("a second phone at the seat", func() bool { return second.out.Has("200 OK") })
	c := w.waits(w.trunkPhone())
	w.works("jana", telephony.Talking)
	w.until("one of the two", func() bool { return hears(c, 880) || hears(c, 1200) })
	stays := first
	if hears(c, 1200) {
		stays = second
	}
	c.Forget()
	w.until("the same in the end", func() bool { return hears(c, map[*baresip]float64{first: 880, second: 1200}[stays]) })
	stays.says("hangup", "")
	over(t, "the caller", c)
	w.save("jana", "")
	w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
}
