package sipline

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
	"go.uber.org/goleak"
)

// Every test must end what it began.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	os.Exit(code)
}

// A flood of strangers costs a good phone nothing and leaves nothing behind.
func TestStrangersLeaveNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		for n := range 20_000 {
			method := []string{"REGISTER", "INVITE", "OPTIONS", "BYE", "SUBSCRIBE"}[n%5]
			flood := &memConn{n: r.net}
			flood.addr = netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 2 + byte(n>>12), byte(n)}), 5060)
			b := crlf(fmt.Sprintf("%s sip:203@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.2.2;branch=z9hG4bK%d\nFrom: <sip:203@x>;tag=%d\nTo: <sip:203@x>\nCall-ID: f%d\nCSeq: 1 %s\n"+
				"Contact: <sip:203@10.0.2.2>\nContent-Length: 0\n\n", method, n, n, n, method))
			flood.WriteToUDPAddrPort(b, ours)
			if n%200 == 0 {
				synctest.Wait()
				time.Sleep(20 * time.Millisecond)
			}
		}
		synctest.Wait()
		p.say("OPTIONS", "", "")
		p.status(200)
		r.empty()
		l := r.line
		if got := l.sizes(); got[0] > 2 || got[1] > 1 || got[2] > maxStrangers || got[3] != 1 {
			t.Errorf("left: %d answers, %d nonces, %d strangers, %d phones", got[0], got[1], got[2], got[3])
		}
		time.Sleep(3 * time.Minute)
		if n := l.sizes()[2]; n != 0 {
			t.Errorf("%d strangers after a while", n)
		}
		if n := len(r.net.conns); n != 2 {
			t.Errorf("%d sockets", n)
		}
		r.heard("seat 203 unanswering")
	})
}

// sizes counts what is kept: answers to repeats, used nonces, strangers, phones.
func (l *Line) sizes() [4]int {
	for _, mu := range []sync.Locker{&l.echoes.mu, &l.nonces.mu, &l.door.mu, &l.registrar.mu} {
		mu.Lock()
		defer mu.Unlock()
	}
	return [4]int{len(l.echoes.new) + len(l.echoes.old), len(l.nonces.new) + len(l.nonces.old), len(l.door.seen), len(l.registrar.contacts)}
}

// The door allocates nothing for what it turns away.
func TestDoorAllocatesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.line.door
		invite := []byte("INVITE sip:203@10.0.0.1 SIP/2.0\r\n\r\n")
		public, private := netip.MustParseAddrPort("203.0.113.5:5060"), netip.MustParseAddrPort("10.0.0.77:5060")
		for range strangerBurst + moreBurst {
			d.admit(private, invite)
		}
		if n := testing.AllocsPerRun(1000, func() {
			d.admit(private, []byte("\r\n\r\n"))
			if d.admit(public, invite) || d.admit(private, invite) {
				t.Error("let in")
			}
		}); n > 0 {
			t.Errorf("%v allocations", n)
		}
	})
}

// silentConn swallows what is sent.
type silentConn struct{ *memConn }

func (silentConn) WriteToUDPAddrPort(b []byte, _ netip.AddrPort) (int, error) { return len(b), nil }
func (c silentConn) LocalAddr() net.Addr                                      { return c.memConn.LocalAddr() }

// fuzzLine is a line that nobody hears.
func fuzzLine(f *testing.F) *Line {
	line, err := New(Options{Packets: []PacketConn{silentConn{newMemNet().open(ours.String())}}, Realm: testRealm, Account: testAccount, Office: testOffice()}, &news{status: 486})
	if err != nil {
		f.Fatal(err)
	}
	line.SetReady(true)
	f.Cleanup(line.Close)
	return line
}

// Whatever bytes come, the line lives and every answer can be read.
func FuzzReceive(f *testing.F) {
	for _, s := range []string{
		string(benchRequest("INVITE", "10.0.0.9", 1, 1, "i", "", string(crlf(sdpAt("10.0.0.9", 6000, ""))))),
		string(benchRequest("REGISTER", "10.0.0.9", 1, 1, "i", "", "")),
		string(benchRequest("BYE", "10.0.0.9", 1, 1, "i", "x", "")),
		"OPTIONS sip:x SIP/2.0\r\nv: SIP/2.0/UDP [::1]:5060;rport;branch=z9hG4bKx\r\nf: \"a\\\"b\" <sip:a@b>;tag=1\r\nt: sip:a@b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\nRequire: a, b\r\nRecord-Route: <sip:a;lr>,<sip:b>\r\nPrivacy: id;critical\r\nP-Asserted-Identity: <tel:+420777123456>\r\nSession-Expires: 90;refresher=uas\r\nAuthorization: Digest username=\"203\", realm=\"spojka\", nonce=\"x\", response=\"y\", nc=1\r\n\r\n",
		"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	for _, b := range tortured(f) {
		f.Add(b)
	}
	l := fuzzLine(f)
	trunk := flow{l.links.udp[0], netip.MustParseAddrPort("10.0.0.9:5060")}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := l.parse.read(trunk, b)
		if err == nil && m.status == 0 {
			checkRequest(t, l, m)
		}
		l.receive(trunk, b)
		l.receive(flow{trunk.link, netip.MustParseAddrPort("10.0.0.66:5060")}, b)
	})
}

func checkRequest(t *testing.T, l *Line, m *message) {
	a := l.office.Load().arrival(m, telephony.Trunk{ID: "out"})
	if len([]rune(a.Name)) > longestName || strings.ContainsAny(a.Name+string(a.To)+string(a.From), "\r\n\x00") {
		t.Fatalf("arrival %+v", a)
	}
	description(m)
	m.interval()
	m.back()
	readCredentials(m.value("authorization"))
	w := l.reply(m, 200, "tag")
	for _, r := range m.routes() {
		w.head("Record-Route", r)
	}
	w.head("Contact", "<"+m.contact()+">")
	out := w.end("", nil)
	if strings.Count(string(out), "\r\n\r\n") != 1 || strings.Count(string(out), "\n") != strings.Count(string(out), "\r\n") {
		t.Fatalf("the answer holds an empty line:\n%q", out)
	}
}

// No identity, however damaged, does harm.
func FuzzAdopt(f *testing.F) {
	f.Add(`{"callID":"a","localTag":"b","remoteTag":"c","local":"<sip:a@b>","remote":"<sip:c@d>","target":"sip:c@10.0.0.9","routes":["<sip:r;lr>"],"localSeq":1,"remoteSeq":2,"trunk":"out","transport":"UDP","own":"10.0.0.1:5060","peer":"10.0.0.9:5060","side":{"id":1,"version":1,"port":"10.0.0.1:4000","body":"x"},"heard":"eA==","sound":{}}`)
	f.Add(`{"callID":"a","localTag":"b","target":"sip:c@10.0.0.9","transport":"TCP","own":"","peer":"10.0.0.9:5060"}`)
	l := fuzzLine(f)
	f.Fuzz(func(t *testing.T, text string) {
		if err := l.Adopt(9, text); err != nil {
			return
		}
		d := l.tables.byLeg(9)
		done := make(chan string)
		d.box.put(item{do: func(d *dialog) {
			w := d.begin("BYE", "x", 1)
			done <- string(w.end("", nil))
			d.hush()
			d.abandon()
		}})
		if out := <-done; strings.Count(out, "\r\n\r\n") != 1 {
			t.Fatalf("%q", out)
		}
		for l.tables.byLeg(9) != nil {
			time.Sleep(time.Millisecond)
		}
	})
}

func FuzzInfoDigit(f *testing.F) {
	f.Add("application/dtmf-relay", "Signal=5\r\nDuration=160")
	f.Add("application/dtmf", "#")
	f.Fuzz(func(t *testing.T, kind, body string) {
		if d, ok := infoDigit(kind, []byte(body)); ok && strings.IndexByte("0123456789*#ABCD", d) < 0 {
			t.Fatalf("digit %q", d)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("Žlu\u202eťoučký \"kůň\"\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		c := clean(s)
		if len([]rune(c)) > longestName || strings.ContainsAny(c, "\r\n\x00\u202e\u200f\u2066") || clean(c) != c {
			t.Fatalf("%q", c)
		}
	})
}

func FuzzFrame(f *testing.F) {
	f.Add([]byte("OPTIONS sip:a SIP/2.0\r\nl: 3\r\n\r\nabc"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if size, ok := frame(b); ok && (size < 0 || size > maxDatagram) {
			t.Fatalf("size %d", size)
		}
	})
}
