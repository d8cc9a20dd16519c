package sipline

import (
	"bytes"
	"encoding/hex"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
)

// torture is one message of RFC 4475 and what comes back first on it from a
// trunk's address over UDP. 0: nothing, for there is no way back, or it is a
// response to nobody. 100: the call is understood and told.
type torture struct {
	section string
	want    int
}

// What can't be read at all is dropped: to a peer that can't write its
// Request-URI that says no less than a 400.
var tortures = map[string]torture{
	"wsinv": {"3.1.1.1", 481}, "intmeth": {"3.1.1.2", 501}, "esc01": {"3.1.1.3", 100}, "escnull": {"3.1.1.4", 401},
	"esc02": {"3.1.1.5", 501}, "lwsdisp": {"3.1.1.6", 200}, "longreq": {"3.1.1.7", 100}, "dblreq": {"3.1.1.8", 401},
	"semiuri": {"3.1.1.9", 200}, "transports": {"3.1.1.10", 200}, "mpart01": {"3.1.1.11", 405}, "unreason": {"3.1.1.12", 0},
	"noreason": {"3.1.1.13", 0},

	"badinv01": {"3.1.2.1", 400}, "clerr": {"3.1.2.2", 100}, // a length that an ALG forgot to change (WIRE 41)
	"ncl": {"3.1.2.3", 400}, "scalar02": {"3.1.2.4", 0}, "scalarlg": {"3.1.2.5", 0}, "quotbal": {"3.1.2.6", 0},
	"ltgtruri": {"3.1.2.7", 0}, "lwsruri": {"3.1.2.8", 0}, "lwsstart": {"3.1.2.9", 0}, "trws": {"3.1.2.10", 0},
	"escruri": {"3.1.2.11", 400}, "baddate": {"3.1.2.12", 100}, // a Date that nobody reads
	"regbadct": {"3.1.2.13", 401}, "badaspec": {"3.1.2.14", 0}, "baddn": {"3.1.2.15", 200}, // the quotes are inferred
	"badvers": {"3.1.2.16", 505}, "mismatch01": {"3.1.2.17", 400}, "mismatch02": {"3.1.2.18", 400}, "bigcode": {"3.1.2.19", 0},

	"badbranch": {"3.2.1", 200}, "insuf": {"3.3.1", 0}, "unkscm": {"3.3.2", 416}, "novelsc": {"3.3.3", 0}, "unksm2": {"3.3.4", 401},
	"bext01": {"3.3.5", 420}, "invut": {"3.3.6", 415}, "regaut01": {"3.3.7", 401}, "multi01": {"3.3.8", 400}, "mcl01": {"3.3.9", 400},
	"bcast": {"3.3.10", 0}, "zeromf": {"3.3.11", 200}, "cparam01": {"3.3.12", 401}, "cparam02": {"3.3.13", 401},
	"regescrt": {"3.3.14", 401}, "sdp01": {"3.3.15", 406}, "inv2543": {"3.4.1", 100},
}

// tortured are the messages as the RFC's text gives them, in wire form.
func tortured(t testing.TB) map[string][]byte {
	t.Helper()
	all := messages(t, "rfc4475")
	if len(all) != len(tortures) {
		t.Fatalf("%d messages, %d answers", len(all), len(tortures))
	}
	return all
}

// messages are those of an RFC's text, by name, in wire form.
func messages(t testing.TB, rfc string) map[string][]byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + rfc + "/messages.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]byte)
	for _, part := range strings.Split(string(text), "Message Details : ")[1:] {
		name, marked, _ := strings.Cut(part, "\n\n")
		all[name] = unmark(t, strings.Trim(marked, "\n"))
	}
	return all
}

var (
	oneLine = regexp.MustCompile(`(?s)<allOneLine>\n(.*?)\n</allOneLine>`)
	inHex   = regexp.MustCompile(`(?s)<hex>([0-9A-F\s]*)</hex>`)
	repeats = regexp.MustCompile(`<repeat count=([0-9]+)>([^<]*)</repeat>`)
)

// unmark expands the markup of RFC 4475 §2. What <hex> stands for is put in
// last: it is not looked at again.
func unmark(t testing.TB, s string) []byte {
	s = oneLine.ReplaceAllStringFunc(s, func(m string) string {
		return strings.ReplaceAll(oneLine.FindStringSubmatch(m)[1], "\n", "")
	})
	s = repeats.ReplaceAllStringFunc(s, func(m string) string {
		part := repeats.FindStringSubmatch(m)
		n, _ := strconv.Atoi(part[1])
		return strings.Repeat(part[2], n)
	})
	if !strings.Contains(s, "\n\n") {
		s += "\n"
	}
	s = inHex.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, "\n", "") })
	return inHex.ReplaceAllFunc(crlf(s+"\n"), func(m []byte) []byte {
		b, err := hex.DecodeString(string(inHex.FindSubmatch(m)[1]))
		if err != nil {
			t.Fatal(err)
		}
		return b
	})
}

// The lengths that the messages give tell of every slip in copying them.
func TestTortureMessagesAreWhole(t *testing.T) {
	lies := []string{"clerr", "ncl", "mcl01", "dblreq", "inv2543", "multi01"} // the last by an empty line that the text leaves out
	for name, b := range tortured(t) {
		if slices.Contains(lies, name) {
			continue
		}
		head, body, _ := bytes.Cut(b, []byte("\r\n\r\n"))
		if n, ok := contentLength(append(head, "\r\n"...)); !ok || n != len(body) {
			t.Errorf("%s: a body of %d bytes, it says %d", name, len(body), n)
		}
	}
}

// After each message the line is alive, and a call goes through.
func TestWire45RFC4475(t *testing.T) {
	for name, b := range tortured(t) {
		want, ok := tortures[name]
		if !ok {
			t.Fatalf("what comes back on %s?", name)
		}
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.peer("10.0.0.9:5060")
			p.conn.WriteToUDPAddrPort(b, ours)
			p.cameBack("§"+want.section+" "+name, want.want)
			told := strings.HasPrefix(r.news.take(), "arrived")
			if told != (want.want == 100) {
				t.Errorf("§%s %s: told of: %v", want.section, name, told)
			}
			r.stillWell(p)
		})
	}
}

// stillWell ends what a message began and sees that nothing is left of it and
// that the next call goes through.
func (r *rig) stillWell(p *mark) {
	r.t.Helper()
	for _, leg := range r.line.Known() {
		r.line.Refuse(leg, 486)
	}
	time.Sleep(40 * time.Second)
	for len(p.conn.in) > 0 {
		<-p.conn.in
	}
	r.empty()
	r.news.take()
	c := &callIn{mark: p, id: "after", tag: "aa"}
	c.invite()
	r.heard(`arrived from "+420777123456" to "+420800100200"`)
}

// cameBack checks the first answer, and that a peer can read it.
func (p *mark) cameBack(name string, want int) {
	p.t.Helper()
	m := p.next(time.Second)
	res, _ := m.(*sip.Response)
	switch {
	case want == 0 && m != nil, want != 0 && (res == nil || res.StatusCode != want):
		p.t.Errorf("%s: want %d, got\n%v", name, want, m)
	}
}

// The same over TCP: the stream goes on or is closed, never stuck.
func TestWire45RFC4475OverTCP(t *testing.T) {
	v := liveLine(t, "127.55.1.1:0", "127.55.1.9")
	v.addr = v.line.Addrs()[0]
	n := 0
	messages := tortured(t)
	for _, name := range slices.Sorted(maps.Keys(messages)) {
		w := v.connect("127.55.1.9")
		w.Write(messages[name])
		switch name {
		case "ncl", "mcl01": // the stream can't be cut
			w.closed()
			continue
		case "clerr", "inv2543", "multi01": // it waits for more, or what follows is garbage
			w.Close()
			continue
		}
		if want := tortures[name]; want.want != 0 {
			if got := w.read(endOfHead); !strings.HasPrefix(got, "SIP/2.0 "+strconv.Itoa(want.want)) {
				t.Errorf("§%s %s: want %d, got %s", want.section, name, want.want, got)
			}
		}
		if name == "dblreq" {
			w.read(endOfHead) // over a stream its second message is one,
			w.Close()         // whose body is longer than it says
			continue
		}
		n++
		w.Write([]byte(tcpRequest("OPTIONS", n, "")))
		if got := w.read(endOfHead); !strings.HasPrefix(got, "SIP/2.0 200") {
			t.Errorf("%s: then OPTIONS: %s", name, got)
		}
		w.Close()
	}
}

// The valid messages are not only taken, they mean what the RFC says.
func TestWire45RFC4475Meaning(t *testing.T) {
	type meaning struct{ method, uri, from, to, callID, via string }
	for name, want := range map[string]meaning{
		"wsinv":      {"INVITE", "vivekg", `J Rosenberg \"`, "vivekg", "wsinv.ndaksdj@192.0.2.1", "192.0.2.2 spindle.example.com 192.168.255.111"},
		"intmeth":    {"!INTERESTING-METHOD0123456789_*+`.%INDEED'~", "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", "token1~` token2'+_ token3*%!.-", "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", "host1.example.com"},
		"esc01":      {"INVITE", "sips:user@example.com", "", "user", "esc01.239409asdfakjkn23onasd0-3234", "host5.example.net"},
		"semiuri":    {"OPTIONS", "user;par=u@example.net", "", "j_user", "semiuri.0ha0isndaksdj", "192.0.2.1"},
		"esc02":      {"RE%47IST%45R", "", "%Z%45", "resource", "esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf", "host.example.com"},
		"lwsdisp":    {"OPTIONS", "user", "caller", "user", "lwsdisp.1234abcd@funky.example.com", "funky.example.com"},
		"transports": {"OPTIONS", "user", "", "user", "transports.kijh4akdnaqjkwendsasfdj", "t1.example.com t2.example.com t3.example.com t4.example.com t5.example.com"},
	} {
		m, err := newParser().read(flow{}, tortured(t)[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var vias []string
		for _, v := range m.vias {
			vias = append(vias, v.Host)
		}
		got := meaning{m.method, unescaped(m.uri.User), unescape(m.from.DisplayName), unescaped(m.to.Address.User), m.callID, strings.Join(vias, " ")}
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}

// unescaped undoes %HH once (RFC 3986 §2.1).
func unescaped(s string) string {
	s, err := url.PathUnescape(s)
	if err != nil {
		return err.Error()
	}
	return s
}
