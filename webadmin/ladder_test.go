package webadmin

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// recorder is a flight recorder that has one call: 203 doesn't lift, 202
// refuses by a name that means harm, 201 takes it.
type recorder struct {
	b    *box
	open bool
	gave []string

	nobody bool // was refused
}

func (r *recorder) trace() telephony.Trace {
	tr := telephony.Trace{Open: r.open}
	at := time.Duration(0)
	say := func(after time.Duration, leg telephony.LegID, seat telephony.SeatID, out bool, first, more, body string) {
		at += after
		s := telephony.Signal{Leg: leg, Seat: seat, Out: out, Own: netip.MustParseAddrPort("192.168.1.1:5060"), Peer: netip.MustParseAddrPort("192.168.1.23:5062")}
		if seat == "" {
			s.Trunk, s.Peer = "hlavni", netip.MustParseAddrPort("192.0.2.10:5060")
		}
		s.At = telephony.Moment{Boot: 2, Up: at, Wall: r.b.Now().Wall.Add(at)}
		s.Text = []byte(fmt.Sprintf("%s\r\nVia: SIP/2.0/UDP 192.168.1.1:5060;branch=z9hG4bK%d\r\nFrom: <sip:+420606000327@x>;tag=a\r\nTo: <sip:%s@y>\r\nCall-ID: %d\r\n%sContent-Length: %d\r\n\r\n%s", first, leg, seat, leg, more, len(body), body))
		tr.Signals = append(tr.Signals, s)
	}
	sdp := "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n"
	sound := "CSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n"
	request := func(method string) string { return method + " sip:x SIP/2.0" }
	say(0, 1, "", false, request("INVITE"), sound, sdp)
	say(2*time.Millisecond, 1, "", true, "SIP/2.0 200 OK", sound, sdp)
	say(20*time.Millisecond, 1, "", false, request("ACK"), "CSeq: 1 ACK\r\n", "")
	say(9*time.Millisecond, 13, "203", true, request("INVITE"), sound, sdp)
	say(30*time.Millisecond, 13, "203", false, "SIP/2.0 180 Ringing", "CSeq: 1 INVITE\r\n", "")
	say(20*time.Second, 13, "203", true, request("CANCEL"), "CSeq: 1 CANCEL\r\n", "")
	say(8*time.Millisecond, 13, "203", false, "SIP/2.0 487 Request Terminated", "CSeq: 1 INVITE\r\n", "")
	say(time.Millisecond, 12, "202", true, request("INVITE"), sound, sdp)
	say(500*time.Millisecond, 12, "202", true, request("INVITE"), sound, sdp)
	say(90*time.Millisecond, 12, "202", false, "SIP/2.0 486 \u202e<script>alert(1)</script>", "CSeq: 1 INVITE\r\n", "")
	say(time.Millisecond, 11, "201", true, request("INVITE"), sound, sdp)
	say(40*time.Millisecond, 11, "201", false, "SIP/2.0 180 Ringing", "CSeq: 1 INVITE\r\n", "")
	say(3*time.Second, 11, "201", false, "SIP/2.0 200 OK", sound, sdp)
	say(time.Millisecond, 11, "201", true, request("ACK"), "CSeq: 1 ACK\r\n", "")
	say(9*time.Second, 1, "", false, request("INFO"), "CSeq: 2 INFO\r\nContent-Type: application/dtmf-relay\r\n", "Signal=.\r\n")
	say(30*time.Second, 1, "", false, request("BYE"), "CSeq: 3 BYE\r\n", "")
	say(time.Millisecond, 11, "201", true, request("BYE"), "CSeq: 2 BYE\r\n", "")
	say(9*time.Millisecond, 11, "201", false, "SIP/2.0 200 OK", "CSeq: 2 BYE\r\n", "")
	return tr
}

func (r *recorder) Ladder(c telephony.CallRecord, sound []telephony.Quality) telephony.Ladder {
	if c.Outcome == telephony.OutcomeAbandoned {
		return ladder.Read(telephony.Trace{}, ladder.Figures{})
	}
	return ladder.Read(r.trace(), ladder.Figures{Record: c, Sound: sound})
}

func (r *recorder) Handout(c telephony.CallRecord, _ []telephony.Quality, h telephony.Handout) ([]byte, error) {
	return []byte(h.Words), nil
}

func (r *recorder) OfSeat(telephony.SeatID) telephony.Ladder { return telephony.Ladder{} }
func (r *recorder) OfTrunk(telephony.TrunkID) telephony.Ladder {
	return ladder.Read(r.trace(), ladder.Figures{})
}

// refusedAt is who was refused in these tests.
var refusedAt = []telephony.RefusedCall{
	{N: 3, Times: 12, Method: "INVITE", From: "1", To: "00900123456", Status: 401, Peer: netip.MustParseAddrPort("10.0.0.66:5060")},
	{N: 2, Times: 1, Method: "INVITE", Trunk: "hlavni", From: "+420777123456", To: "545000999", Status: 404, Peer: netip.MustParseAddrPort("10.0.0.9:5060")},
	{N: 1, Times: 3, Method: "REGISTER", From: "203", To: "203", Status: 401, Peer: netip.MustParseAddrPort("10.0.0.23:5060")},
}

func (r *recorder) RefusedCalls() []telephony.RefusedCall {
	if r.nobody {
		return nil
	}
	list := slices.Clone(refusedAt)
	for i := range list {
		list[i].At = r.b.Now()
	}
	return list
}

func (r *recorder) OfRefused(telephony.RefusedCall) telephony.Ladder {
	tr := r.trace()
	tr.Signals = tr.Signals[:2]
	return ladder.Read(tr, ladder.Figures{})
}

func (r *recorder) handedOut(by telephony.AgentID, call telephony.CallID, h telephony.Handout) {
	r.gave = append(r.gave, fmt.Sprint(by, " ", call, " ", h.As, " ", h.WholeNumbers, h.HideAddresses))
}

func TestSignalsSayWhatWentWrong(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(8)
	v.box.records[7].Sound = []telephony.Quality{{Leg: 1, Sent: 2800, Received: 880, Lost: 120, Jitter: 4 * time.Millisecond}, {Leg: 11, Seat: "201", Received: 2800, Sent: 2800, Round: 3 * time.Millisecond}}
	v.signIn("vedouci")
	v.see("/calls/2-000001?period=all", `href="/calls/2-000001/signals"`, "Linka Hlavní linka: ztrácí se 12 % zvuku")
	body := v.see("/calls/2-000001/signals", "Signalizace hovoru", "Telefon 203 (Stůl u dveří): vyzvánění trvalo 20 s, sluchátko nikdo nezvedl.", "Telefon 202 (Okno) odmítá hovor: 486", "Obsazeno",
		"Linka Hlavní linka: ztrácí se 12 % zvuku", "18 zpráv", "zvuk sem: PCMA 192.0.2.10:4000", "stisk klávesy", "znovu", "20 s beze zprávy", "201 (Přepážka) posílá: 180 Ringing", "+20,061 s")
	if strings.Contains(body, "<script>alert") || strings.Contains(body, "\u202e") || !strings.Contains(body, `\u202e`) {
		t.Error("what came from outside isn't harmless on the page")
	}
	v.see("/calls/2-000004/signals", "Zprávy tohoto hovoru se nezachovaly")
	if code, _ := v.get("/calls/2-009999/signals"); code != http.StatusNotFound {
		t.Errorf("a call that isn't: %d", code)
	}
}

// A phone's and a trunk's registration is for installers.
func TestSignalsOfRegistrations(t *testing.T) {
	v := newVisit(t)
	v.signIn("vedouci")
	if code, _ := v.get("/settings/seats/203/signals"); code != http.StatusForbidden {
		t.Errorf("a supervisor gets %d", code)
	}
	v.signIn("spravce")
	v.see("/settings/seats/203", `href="/settings/seats/203/signals"`)
	v.see("/settings/trunks/hlavni", `href="/settings/trunks/hlavni/signals"`)
	v.see("/settings/seats/203/signals", "Telefon 203 (Stůl u dveří)", "Od spuštění boxu nic nepřišlo")
	body := v.see("/settings/trunks/hlavni/signals", "Linka Hlavní linka", "180 Ringing")
	if strings.Contains(body, "handout") || strings.Contains(body, "Co z hovoru plyne") {
		t.Error("a registration is shown as a call")
	}
	for _, path := range []string{"/settings/seats/999/signals", "/settings/people/jana/signals"} {
		if code, _ := v.get(path); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestHandoutIsForSupervisorsAndWrittenDown(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(2)
	for i, who := range []string{"jana", "vedouci"} {
		want := []int{http.StatusForbidden, http.StatusOK}[i]
		v.signIn(who)
		for _, path := range []string{"/calls/2-000001/signals", "/calls/2-000001/handout?as=zip", "/calls/2-000001/handout?as=pcap&numbers=1&addresses=1"} {
			if code, _ := v.get(path); code != want {
				t.Errorf("%s gets %d of %s", who, code, path)
			}
		}
		if _, body := v.get("/calls/2-000001?period=all"); strings.Contains(body, "/signals") != (want == http.StatusOK) {
			t.Errorf("%s: the way to the messages is on the page: %v", who, want != http.StatusOK)
		}
	}
	if code, _ := v.get("/calls/2-000001/handout?as=exe"); code != http.StatusNotFound {
		t.Errorf("as=exe: %d", code)
	}
	if got := strings.Join(v.box.flight.gave, "; "); got != "vedouci 2-000001 zip false false; vedouci 2-000001 pcap true true" {
		t.Errorf("written down: %s", got)
	}
	if _, body := v.get("/calls/2-000001/handout?as=zip"); !strings.Contains(body, "- Telefon 203") {
		t.Errorf("the words: %q", body)
	}
}

// In a browser: each arrow opens its message by the keyboard, nothing is wider
// than a phone's screen, the page's policy holds.
func TestBrowserSignals(t *testing.T) {
	b := newBox(t)
	b.someCalls(8)
	b.records[7].Sound = []telephony.Quality{{Leg: 1, Codec: "PCMA", Sent: 2800, Received: 880, Lost: 120, Jitter: 4 * time.Millisecond}, {Leg: 11, Codec: "PCMA", Seat: "201", Received: 2800, Sent: 2800, Round: 3 * time.Millisecond}}
	b.flight.open = true
	c := newChrome(t, b)
	c.enter("vedouci")
	for _, size := range []int64{1440, 360} {
		c.Do(chromedp.EmulateViewport(size, 900), chromedp.Navigate(c.url+"/calls/2-000001/signals"))
		c.Until("the ladder", `document.querySelectorAll(".rungs details").length === 18`)
		if wide := chromium.Eval[bool](c.Page, `document.documentElement.scrollWidth > innerWidth`); wide {
			t.Errorf("the page is wider than %d", size)
		}
		chromium.Eval[bool](c.Page, `(document.querySelectorAll(".rungs summary")[4].focus(), true)`)
		c.Do(chromedp.KeyEvent("\r"))
		c.Until("the message is open", `document.querySelectorAll(".rungs details")[4].open && document.querySelectorAll(".rungs pre")[4].innerText.startsWith("SIP/2.0 180 Ringing")`)
		for _, theme := range []string{"light", "dark"} {
			chromium.Eval[bool](c.Page, `(document.documentElement.dataset.theme = "`+theme+`", true)`)
			c.picture(fmt.Sprintf("signals-%d-%s", size, theme))
		}
		// The live page completes itself and keeps what is open.
		c.Until("the page looked again", `performance.getEntriesByType("resource").some(r => r.name.endsWith("/signals"))`)
		c.Until("the message is still open", `document.querySelectorAll(".rungs details")[4].open`)
	}
}
