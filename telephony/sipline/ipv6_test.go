package sipline

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// The messages of RFC 5118, and what comes back on each; a request whose
// Request-URI can't be read is dropped, as those of RFC 4475 are. After each a
// call goes through.
func TestWire45RFC5118(t *testing.T) {
	wants := map[string]int{
		"4.1": 401, "4.2": 0, "4.3": 401, "4.4": 401, "4.5 a": 481, "4.5 b": 200, "4.6": 488, "4.7": 481, "4.8": 100, "4.9": 488,
		"4.10 a": 200, "4.10 b": 200,
	}
	all := messages(t, "rfc5118")
	if len(all) != len(wants) {
		t.Fatalf("%d messages, %d answers", len(all), len(wants))
	}
	for name, b := range all {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.peer("10.0.0.9:5060")
			p.conn.WriteToUDPAddrPort(b, ours)
			p.cameBack("§"+name, wants[name])
			if name == "4.8" && (len(r.news.arrivals) != 1 || r.news.arrivals[0].Sound.Addr.String() != "192.0.2.1:22334") {
				t.Errorf("§%s: %+v", name, r.news.arrivals)
			}
			r.stillWell(p)
		})
	}
}

// The same as its sections are about in words of our own, with lengths that are
// right and sound that we could take.
func TestWire45RFC5118Sections(t *testing.T) {
	type story struct {
		request, via, more, body string
		want                     int
		sound                    string
	}
	const near = "SIP/2.0/UDP [2001:db8:55::7]"
	const sdp6 = "v=0\no=- 7 7 IN IP6 2001:db8:55::7\ns=-\nc=IN IP6 2001:db8:55::7\nt=0 0\nm=audio 6200 RTP/AVP 8\n"
	for name, x := range map[string]story{
		"4.1 a reference in the Request-URI and Contact": {"REGISTER sip:[2001:db8:55::1]", near, "Contact: <sip:203@[2001:db8:55::7]>", "", 401, ""},
		"4.2 an address without brackets":                {"REGISTER sip:2001:db8:55::1", near, "", "", 0, ""},
		"4.3 a port that is part of the address":         {"REGISTER sip:[2001:db8:55::1:5070]", near, "Contact: <sip:203@[2001:db8:55::7]>", "", 401, ""},
		"4.4 a port behind the brackets":                 {"REGISTER sip:[2001:db8:55::1]:5070", near, "Contact: <sip:203@[2001:db8:55::7]>", "", 401, ""},
		"4.5 received in brackets":                       {"BYE sip:[2001:db8:55::1]", near + ";received=[2001:db8:55::ff]", "", "", 481, ""},
		"4.5 received without them":                      {"BYE sip:[2001:db8:55::1]", near + ";received=2001:db8:55::ff", "", "", 481, ""},
		"4.6 addresses in the description":               {"INVITE sip:800100200@[2001:db8:55::1]", near, "Contact: <sip:x@[2001:db8:55::7]>", sdp6, 100, "[2001:db8:55::7]:6200"},
		"4.7 IPv4 and IPv6 in the Vias":                  {"BYE sip:800100200@example.com", near + ":6050", "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKb\nVia: SIP/2.0/TCP [2001:db8:55::8];received=192.0.2.8;branch=z9hG4bKc", "", 481, ""},
		"4.8 IPv4 and IPv6 in the description":           {"INVITE sip:800100200@[2001:db8:55::1]", near, "Contact: <sip:x@[2001:db8:55::7]>", "v=0\no=- 7 7 IN IP4 192.0.2.7\ns=-\nt=0 0\nm=audio 6200 RTP/AVP 0\nc=IN IP4 192.0.2.7\nm=video 6300 RTP/AVP 31\nc=IN IP6 2001:db8:55::7\n", 100, "192.0.2.7:6200"},
		"4.9 IPv4-mapped addresses":                      {"INVITE sip:800100200@example.com", "SIP/2.0/UDP [::ffff:192.0.2.7]:19000", "Contact: <sip:x@[::ffff:192.0.2.7]>", strings.ReplaceAll(sdp6, "2001:db8:55::7", "::ffff:192.0.2.7"), 100, "192.0.2.7:6200"},
		"4.10 two colons before an IPv4 part":            {"OPTIONS sip:x@[2001:db8:55::192.0.2.7]", near, "", "", 200, ""},
		"4.10 three of them, as RFC 3261 allowed":        {"OPTIONS sip:x@[2001:db8:55:::192.0.2.7]", near, "", "", 200, ""},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.peer("10.0.0.9:5060")
			method, _, _ := strings.Cut(x.request, " ")
			text := x.request + " SIP/2.0\nVia: " + x.via + ";branch=z9hG4bKa\nFrom: <sip:777123456@example.com>;tag=6\nTo: <sip:800100200@example.com>\n" +
				"Call-ID: six\nCSeq: 6 " + method + "\nMax-Forwards: 70\n" + x.more
			if x.body != "" {
				text += "\nContent-Type: application/sdp"
			}
			p.send(strings.TrimSpace(text) + "\n\n" + x.body)
			p.cameBack(name, x.want)
			if x.sound != "" && (len(r.news.arrivals) != 1 || r.news.arrivals[0].Sound.Addr.String() != x.sound) {
				t.Errorf("%s: %+v", name, r.news.arrivals)
			}
			r.stillWell(p)
		})
	}
}

// What a Via says of its host is compared as an address, however it is written:
// our own is a loop, a peer's names the port that answers go to (RFC 5118 §4.1,
// RFC 3261 §18.2.2).
func TestViaByIPv6(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		six := flow{&udpLink{addr: netip.MustParseAddrPort("[fd00::1]:5060")}, netip.MustParseAddrPort("[fd00::7]:40000")}
		for via, want := range map[string]string{
			"[fd00::7]:5070": "[fd00::7]:5070", "[fd00:0:0::0007]": "[fd00::7]:5060", "[fd00::8]:5070": "[fd00::7]:40000", "[fd00::7]:5070;rport": "[fd00::7]:40000",
			"[FD00::1]:5060": "loop", "[fd00::1]": "loop",
		} {
			m, err := r.line.parse.read(six, crlf("OPTIONS sip:x@[fd00::1] SIP/2.0\nVia: SIP/2.0/UDP "+via+";branch=z9hG4bKa\nFrom: <sip:a@b>;tag=6\nTo: <sip:c@d>\nCall-ID: vias\nCSeq: 6 OPTIONS\nContent-Length: 0\n\n"))
			if err != nil {
				t.Fatal(err)
			}
			got := m.back().peer.String()
			if r.line.looped(m) {
				got = "loop"
			}
			if got != want {
				t.Errorf("%s: %s, want %s", via, got, want)
			}
			if said := stamped(m.vias[0], six.peer); strings.Contains(said, "received") == (strings.Contains(via, "fd00:0:0") || want == "[fd00::7]:5070") {
				t.Errorf("%s is answered with %s", via, said)
			}
		}
	})
}

// A trunk is reached at its addresses of the kind that the box listens at; one
// that has none is told of, with the remedy.
func TestTrunkOfTheOtherKind(t *testing.T) {
	six, four := netip.MustParseAddr("2001:db8::9"), netip.MustParseAddr("10.0.2.1")
	for _, all := range [][]netip.Addr{{six, four}, {six}} {
		inBubble(t, func(t *testing.T, r *rig) {
			r.line.resolver.hosts = func(context.Context, string) ([]netip.Addr, error) { return all, nil }
			p := r.registering(func(t *telephony.Trunk) { t.Register.Registrar = "both.example" })
			if len(all) > 1 {
				p.ok(p.method("REGISTER"), 120, "")
				return
			}
			if v := r.view("isp"); v.Trouble != telephony.TrunkNoAddress || !strings.Contains(v.Last, "--listen ::") {
				t.Errorf("%+v", v)
			}
		})
	}
}

// The answer goes back with the Vias as they came (RFC 3261 §8.2.6.2), IPv6
// and blanks among them.
func TestAnswerKeepsTheVias(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peer("10.0.0.9:5060")
		p.send("OPTIONS sip:x@example.com SIP/2.0\nVia: SIP/2.0/UDP [2001:db8:55::7]:5070;branch=z9hG4bKa\nv: SIP / 2.0 / TCP   spindle.example.com ; branch = z9hG4bKb\n" +
			"From: <sip:a@b>;tag=6\nTo: <sip:c@d>\nCall-ID: vias\nCSeq: 6 OPTIONS\n\n")
		text := p.status(200).String()
		for _, want := range []string{"Via: SIP/2.0/UDP [2001:db8:55::7]:5070;", "Via: SIP/2.0/TCP spindle.example.com;branch=z9hG4bKb\r\n"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
	})
}
