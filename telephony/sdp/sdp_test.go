package sdp

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func lines(s ...string) []byte { return []byte(strings.Join(s, "\r\n") + "\r\n") }

func parse(t *testing.T, body []byte) *Session {
	t.Helper()
	s, err := Parse(body)
	if err != nil {
		t.Fatalf("%v:\n%s", err, body)
	}
	return s
}

func side() *Side {
	return &Side{ID: 7, Port: netip.MustParseAddrPort("127.0.0.1:4000")}
}

var plain = lines("v=0", "o=a 1 1 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0",
	"m=audio 5000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000", "a=ptime:30")

func TestPeek(t *testing.T) {
	got, err := Peek(parse(t, plain))
	want := telephony.Sound{Addr: netip.MustParseAddrPort("192.0.2.1:5000"), Codec: telephony.PCMA, PT: 8, Events: 101, EventsIn: 101, RTCP: netip.MustParseAddrPort("192.0.2.1:5001"), Ptime: 30}
	if err != nil || got != want {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestForgives(t *testing.T) {
	for name, body := range map[string][]byte{
		"c behind t":         lines("v=0", "o=a 1 1 IN IP4 192.0.2.1", "s=-", "t=0 0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8"),
		"no last line end":   []byte("v=0\no=a 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\nm=audio 5000 RTP/AVP 8\nc=IN IP4 192.0.2.1"),
		"blank lines":        []byte("v=0\r\n\r\nc=IN IP4 192.0.2.1\r\nm=audio 5000 RTP/AVP 8\r\n\r\n\r\n"),
		"no o, s and t":      lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8"),
		"number of ports":    lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000/1 RTP/AVP 8"),
		"time to live":       lines("v=0", "c=IN IP4 192.0.2.1/127", "m=audio 5000 RTP/AVP 8"),
		"unknown lines":      lines("v=0", "x=y", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "z", "a=", "a=rtpmap:8"),
		"feedback profile":   lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVPF 8"),
		"unknown first":      lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 18 4 8", "a=rtpmap:18 G729/8000"),
		"fraction of ptime":  lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "a=ptime:20.0"),
		"optional SRTP":      lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x"),
		"name for a second":  lines("v=0", "c=IN IP4 host.example", "m=audio 5000 RTP/AVP 8", "c=IN IP4 192.0.2.1"),
		"other letters":      lines("v=0", "c=IN IP4 192.0.2.1", "m=Audio 5000 rtp/avp 8"),
		"codec by number 97": lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 97", "a=rtpmap:97 pcma/8000/1"),
	} {
		got, err := Peek(parse(t, body))
		if err != nil || got.Addr != netip.MustParseAddrPort("192.0.2.1:5000") || got.Codec != telephony.PCMA || got.Held {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestRefuses(t *testing.T) {
	for name, body := range map[string]string{
		"empty":        "",
		"no version":   "c=IN IP4 192.0.2.1\r\nm=audio 5000 RTP/AVP 8\r\n",
		"no media":     "v=0\r\nc=IN IP4 192.0.2.1\r\n",
		"too many m=":  "v=0\r\n" + strings.Repeat("m=audio 5000 RTP/AVP 8\r\n", maxMedia+1),
		"too large":    "v=0\r\n" + strings.Repeat("a=x\r\n", maxSize),
		"not text":     "\x00\x01\x02",
		"many rtpmaps": "v=0\r\nm=audio 1 RTP/AVP 8\r\n" + strings.Repeat("a=rtpmap:9 X/8000\r\n", maxTypes+1),
	} {
		if s, err := Parse([]byte(body)); err == nil {
			t.Errorf("%s: read as %+v", name, s)
		}
	}
	for name, body := range map[string][]byte{
		"encrypted only": lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/SAVP 8", "a=crypto:1 x"),
		"strange codecs": lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 18 3"),
		"only fax":       lines("v=0", "c=IN IP4 192.0.2.1", "m=image 5000 udptl t38"),
	} {
		if _, err := Peek(parse(t, body)); err != ErrNoAudio {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, err := side().Answer(parse(t, body)); err != ErrNoAudio {
			t.Errorf("%s: answered: %v", name, err)
		}
	}
}

func TestWire15Held(t *testing.T) {
	for name, body := range map[string][]byte{
		"sendonly":         lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "a=sendonly"),
		"inactive":         lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "a=inactive"),
		"0.0.0.0":          lines("v=0", "c=IN IP4 0.0.0.0", "m=audio 5000 RTP/AVP 8"),
		"0.0.0.0, section": lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "c=IN IP4 0.0.0.0"),
		"session level":    lines("v=0", "c=IN IP4 192.0.2.1", "a=sendonly", "m=audio 5000 RTP/AVP 8"),
		":: (IPv6)":        lines("v=0", "c=IN IP6 ::", "m=audio 5000 RTP/AVP 8"),
	} {
		answer, got, err := side().Answer(parse(t, body))
		if err != nil || !got.Held {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		want := "a=recvonly"
		if name == "inactive" {
			want = "a=inactive"
		}
		if !strings.Contains(string(answer), want) {
			t.Errorf("%s: answered\n%s", name, answer)
		}
	}
	body := lines("v=0", "c=IN IP4 192.0.2.1", "a=sendonly", "m=audio 5000 RTP/AVP 8", "a=sendrecv")
	if got, _ := Peek(parse(t, body)); got.Held {
		t.Error("the section's own direction must win")
	}
}

func TestAnswerKeepsOrder(t *testing.T) {
	offer := lines("v=0", "c=IN IP4 192.0.2.1", "m=video 6000 RTP/AVP 96 97", "m=audio 5002 RTP/SAVP 8",
		"m=audio 5000 RTP/AVP 18 0 96", "a=rtpmap:96 telephone-event/8000", "m=image 7000 udptl t38")
	answer, _, err := side().Answer(parse(t, offer))
	if err != nil {
		t.Fatal(err)
	}
	back := parse(t, answer)
	var got []string
	for _, m := range back.Media {
		got = append(got, m.Kind+" "+strings.Join(m.Formats, ","))
		if (m.Port != 0) != (m.Kind == "audio" && m.Proto == "RTP/AVP") {
			t.Errorf("port %d for %s %s", m.Port, m.Kind, m.Proto)
		}
	}
	if s := strings.Join(got, " | "); s != "video 96,97 | audio 8 | audio 0,96 | image t38" {
		t.Error(s)
	}
}

func TestWire16VersionRisesOnlyOnChange(t *testing.T) {
	s := side()
	s.Offer()
	first := s.Version
	s.Offer()
	if s.Version != first {
		t.Fatal("the version rose without a change")
	}
	hold := parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", "a=sendonly"))
	s.Answer(hold)
	if s.Version != first+1 {
		t.Fatalf("version %d after a change, was %d", s.Version, first)
	}
	s.Answer(hold)
	if s.Version != first+1 {
		t.Fatal("a refresh raised the version")
	}
	if !Same([]byte("v=0\r\no=a 1 1\r\ns=-\r\n"), []byte("v=0\no=a 1 2\ns=-")) {
		t.Error("only o= and line ends differ")
	}
	if Same(plain, lines(string(plain), "a=sendonly")) {
		t.Error("a direction was added")
	}
}

func TestWire11EventsByDirection(t *testing.T) {
	s := side()
	s.Offer()
	got, err := s.Accept(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8 0 96", "a=rtpmap:96 telephone-event/8000")))
	if err != nil || got.Events != 96 || got.EventsIn != 101 {
		t.Fatalf("%+v, %v", got, err)
	}
	_, got, err = side().Answer(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8 100", "a=rtpmap:100 telephone-event/8000")))
	if err != nil || got.Events != 100 || got.EventsIn != 100 {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestMediaTakenAway(t *testing.T) {
	gone := parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 0 RTP/AVP 8"))
	if _, _, err := side().Answer(gone); err != ErrNoAudio {
		t.Errorf("a new call without sound: %v", err)
	}
	s := side()
	s.Offer()
	if _, sound, err := s.Answer(gone); err != nil || !sound.Held {
		t.Errorf("in a talk: %+v, %v", sound, err)
	}
}

func TestWire10Ptime(t *testing.T) {
	for _, c := range []struct {
		attributes string
		want       int
	}{{"a=ptime:30", 30}, {"a=ptime:60\r\na=maxptime:40", 20}, {"a=maxptime:10", 10}, {"a=ptime:0", 0}, {"a=ptime:x", 0}, {"a=ptime:9999", 0}} {
		got, _ := Peek(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", c.attributes)))
		if got.Ptime != c.want {
			t.Errorf("%s: %d", c.attributes, got.Ptime)
		}
	}
}

// RTCP by itself, elsewhere or on the port of RTP: what is offered so is
// answered so, and never offered by us.
func TestWire55WhereReportsGo(t *testing.T) {
	for attributes, want := range map[string]string{
		"a=x": "192.0.2.1:5001", "a=rtcp:5009": "192.0.2.1:5009", "a=rtcp:5009 IN IP4 192.0.2.9": "192.0.2.9:5009",
		"a=rtcp-mux": "192.0.2.1:5000", "a=rtcp:5009\r\na=rtcp-mux": "192.0.2.1:5000", "a=rtcp:none": "192.0.2.1:5001",
		"a=rtcp:70000": "192.0.2.1:5001", "a=rtcp:5009 IN IP4 0.0.0.0": "192.0.2.1:5009",
	} {
		body := lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8", attributes)
		answer, got, err := side().Answer(parse(t, body))
		if err != nil || got.RTCP.String() != want {
			t.Errorf("%s: %s, %v", attributes, got.RTCP, err)
		}
		if strings.Contains(string(answer), "rtcp-mux") != strings.Contains(attributes, "rtcp-mux") || strings.Contains(string(answer), "a=rtcp:") {
			t.Errorf("%s: answered\n%s", attributes, answer)
		}
	}
	if offer := string(side().Offer()); strings.Contains(offer, "rtcp") {
		t.Error(offer)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(plain)
	f.Add(lines("v=0", "c=IN IP6 ::1", "m=audio 5000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000", "a=fmtp:96 0-15", "a=maxptime:40", "m=image 0 udptl t38"))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := Parse(body)
		if err != nil {
			return
		}
		ours := side()
		answer, sound, err := ours.Answer(s)
		if err != nil {
			return
		}
		back, err := Parse(answer)
		if err != nil || len(back.Media) != len(s.Media) {
			t.Fatalf("our own answer can't be read: %v\n%s", err, answer)
		}
		if again, _ := Peek(back); again.Codec != sound.Codec {
			t.Fatalf("answered %v to %v", again, sound)
		}
		version := ours.Version
		if ours.Answer(s); ours.Version != version {
			t.Fatal("the same answer raised the version")
		}
	})
}

// Wide sound is taken from who wants it first, and offered only where it would
// be passed on as it is.
func TestWideSound(t *testing.T) {
	wants := parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 9 8", "a=rtpmap:9 G722/8000"))
	s := side()
	body, sound, err := s.Answer(wants)
	if err != nil || sound.Codec != telephony.G722 || sound.PT != 9 || !strings.Contains(string(body), "a=rtpmap:9 G722/8000") {
		t.Errorf("%+v, %v:\n%s", sound, err, body)
	}
	for order, want := range map[string]telephony.Codec{"8 9": telephony.PCMA, "96 8": telephony.G722, "97 8": telephony.PCMA} {
		got, err := Peek(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP "+order, "a=rtpmap:96 g722/8000", "a=rtpmap:97 G722/16000")))
		if err != nil || got.Codec != want {
			t.Errorf("%s: %+v, %v", order, got, err)
		}
	}
	if strings.Contains(string(side().Offer()), "G722") {
		t.Error("offered to who could only have it recoded")
	}
	s = side()
	s.Speaks = []telephony.Codec{telephony.G722, telephony.PCMA, telephony.PCMU}
	if !strings.Contains(string(s.Offer()), " RTP/AVP 9 8 0 101\r\na=rtpmap:9 G722/8000\r\n") {
		t.Errorf("not offered:\n%s", s.Body)
	}
}

// What both ends of a call speak is chosen, by A-law to µ-law rather than by
// narrow to wide; a codec that isn't to be taken never is.
func TestChoiceSparesRecoding(t *testing.T) {
	const g722, a, u = telephony.G722, telephony.PCMA, telephony.PCMU
	for _, c := range []struct {
		offered string
		likes   telephony.Codec
		speaks  []telephony.Codec
		want    telephony.Codec
	}{
		{"9 8 0", "", nil, g722}, {"9 8 0", a, nil, a}, {"9 8 0", u, nil, u}, {"8 0 9", g722, nil, g722}, {"0 8", g722, nil, u},
		{"9 0", a, nil, u}, {"9", a, nil, g722}, {"9 8", "", []telephony.Codec{a, u}, a}, {"9 8 0", g722, []telephony.Codec{u}, u}, {"9", "", []telephony.Codec{a}, ""},
	} {
		s := side()
		s.Likes, s.Speaks = c.likes, c.speaks
		_, got, _ := s.Answer(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP "+c.offered)))
		if got.Codec != c.want {
			t.Errorf("%+v: answered %q", c, got.Codec)
		}
	}
	for want, s := range map[string]Side{
		" RTP/AVP 8 0 101": {}, " RTP/AVP 0 8 101": {Likes: u}, " RTP/AVP 9 8 0 101": {Likes: g722},
		" RTP/AVP 0 9 101": {Speaks: []telephony.Codec{u, g722}}, " RTP/AVP 8 101": {Speaks: []telephony.Codec{a}, Likes: g722},
	} {
		if offer := string(s.Offer()); !strings.Contains(offer, want+"\r\n") {
			t.Errorf("%+v offers no %q:\n%s", s, want, offer)
		}
	}
	if all := side().Codecs(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 3 0 97 9 0 101", "a=rtpmap:97 PCMA/8000"))); !slices.Equal(all, []telephony.Codec{u, a, g722}) {
		t.Errorf("speaks %v", all)
	}
}

// A refresh repeats an answer of ours: events keep the number that the other
// side gave them.
func TestWire11EventsOfARefresh(t *testing.T) {
	s := side()
	s.Answer(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000")))
	got, err := s.Accept(parse(t, lines("v=0", "c=IN IP4 192.0.2.1", "m=audio 5000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000")))
	if err != nil || got.EventsIn != 96 {
		t.Fatalf("%+v, %v", got, err)
	}
}

// The packet time that the other party wants is what we ask this one for.
func TestWire10PtimeOfTheOtherParty(t *testing.T) {
	for ptime, want := range map[int]string{0: "a=ptime:30", 5: "a=ptime:30", 10: "a=ptime:10", 60: "a=ptime:60", 90: "a=ptime:30"} {
		s := side()
		s.Ptime = ptime
		if body, _, _ := s.Answer(parse(t, plain)); !strings.Contains(string(body), want+"\r\n") {
			t.Errorf("%d: answered\n%s", ptime, body)
		}
	}
	for ptime, want := range map[int]string{0: "a=ptime:20", 10: "a=ptime:10", 60: "a=ptime:60", 90: "a=ptime:20"} {
		s := side()
		if s.Ptime = ptime; !strings.Contains(string(s.Offer()), want+"\r\n") {
			t.Errorf("%d: offered\n%s", ptime, s.Body)
		}
	}
}
