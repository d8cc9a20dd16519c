package main

import (
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// desert is a box at which nobody is on air: who calls waits.
func desert(t *testing.T, n int, change func(*telephony.Office)) *wired {
	t.Helper()
	b := wiredBox(t, n, change)
	return &wired{running: b.start("--sim=false"), radio: newRadio(t, b.trunk, 440, 20)}
}

// shows plays a call and tells how the page shows it meanwhile.
func (w *wired) shows(s *scene, more ...string) telephony.CallView {
	w.t.Helper()
	p := w.plays(s.calls(w.radio.plain()).cue().hangsUp(), w.trunk, more...)
	w.stage(telephony.StageWaiting, 1)
	v := w.snapshot().Calls[0]
	p.cue()
	p.ends()
	w.until("an office without calls", func() bool { return len(w.snapshot().Calls) == 0 })
	return v
}

// told is a scene with another From or more headers.
func told(t *testing.T, from, more string) *scene {
	s := newScene(t)
	if from != "" {
		s.from = from
	}
	s.more = more
	return s
}

// One registration, many numbers: the number called stands where the trunk's
// profile says.
func TestWire24PeersManyNumbers(t *testing.T) {
	t.Parallel()
	for i, c := range []struct {
		place telephony.NumberIn
		forms []string
		more  string
	}{
		{telephony.InTo, []string{"INVITE sip:[service]", "INVITE sip:ucet7"}, ""},
		{telephony.InCalled, []string{"[service]", "ucet7"}, "P-Called-Party-ID: <sip:+420800100300@ims.example>\n"},
	} {
		w := desert(t, 24+200*i, func(o *telephony.Office) { o.Trunks[0].Habits.Called = c.place })
		s := told(t, "", c.more)
		s.forms = c.forms
		if v := w.shows(s, "-s", "800100300"); v.To != "+420800100300" || v.Queue != "uctarna" {
			t.Errorf("%s: a call to %q in %q", c.place, v.To, v.Queue)
		}
	}
}

// A trunk's word on who calls counts before From.
func TestWire28PeersIdentities(t *testing.T) {
	t.Parallel()
	w := desert(t, 28, nil)
	for _, c := range []struct {
		more string
		want telephony.Number
	}{
		{"P-Asserted-Identity: \"Novák\" <sip:+420602111222@ims.example>, <tel:+420602111222>\n", "+420602111222"},
		{"P-Asserted-Identity: <sip:ustredna@ims.example>\n", "+420777123456"},
		{"Remote-Party-ID: <sip:602111222@gw>;party=calling\n", "+420777123456"},
	} {
		if v := w.shows(told(t, "", c.more)); v.From != c.want {
			t.Errorf("with %q the caller is %q instead of %q", c.more, v.From, c.want)
		}
	}
}

// Who withholds his number is shown without one, whatever else is told.
func TestWire29PeersWithheld(t *testing.T) {
	t.Parallel()
	w := desert(t, 29, nil)
	for _, s := range []*scene{
		told(t, "", "Privacy: id\nP-Asserted-Identity: <sip:+420602111222@ims.example>\n"),
		told(t, `"Anonymous" <sip:anonymous@anonymous.invalid>`, ""),
	} {
		if v := w.shows(s); v.From != "" || v.FromName != "" {
			t.Errorf("who withholds is shown as %q %q", v.From, v.FromName)
		}
	}
}

func TestWire31PeersNumberForms(t *testing.T) {
	t.Parallel()
	w := desert(t, 31, nil)
	for _, from := range []string{
		"<sip:420777123456@gw.example>", "<sip:+420777123456;npdi@gw.example;user=phone>", "<tel:777123456;phone-context=+420>", "<sip:00420777123456@gw.example>",
	} {
		if v := w.shows(told(t, from, "")); v.From != "+420777123456" {
			t.Errorf("%s is shown as %q", from, v.From)
		}
	}
}

// A datagram that is shorter than it says is taken for what is there.
func TestWire41PeersWrongLength(t *testing.T) {
	t.Parallel()
	w := desert(t, 41+100, nil)
	s := newScene(t)
	s.forms = []string{"Content-Length: [len]", "Content-Length: 4000"}
	w.shows(s)
}

// Compact headers, names with Czech letters.
func TestWire45PeersForms(t *testing.T) {
	t.Parallel()
	w := desert(t, 45, nil)
	s := told(t, `"Žluťoučký Kůň, s.r.o." <sip:777123456@gw.example>`, "Subject: šek č. 5\n")
	s.forms = []string{
		"Via:", "v:", "From:", "f:", "To:", "t:", "Call-ID:", "i:", "Contact:", "m:", "Content-Type:", "c:", "Content-Length:", "l:", "Subject:", "s:",
	}
	if v := w.shows(s); v.FromName != "Žluťoučký Kůň, s.r.o." {
		t.Errorf("the name is shown as %q", v.FromName)
	}
}

// A call from an address that is not the provider's is asked for a password,
// and no call begins.
func TestWire48PeersOtherAddress(t *testing.T) {
	t.Parallel()
	w := desert(t, 48, nil)
	s := newScene(t).send("INVITE", "", w.radio.plain()).maybe(100).gets(401, want{"WWW-Authenticate:", "Digest"}).refused()
	w.plays(s, "127.56.48.77").ends()
	w.nothingLeft()
}

// A number that comes digit by digit is asked for more until it is one.
func TestWire49PeersOverlap(t *testing.T) {
	t.Parallel()
	w := desert(t, 49, func(o *telephony.Office) { o.Trunks[0].Habits.Overlap = true })
	for n := 1; n < len("800100200"); n += 3 {
		s := newScene(t).send("INVITE", "", w.radio.plain()).maybe(100).gets(484).refused()
		w.plays(s, w.trunk, "-s", "800100200"[:n]).ends()
	}
	w.nothingLeft()
	if v := w.shows(newScene(t)); v.To != "+420800100200" {
		t.Errorf("the whole number is %q", v.To)
	}
}

// The description's version rises when it changes, and only then; theirs may
// stay as it is although it has changed.
func TestWire16PeersVersions(t *testing.T) {
	t.Parallel()
	w := newWired(t, 16, nil)
	s := newScene(t).calls(w.radio.plain()).cue()
	for _, sdp := range []string{w.radio.plain(), w.radio.plain(), w.radio.plain("a=sendonly"), w.radio.plain()} {
		s.send("INVITE", "", sdp).maybe(100).gets(200).send("ACK", "", "") // o= is always version 1
	}
	p, c := w.talks(s.cue().hangsUp())
	p.cue()
	w.stillBoth(c)
	w.done(p, c)
	var versions []string
	for _, line := range p.received("o=") {
		versions = append(versions, strings.Fields(line)[2])
	}
	if got := strings.Join(versions, " "); got != "1 1 1 2 3" {
		t.Errorf("our versions were %s: same, same, same, held, back", got)
	}
}

// An event whose end is lost is one key, and so is one that is begun anew.
func TestWire12PeersLostEnds(t *testing.T) {
	t.Parallel()
	w := newWired(t, 12, nil)
	p, c := w.talks(newScene(t).calls(w.radio.plain()).cue().hangsUp())
	for _, key := range []uint8{1, 1, 2} {
		n := len(c.Digits())
		w.radio.pressWithoutEnd(key, 101)
		w.until("a key without an end", func() bool { return len(c.Digits()) == n+1 })
	}
	w.radio.press(3, 101)
	w.until("all keys", func() bool { return c.Digits() == "1123" })
	w.stillBoth(c)
	w.done(p, c)
}

// All phones ring. Who was too late learns that somebody else has the call;
// when the caller has given up, nobody has.
func TestWire35PeersCancelSaysWhy(t *testing.T) {
	t.Parallel()
	phone := func() *scene {
		s := newPhoneScene(t).answersInvite(180, "Ringing", "", "")
		s.raw(`<recv request="CANCEL"><action><ereg regexp=".*" search_in="hdr" header="Reason:" assign_to="seen"/></action></recv>`).replies(200, "OK", "", "")
		return s.answersInvite(487, "Request Terminated", "", "").raw(`<recv request="ACK"/><nop><action><exec command="echo 'reason [$seen]' >> reasons"/></action></nop>`)
	}
	all := func(o *telephony.Office) {
		o.Queues[0].Strategy = telephony.RingAll
	}
	b := wiredBox(t, 35, all).start("--sim=false")
	w := &wired{running: b}
	p := w.phonePlays(phone())
	w.onAir("jana", "203")
	caller := w.waits(w.trunkPhone())
	w.works("jana", telephony.Ringing)
	caller.HangUp()
	w.did(p, 1)
	if got := read(p.dir + "/reasons"); strings.Contains(got, "elsewhere") {
		t.Errorf("a caller who gave up: %s", got)
	}
	w.works("jana", telephony.Idle)
	w.rings = make(chan *sim.Call, 10)
	w.sits("petr", "204", w.ip.Next().Next().Next())
	caller = w.waits(w.trunkPhone())
	w.works("jana", telephony.Ringing)
	c := w.lifts()
	w.did(p, 2)
	if got := read(p.dir + "/reasons"); !strings.Contains(got, `SIP;cause=200;text="Call completed elsewhere"`) {
		t.Errorf("somebody else was quicker: %s", got)
	}
	caller.HangUp()
	over(t, "petr", c)
	w.save("petr", "")
}
