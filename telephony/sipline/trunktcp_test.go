package sipline

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// By NAPTR to TCP, over real sockets: the name server says where, the
// registration and the calls use one connection; when that breaks a new one
// is made and we register again.
func TestWire47RegisterByTCP(t *testing.T) {
	l, err := net.Listen("tcp", "127.44.26.2:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	z := newZone(t, "127.44.26.3:0", map[string][]string{
		"isp.example NAPTR":         {"60 1 1 s SIP+D2T _sip._tcp.isp.example"},
		"_sip._tcp.isp.example SRV": {fmt.Sprintf("60 1 1 %d one.isp.example", port)},
		"one.isp.example A":         {"60 127.44.26.2"},
	})
	office := testOffice()
	office.Trunks = append(office.Trunks, telephony.Trunk{ID: "isp", Register: &telephony.Register{Registrar: "isp.example", User: "us"}})
	n := &news{}
	line, err := New(Options{Listen: []netip.AddrPort{netip.MustParseAddrPort("127.44.26.1:5060")}, Realm: testRealm, Account: testAccount,
		Office: office, Nameservers: []netip.AddrPort{z.at}}, n)
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	line.SetReady(true)
	for round := range 2 {
		w := takeIn(t, l)
		req := w.request()
		if req.Method != sip.REGISTER || !strings.Contains(header(req, "Contact"), "<sip:us@127.44.26.1:5060;transport=tcp>") || !strings.Contains(header(req, "Via"), "SIP/2.0/TCP") {
			t.Fatalf("%v", req)
		}
		w.answer(req, "Contact: "+header(req, "Contact")+"\r\n")
		fmt.Fprintf(w, "INVITE sip:+420800100200@127.44.26.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.44.26.2:%d;branch=z9hG4bKr%d\r\nFrom: <sip:777123456@isp>;tag=a\r\n"+
			"To: <sip:us@127.44.26.1>\r\nCall-ID: tcp%d\r\nCSeq: 1 INVITE\r\nContact: <sip:isp@127.44.26.2>\r\nContent-Length: 0\r\n\r\n", port, round, round)
		if got := w.read(endOfHead); !strings.HasPrefix(got, "SIP/2.0 100") {
			t.Fatal(got)
		}
		n.mu.Lock()
		if a := n.arrivals[round]; a.Trunk != "isp" {
			t.Errorf("%+v", a)
		}
		n.mu.Unlock()
		w.Close()
	}
}

func takeIn(t *testing.T, l net.Listener) *wire {
	t.Helper()
	l.(*net.TCPListener).SetDeadline(time.Now().Add(10 * time.Second))
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return &wire{t, conn}
}

func (w *wire) request() *sip.Request {
	w.t.Helper()
	m, err := sip.ParseMessage([]byte(w.read(endOfHead)))
	if err != nil {
		w.t.Fatal(err)
	}
	return m.(*sip.Request)
}

func (w *wire) answer(req *sip.Request, more string) {
	fmt.Fprintf(w, "SIP/2.0 200 OK\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=r\r\nCall-ID: %s\r\nCSeq: %s\r\n%sContent-Length: 0\r\n\r\n",
		header(req, "Via"), header(req, "From"), header(req, "To"), req.CallID().Value(), req.CSeq().Value(), more)
}

// A provider that refuses connections is knocked at as seldom as one that
// refuses registrations.
func TestRefusedConnectionsBackOff(t *testing.T) {
	v := liveLine(t, "127.51.30.1:5060", "127.51.30.9")
	o := testOffice()
	o.Trunks = append(o.Trunks, telephony.Trunk{ID: "isp", Name: "Provider", Register: &telephony.Register{Registrar: "127.51.30.2", User: "1", TCP: true}})
	v.line.SetOffice(o)
	waitFor(t, func() (waits bool) {
		done := make(chan struct{})
		v.line.keeper.box.put(func() {
			s := v.line.keeper.lines["isp"]
			waits = s != nil && s.view.Trouble == telephony.TrunkNoConnection && !s.mayOpen(time.Now()) && time.Until(s.reg.next) > time.Second
			close(done)
		})
		<-done
		return waits
	})
}
