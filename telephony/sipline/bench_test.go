package sipline

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// answering is a handler that answers each call at once.
type answering struct {
	news
	line    *Line
	arrived func()
}

func (a *answering) Arrived(leg telephony.LegID, _ telephony.Arrival) int {
	if a.arrived != nil {
		a.arrived()
	}
	a.line.Answer(leg, ourMedia)
	return 0
}
func (a *answering) Confirmed(telephony.LegID, string)         {}
func (a *answering) Ended(telephony.LegID, telephony.EndCause) {}

// benchLine is a line on a real socket, with a trunk's raw socket.
func benchLine(b *testing.B, addr string) (*answering, *net.UDPConn) {
	b.Helper()
	h := &answering{}
	office := testOffice()
	office.Trunks[0].Peers = []string{"127.0.0.0/8"}
	line, err := New(Options{Listen: []netip.AddrPort{netip.MustParseAddrPort(addr)}, Realm: testRealm, Account: testAccount, Office: office}, h)
	if err != nil {
		b.Fatal(err)
	}
	h.line = line
	line.SetReady(true)
	b.Cleanup(line.Close)
	conn, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(netip.MustParseAddrPort(addr)))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	return h, conn
}

func crlf(s string) []byte { return bytes.ReplaceAll([]byte(s), []byte("\n"), []byte("\r\n")) }

func benchRequest(method, host string, n, seq int, branch, tag, body string) []byte {
	to := "<sip:800100200@" + host + ">"
	if tag != "" {
		to += ";tag=" + tag
	}
	kind := ""
	if body != "" {
		kind = "Content-Type: application/sdp\n"
	}
	return crlf(fmt.Sprintf("%s sip:800100200@%s SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bK%s%d\nMax-Forwards: 70\nFrom: \"Jan\" <sip:777123456@%s>;tag=f%d\n"+
		"To: %s\nCall-ID: bench-%d\nCSeq: %d %s\nContact: <sip:x@%s>\nAllow: INVITE, ACK, BYE, CANCEL, OPTIONS\n%sContent-Length: %d\n\n%s",
		method, host, host, branch, n, host, n, to, n, seq, method, host, kind, len(body), body))
}

// One whole call: INVITE, 200, ACK, BYE, 200; the other side is five lines of
// writing and reading.
func BenchmarkCallIn(b *testing.B) {
	_, conn := benchLine(b, "127.20.2.1:5060")
	host := conn.LocalAddr().String()
	body := string(crlf(sdpAt("127.20.2.9", 6000, "")))
	buf := make([]byte, 4096)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		conn.Write(benchRequest("INVITE", host, n, 1, "i", "", body))
		k, err := conn.Read(buf)
		if err != nil {
			b.Fatal(err)
		}
		_, rest, _ := bytes.Cut(buf[:k], []byte("To: "))
		_, rest, _ = bytes.Cut(rest, []byte("tag="))
		tag, _, _ := bytes.Cut(rest, []byte("\r\n"))
		conn.Write(benchRequest("ACK", host, n, 1, "a", string(tag), ""))
		conn.Write(benchRequest("BYE", host, n, 2, "b", string(tag), ""))
		conn.Read(buf)
	}
}

// From the datagram sent to the house being asked.
func BenchmarkInviteToArrived(b *testing.B) {
	h, conn := benchLine(b, "127.20.2.2:5060")
	host := conn.LocalAddr().String()
	body := string(crlf(sdpAt("127.20.2.9", 6000, "")))
	at := make(chan time.Time, 1)
	h.arrived = func() { at <- time.Now() }
	buf := make([]byte, 4096)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		invite := benchRequest("INVITE", host, n, 1, "i", "", body)
		start := time.Now()
		conn.Write(invite)
		took = append(took, (<-at).Sub(start))
		k, _ := conn.Read(buf)
		_, rest, _ := bytes.Cut(buf[:k], []byte("To: "))
		_, rest, _ = bytes.Cut(rest, []byte("tag="))
		tag, _, _ := bytes.Cut(rest, []byte("\r\n"))
		conn.Write(benchRequest("ACK", host, n, 1, "a", string(tag), ""))
		conn.Write(benchRequest("BYE", host, n, 2, "b", string(tag), ""))
		conn.Read(buf)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
