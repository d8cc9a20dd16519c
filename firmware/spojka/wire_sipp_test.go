package main

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// wired is a box with jana at seat 203 on a phone of ours that says 880 Hz,
// and a place on the trunk for sipp, whose sound is a radio.
type wired struct {
	*running
	radio *radio
	rings chan *sim.Call
}

// newWired makes the box of row n; the caller's radio says 440 Hz.
func newWired(t *testing.T, n int, change func(*telephony.Office)) *wired {
	t.Helper()
	b := wiredBox(t, n, change)
	w := &wired{running: b, radio: newRadio(t, b.trunk, 440, 20), rings: make(chan *sim.Call, 10)}
	w.opens()
	return w
}

// wiredBox is the box of row n, not started yet.
func wiredBox(t *testing.T, n int, change func(*telephony.Office)) *running {
	t.Helper()
	peers.Need(t, "sipp")
	return newBox(t, fmt.Sprintf("127.56.%d.1", n), fmt.Sprintf("127.56.%d.2", n), change)
}

// opens starts the box and puts jana on air.
func (w *wired) opens() {
	w.t.Helper()
	w.start("--sim=false")
	w.sits("jana", "203", w.ip.Next().Next())
}

// sits puts somebody on air at a seat, on a phone of ours.
func (w *wired) sits(agent telephony.AgentID, seat telephony.SeatID, at netip.Addr) {
	w.t.Helper()
	phone := w.phone(sim.Options{
		Local: at, User: string(seat), Password: w.passwords[seat], Stamp: true,
		Play:   func() sim.Source { return sim.Tone(880, -20) },
		OnRing: func(c *sim.Call) { w.rings <- c },
	})
	if err := phone.Register(soon(w.t)); err != nil {
		w.t.Fatal(err)
	}
	w.onAir(agent, seat)
}

// lifts waits until the seat rings, and answers.
func (w *wired) lifts() *sim.Call {
	w.t.Helper()
	select {
	case c := <-w.rings:
		if err := c.Answer(); err != nil {
			w.t.Fatal(err)
		}
		return c
	case <-soon(w.t).Done():
		w.t.Fatal("the phone at 203 never rang")
		return nil
	}
}

// both waits until caller and operator hear each other.
func (w *wired) both(c *sim.Call) {
	w.t.Helper()
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	w.until("an operator who hears the caller", func() bool { return hears(c, 440) })
}

// talks plays a scene of a caller from the trunk, to where both hear each
// other.
func (w *wired) talks(s *scene, more ...string) (*playing, *sim.Call) {
	w.t.Helper()
	p := w.plays(s, w.trunk, more...)
	c := w.lifts()
	w.both(c)
	return p, c
}

// done lets a scene come to its end, and with it the call.
func (w *wired) done(p *playing, c *sim.Call) {
	w.t.Helper()
	p.cue()
	p.ends()
	w.over(c)
}

// hangsUp ends the call at the operator's phone, and with it the scene.
func (w *wired) hangsUp(p *playing, c *sim.Call) {
	w.t.Helper()
	c.HangUp()
	p.ends()
	w.over(c)
}

// over waits until the call is over and the box holds no other.
func (w *wired) over(c *sim.Call) {
	w.t.Helper()
	over(w.t, "the operator", c)
	w.save("jana", "")
	w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
}

func TestWire01PeersLateOffer(t *testing.T) {
	t.Parallel()
	w := newWired(t, 1, nil)
	s := newScene(t).send("INVITE", "", "").maybe(100, 180).
		gets(200, want{"", "m=audio [0-9]+ RTP/AVP 8"}).send("ACK", "", w.radio.plain()).cue().hangsUp()
	p, c := w.talks(s)
	w.done(p, c)
}

func TestWire02PeersOfferlessReinvite(t *testing.T) {
	t.Parallel()
	w := newWired(t, 2, nil)
	s := newScene(t).calls(w.radio.plain()).cue().
		send("INVITE", "", "").maybe(100).gets(200, want{"", "m=audio [0-9]+ RTP/AVP 8.*101"}).
		send("ACK", "", w.radio.plain()).cue().hangsUp()
	w.throughout(s)
}

// throughout plays a scene with two cues: in a talk, and once more in the
// same talk after what the scene did to it. Nothing of it may be heard.
func (w *wired) throughout(s *scene, more ...string) {
	w.t.Helper()
	p, c := w.talks(s, more...)
	p.cue()
	w.stillBoth(c)
	w.done(p, c)
	w.radio.unbroken()
}

// stillBoth waits for half a second of new sound on both sides.
func (w *wired) stillBoth(c *sim.Call) {
	w.t.Helper()
	w.radio.forget()
	c.Forget()
	w.both(c)
}

func TestWire04PeersUnknownRequire(t *testing.T) {
	t.Parallel()
	w := newWired(t, 4, nil)
	s := newScene(t).send("INVITE", "Require: teleport\n", w.radio.plain()).maybe(100).gets(420, want{"Unsupported:", "teleport"}).refused()
	w.plays(s, w.trunk).ends()
	w.nothingLeft()
}

// nothingLeft says that no call began.
func (w *wired) nothingLeft() {
	w.t.Helper()
	if n := len(w.snapshot().Calls); n != 0 {
		w.t.Errorf("%d calls are left", n)
	}
}

func TestWire09PeersOtherFormatInTalk(t *testing.T) {
	t.Parallel()
	w := newWired(t, 9, nil)
	offer := w.radio.sdp(1, "8 0 13 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000")
	p, c := w.talks(newScene(t).calls(offer, want{"", "m=audio [0-9]+ RTP/AVP 8 101\r"}).cue().hangsUp())
	w.radio.speaks(telephony.PCMU)
	w.stillBoth(c)
	w.done(p, c)
}

// The caller's packets are as long as he likes; music comes in packets of the
// length that he asked for, and everybody hears everybody.
func TestWire10PeersPacketTimes(t *testing.T) {
	t.Parallel()
	w := newWired(t, 10, nil)
	for _, ms := range []int{10, 30, 60} {
		w.radio = newRadio(t, w.trunk, 440, ms)
		p := w.plays(newScene(t).calls(w.radio.plain(fmt.Sprintf("a=ptime:%d", ms))).cue().cue().hangsUp(), w.trunk)
		w.until("music in packets as asked for", func() bool { return w.radio.count(w.radio.sizes, ms*8) > 10 })
		p.cue()
		c := w.lifts()
		for range 4 {
			w.stillBoth(c)
		}
		p.cue()
		p.ends()
		w.radio.unbroken()
		w.channels(w.record(w.save("jana", "")).Recording)
		w.works("jana", telephony.Idle)
	}
}

// tones are those of caller and operator: what is on one's channel is not on
// the other's.
var tones = map[string]float64{"the caller": 440, "the operator": 880}

// channels fails the test unless each channel of a recording has its tone and
// not the other. A recording slips by samples when a busy computer keeps a
// phone from its clock, so that the windows are short and need not all do.
func (w *wired) channels(id telephony.RecordingID) {
	w.t.Helper()
	caller, called := w.recording(id)
	for who, samples := range map[string][]int16{"the caller": caller, "the operator": called} {
		samples = samples[min(len(samples), 2400):max(min(len(samples), 2400), len(samples)-2400)]
		for whose, hz := range tones {
			with, all := sim.Windows(samples, 10, hz)
			if all == 0 || whose == who && with < all/2 || whose != who && with > all/5 {
				w.t.Errorf("recording, channel of %s: the tone of %s is in %d of %d windows", who, whose, with, all)
			}
		}
	}
}

func TestWire11PeersEventTypes(t *testing.T) {
	t.Parallel()
	w := newWired(t, 11, nil)
	offer := w.radio.sdp(1, "8 96", "a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000")
	p, c := w.talks(newScene(t).calls(offer, want{"", "RTP/AVP 8 96"}).cue().hangsUp())
	for key := range uint8(10) {
		w.radio.press(key, 96)
	}
	c.Press("19*#")
	w.until("keys of the caller", func() bool { return c.Digits() == "0123456789" })
	w.until("keys of the operator", func() bool { return w.radio.pressed() == "19*#" })
	w.done(p, c)
}

func TestWire13PeersInfoDigits(t *testing.T) {
	t.Parallel()
	w := newWired(t, 13, nil)
	s := newScene(t).calls(w.radio.plain()).cue().
		send("INFO", "", "Content-Type: application/dtmf-relay\n\nSignal=5\nDuration=160\n").gets(200).
		send("INFO", "", "Content-Type: application/dtmf\n\n5").gets(200).cue().hangsUp()
	w.throughout(s)
}

// Each form of hold is the same to the operator: he hears music, and the page
// shows the call as held.
func TestWire15PeersHold(t *testing.T) {
	t.Parallel()
	w := newWired(t, 15, nil)
	sendonly := w.radio.plain("a=sendonly")
	forms := []string{
		sendonly, w.radio.plain("a=inactive"),
		strings.Replace(w.radio.plain(), "c=IN IP4 "+w.trunk, "c=IN IP4 0.0.0.0", 1),
		strings.Replace(w.radio.plain(), "t=0 0\n", "t=0 0\na=sendonly\n", 1),
	}
	s := newScene(t).calls(w.radio.plain()).cue()
	for i, form := range forms {
		answer := []string{"a=recvonly", "a=inactive"}[i%2]
		if i == 3 {
			answer = "a=recvonly"
		}
		s.again(form, i*2+2, want{"", answer}).cue().again(w.radio.plain(), i*2+3).cue()
	}
	p, c := w.talks(s.hangsUp())
	for range forms {
		w.radio.mute(true)
		p.cue()
		w.until("a call that is held", func() bool { return w.snapshot().Calls[0].Held })
		c.Forget()
		w.until("music for the operator", func() bool { h := c.Heard(); return len(h) > 4000 && sim.Level(h) > -50 })
		p.cue()
		w.radio.mute(false)
		w.until("a call that is held no more", func() bool { return !w.snapshot().Calls[0].Held })
		w.stillBoth(c)
	}
	w.done(p, c)
}

// again sends the description anew, as its version n.
func (s *scene) again(sdp string, n int, all ...want) *scene {
	sdp = strings.Replace(sdp, "o=u 7 1 ", fmt.Sprintf("o=u 7 %d ", n), 1)
	return s.send("INVITE", "", sdp).maybe(100).gets(200, all...).send("ACK", "", "")
}

func TestWire17PeersVideo(t *testing.T) {
	t.Parallel()
	w := newWired(t, 17, nil)
	offer := w.radio.plain() + "m=video 5004 RTP/AVP 99\na=rtpmap:99 H264/90000\n"
	s := newScene(t).calls(offer, want{"", "m=audio [1-9][0-9]* RTP/AVP 8 101"}, want{"", "m=video 0 RTP/AVP 99"}).cue().
		again(offer, 2, want{"", "m=video 0 RTP/AVP 99"}).cue().hangsUp()
	w.throughout(s)
}

func TestWire18PeersFax(t *testing.T) {
	t.Parallel()
	w := newWired(t, 18, nil)
	fax := strings.NewReplacer("RTP/AVP 8", "udptl t38", "m=audio", "m=image", "o=u 7 1", "o=u 7 2").
		Replace(w.radio.sdp(1, "8", "a=T38FaxVersion:0", "a=T38MaxBitRate:14400", "a=T38FaxRateManagement:transferredTCF"))
	s := newScene(t).calls(w.radio.plain()).cue().
		send("INVITE", "", fax).maybe(100).gets(488).refused().cue().hangsUp()
	w.throughout(s)
}

// Refreshes by INVITE and by UPDATE touch nothing that anybody hears.
func TestWire38PeersSessionTimer(t *testing.T) {
	t.Parallel()
	w := newWired(t, 38, nil)
	timer := "Supported: timer\nSession-Expires: 180;refresher=uac\nMin-SE: 90\n"
	granted := want{"Session-Expires:", "180;refresher=uac"}
	s := newScene(t)
	s.more = timer
	s.calls(w.radio.plain(), granted).cue()
	for range 3 {
		s.send("INVITE", timer, w.radio.plain()).maybe(100).gets(200, granted).send("ACK", "", "")
		s.send("UPDATE", timer, "").gets(200, granted)
	}
	w.throughout(s.cue().hangsUp())
}

func TestWire38PeersTooBrief(t *testing.T) {
	t.Parallel()
	w := newWired(t, 39, nil)
	s := newScene(t).send("INVITE", "Supported: timer\nSession-Expires: 60\n", w.radio.plain()).maybe(100).gets(422, want{"Min-SE:", "90"}).refused()
	w.plays(s, w.trunk).ends()
	w.nothingLeft()
}

// Over TCP the box hangs up, by the caller's connection.
func TestWire43PeersTCP(t *testing.T) {
	t.Parallel()
	w := newWired(t, 43, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).asked("BYE").replies(200, "OK", "", ""), "-t", "t1")
	w.hangsUp(p, c)
}

func TestWire44PeersLargeInvite(t *testing.T) {
	t.Parallel()
	w := newWired(t, 44, nil)
	s := newScene(t)
	for i := range 100 {
		s.more += fmt.Sprintf("X-Charging-Vector-%d: %s\n", i, strings.Repeat("icid;", 20))
	}
	w.throughout(s.calls(w.radio.plain()).cue().cue().hangsUp())
}

func TestWire46PeersMultipart(t *testing.T) {
	t.Parallel()
	w := newWired(t, 46, nil)
	body := "Content-Type: multipart/mixed;boundary=cut\nMIME-Version: 1.0\n\n--cut\nContent-Type: application/isup;version=itu-t92+\nContent-Disposition: signal;handling=optional\n\n0123\n" +
		"--cut\nContent-Type: application/sdp\n\n" + w.radio.plain() + "--cut--\n"
	w.throughout(newScene(t).calls(body).cue().cue().hangsUp())
}

// A CANCEL that comes too late changes nothing; one for no call is told so.
func TestWire50PeersLateCancel(t *testing.T) {
	t.Parallel()
	w := newWired(t, 50, nil)
	s := newScene(t).send("INVITE", "", w.radio.plain()).maybe(100, 180).gets(200).
		send("CANCEL", "", "").gets(200).send("ACK", "", "").cue().cue().hangsUp()
	w.throughout(s)
	stray := newScene(t)
	stray.cseq = 1
	w.plays(stray.request("sip:[service]@[remote_ip]", "CANCEL", "stray", "", "").gets(481), w.trunk).ends()
}

// The first 200 is repeated until the ACK comes, however late.
func TestWire51PeersLateAck(t *testing.T) {
	t.Parallel()
	w := newWired(t, 51, nil)
	p, c := w.talks(newScene(t).send("INVITE", "", w.radio.plain()).maybe(100, 180).gets(200).cue().send("ACK", "", "").cue().hangsUp())
	p.cue()
	w.stillBoth(c)
	w.done(p, c)
}

// Without an ACK the call is given up after 64·T1, with a BYE.
func TestWire51PeersNoAck(t *testing.T) {
	t.Parallel()
	w := newWired(t, 52, nil)
	p := w.plays(newScene(t).send("INVITE", "", w.radio.plain()).maybe(100, 180).gets(200).asked("BYE").replies(200, "OK", "", ""), w.trunk)
	c := w.lifts()
	p.ends()
	over(t, "the operator", c)
}

// An announcement gives way to a person: another source in the same stream.
func TestWire53PeersSourceChanges(t *testing.T) {
	t.Parallel()
	w := newWired(t, 53, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).cue().hangsUp())
	for _, jump := range []rtpOut{{60000, 4000000000, 1}, {10, 10, 2}, {40000, 10, 2}} {
		w.radio.jump(jump)
		w.stillBoth(c)
	}
	if f := c.Figures(); f.Lost != 0 {
		t.Errorf("the operator's phone saw losses: %+v", f)
	}
	w.done(p, c)
}

// Somebody else's sound at the caller's port is heard by nobody.
func TestWire54PeersStrangeSound(t *testing.T) {
	t.Parallel()
	w := newWired(t, 54, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).cue().hangsUp())
	evil := newRadio(t, "127.56.54.66", 1300, 20)
	evil.sends(w.radio.box())
	w.stillBoth(c)
	w.stillBoth(c)
	if hears(c, 1300) || evil.count(evil.sizes, 160) != 0 {
		t.Error("the stranger was heard or hears")
	}
	w.done(p, c)
	w.radio.unbroken()
}

func TestWire57PeersEncryptionOnly(t *testing.T) {
	t.Parallel()
	w := newWired(t, 57, nil)
	secret := "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm"
	only := strings.Replace(w.radio.plain(secret), "RTP/AVP", "RTP/SAVP", 1)
	w.plays(newScene(t).send("INVITE", "", only).maybe(100).gets(488, want{"Warning:", "30[0-9]"}).refused(), w.trunk).ends()
	w.nothingLeft()
	both := w.radio.plain() + "m=audio 5006 RTP/SAVP 8\n" + secret + "\n"
	w.throughout(newScene(t).calls(both, want{"", "m=audio [1-9][0-9]* RTP/AVP 8"}, want{"", "m=audio 0 RTP/SAVP 8"}).cue().cue().hangsUp())
}

func TestWire59PeersUnknownEvents(t *testing.T) {
	t.Parallel()
	w := newWired(t, 59, nil)
	s := newScene(t).send("OPTIONS", "", "").gets(200, want{"Allow:", "INVITE"}).
		request("sip:203@[remote_ip]", "PUBLISH", "2", "Event: vq-rtcpxr\n", "").gets(405, want{"Allow:", "INVITE"})
	w.plays(s, w.trunk).ends()
}
