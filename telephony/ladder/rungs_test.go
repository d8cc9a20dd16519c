package ladder

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func TestRungs(t *testing.T) {
	l := Read(played(t, arrives+`
		100 > 203 INVITE | sdp 192.168.1.1
		600 > 203 INVITE | sdp 192.168.1.1
		4100 < 203 200 OK | sdp 192.168.1.23
		5000 < 203 INFO | CSeq: 2 INFO | Content-Type: application/dtmf-relay
		boot 2
		6000 < 203 INVITE | CSeq: 3 INVITE | sdp 0.0.0.0
		7000 < 203 INVITE | CSeq: 4 INVITE | sdp 192.168.1.23
		7500 > 203 BYE | CSeq: 5 BYE`), Figures{})
	var got []string
	for _, r := range l.Rungs {
		line := fmt.Sprint(l.Parties[r.Party].Trunk, l.Parties[r.Party].Seat, " ", r.Label, " ", r.After)
		for _, n := range r.Notes {
			line += " [" + strings.TrimSpace(string(n.Kind)+" "+n.Text) + "]"
		}
		if r.Gap > 0 {
			line += fmt.Sprint(" gap ", r.Gap)
		}
		if r.Repeat {
			line += " again"
		}
		if r.Restart {
			line += " restart"
		}
		got = append(got, line)
	}
	want := `out INVITE 0s [sound PCMA 81.2.3.4:4000]
out 200 OK 2ms [sound PCMA 192.168.1.1:4000]
out ACK 30ms
203 INVITE 100ms [sound PCMA 192.168.1.1:4000]
203 INVITE 600ms [sound PCMA 192.168.1.1:4000] again
203 200 OK 4.1s [sound PCMA 192.168.1.23:4000] gap 3.5s
203 INFO 5s [digit]
203 INVITE 6s [hold] gap 1s restart
203 INVITE 7s [resume] [sound PCMA 192.168.1.23:4000] gap 1s
203 BYE 7.5s [no-sound]`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\n want\n%s", s, want)
	}
	if text := Text(l); !strings.Contains(text, "trunk out") || !strings.Contains(text, "the box began anew") || strings.Count(text, "\n") != 12 {
		t.Errorf("as text:\n%s", text)
	}
}

// Whatever comes, people see text: nothing moves a cursor or turns the line.
func TestShownIsHarmless(t *testing.T) {
	nasty := "INVITE sip:x SIP/2.0\r\nFrom: \"\u202egnp.exe<script>\" <sip:a@b>\r\nX: \x1b[2J\x00\x80\xff\r\n\r\n\u200b\u2066"
	s := shown([]byte(nasty))
	for _, bad := range []string{"\u202e", "\x1b", "\x00", "\u200b", "\u2066", "\r"} {
		if strings.Contains(s, bad) {
			t.Errorf("%q is shown as it is", bad)
		}
	}
	if !strings.Contains(s, `\u202egnp.exe<script>`) {
		t.Errorf("shown %q", s)
	}
	tr := telephony.Trace{Signals: []telephony.Signal{{Leg: 1, Text: []byte(nasty)}, {Leg: 1, Text: []byte("SIP/2.0 200 \u202eevil\r\n\r\n")}, {Leg: 1, Text: []byte{0, 1, 2, 255}}, {Leg: 1}}}
	for _, r := range Read(tr, Figures{}).Rungs {
		if strings.Contains(r.Label, "\u202e") || len([]rune(r.Label)) > 70 || r.Label == "" {
			t.Errorf("label %q", r.Label)
		}
	}
}

// A message of 64 kB is shown in part, and thousands are read at once.
func TestLongMessagesAndMany(t *testing.T) {
	if s := shown([]byte(strings.Repeat("x", 64<<10))); len(s) > maxShown+100 {
		t.Errorf("%d bytes are shown", len(s))
	}
	tr := telephony.Trace{}
	for i := range 10_000 {
		tr.Signals = append(tr.Signals, telephony.Signal{Leg: 1, At: telephony.Moment{Up: time.Duration(i)}, Text: []byte("OPTIONS sip:x SIP/2.0\r\nCSeq: " + fmt.Sprint(i) + " OPTIONS\r\n\r\n")})
	}
	if n := len(Read(tr, Figures{}).Rungs); n != 10_000 {
		t.Errorf("%d rungs", n)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(message1("203", "200 OK | sdp 1.2.3.4", true)), true)
	f.Add([]byte(message1("203", "INFO | Content-Type: application/dtmf-relay", false)), false)
	f.Add([]byte("SIP/2.0 \r\n:\r\n\r\nv=0"), false)
	f.Fuzz(func(t *testing.T, text []byte, out bool) {
		length := len(text)
		Cut(text)
		if len(text) != length {
			t.Fatal("cutting changed the length")
		}
		tr := telephony.Trace{Signals: []telephony.Signal{{Leg: 1, Text: text, Out: out}, {Leg: 1, Text: text, Out: !out, TCP: true}}}
		Text(Read(tr, Figures{}))
		Pcap(tr.Signals)
		m := NewMask(tr, true)
		for _, s := range tr.Signals {
			m.Signal(s)
		}
	})
}
