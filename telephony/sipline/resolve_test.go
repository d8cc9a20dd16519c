package sipline

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
)

// zone is a DNS server on loopback, UDP and TCP, that answers from a table:
// "name type" to lines of "ttl value".
type zone struct {
	at    netip.AddrPort
	mu    sync.Mutex
	table map[string][]string
	cut   bool // UDP answers are cut short
}

func newZone(t *testing.T, addr string, table map[string][]string) *zone {
	t.Helper()
	z := &zone{table: table}
	udp, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.MustParseAddrPort(addr)))
	if err != nil {
		t.Fatal(err)
	}
	z.at = udp.LocalAddr().(*net.UDPAddr).AddrPort()
	tcp, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(z.at))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { udp.Close(); tcp.Close() })
	go z.packets(udp)
	go z.streams(tcp)
	return z
}

func (z *zone) packets(conn *net.UDPConn) {
	b := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		z.mu.Lock()
		a := z.answer(b[:n])
		if z.cut {
			a = a[:n]
			a[2] |= 2
			binary.BigEndian.PutUint16(a[6:], 0)
		}
		z.mu.Unlock()
		conn.WriteToUDPAddrPort([]byte("stray"), from) // what isn't the answer is dropped
		conn.WriteToUDPAddrPort(a, from)
	}
}

func (z *zone) streams(l *net.TCPListener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		var size [2]byte
		io.ReadFull(conn, size[:])
		q := make([]byte, binary.BigEndian.Uint16(size[:]))
		io.ReadFull(conn, q)
		z.mu.Lock()
		a := z.answer(q)
		z.mu.Unlock()
		conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(a))), a...))
		conn.Close()
	}
}

var kinds = map[uint16]string{typeA: "A", typeAAAA: "AAAA", typeSRV: "SRV", typeNAPTR: "NAPTR"}

func (z *zone) answer(q []byte) []byte {
	r := &dnsReader{b: q, at: 12}
	name := r.name()
	kind := r.u16()
	a := append([]byte(nil), q...)
	a[2] |= 0x80
	lines, ok := z.table[strings.ToLower(name)+" "+kinds[kind]]
	if !ok {
		a[3] |= 3
		return a
	}
	binary.BigEndian.PutUint16(a[6:], uint16(len(lines)))
	for _, line := range lines {
		var ttl uint32
		var value string
		ttl, value = cutTTL(line)
		data := rdata(kind, value)
		a = append(a, 0xC0, 12) // the name of the question
		a = binary.BigEndian.AppendUint16(a, kind)
		a = binary.BigEndian.AppendUint16(a, 1)
		a = binary.BigEndian.AppendUint32(a, ttl)
		a = append(binary.BigEndian.AppendUint16(a, uint16(len(data))), data...)
	}
	return a
}

func cutTTL(line string) (uint32, string) {
	var ttl uint32
	head, value, _ := strings.Cut(line, " ")
	fmt.Sscan(head, &ttl)
	return ttl, value
}

func rdata(kind uint16, value string) (b []byte) {
	f := strings.Fields(value)
	number := func(s string) {
		var n uint16
		fmt.Sscan(s, &n)
		b = binary.BigEndian.AppendUint16(b, n)
	}
	switch kind {
	case typeA, typeAAAA:
		return netip.MustParseAddr(value).AsSlice()
	case typeSRV:
		number(f[0])
		number(f[1])
		number(f[2])
	case typeNAPTR:
		number(f[0])
		number(f[1])
		for _, s := range []string{f[2], f[3], ""} {
			b = append(append(b, byte(len(s))), s...)
		}
	}
	for label := range strings.SplitSeq(f[len(f)-1], ".") {
		if label != "" {
			b = append(append(b, byte(len(label))), label...)
		}
	}
	return append(b, 0)
}

// RFC 3263 §4 from a server on loopback: NAPTR orders the ways, SRV the
// servers, a port or an address skips both.
func TestWire47Resolve(t *testing.T) {
	z := newZone(t, "127.44.47.1:0", map[string][]string{
		"both.example NAPTR":         {"60 20 10 s SIP+D2U _sip._udp.both.example", "300 10 10 s SIPS+D2T _sips._tcp.both.example", "60 10 20 S sip+d2t _sip._tcp.both.example"},
		"_sip._tcp.both.example SRV": {"300 1 0 5070 a.example"},
		"_sip._udp.both.example SRV": {"300 5 0 5060 b.example", "300 1 0 5080 a.example", "300 9 0 5060 ."},
		"_sip._udp.srv.example SRV":  {"3600 1 10 5062 a.example"},
		"a.example A":                {"600 192.0.2.1", "600 192.0.2.2"},
		"b.example A":                {"45 192.0.2.3"},
		"b.example AAAA":             {"600 2001:db8::3"},
	})
	r := newResolver([]netip.AddrPort{z.at})
	r.hosts = func(context.Context, string) ([]netip.Addr, error) { return nil, errNoName }
	for _, c := range []struct {
		host string
		tcp  bool
		want string
	}{
		{"both.example", false, "192.0.2.1:5070/tcp 192.0.2.2:5070/tcp 192.0.2.1:5080 192.0.2.2:5080 192.0.2.3:5060 [2001:db8::3]:5060 45s"},
		{"both.example", true, "192.0.2.1:5070/tcp 192.0.2.2:5070/tcp 1m0s"},
		{"srv.example", false, "192.0.2.1:5062 192.0.2.2:5062 10m0s"},
		{"b.example", false, "192.0.2.3:5060 [2001:db8::3]:5060 45s"},
		{"B.example:5099", false, "192.0.2.3:5099 [2001:db8::3]:5099 45s"},
		{"192.0.2.9", false, "192.0.2.9:5060 1h0m0s"},
		{"[2001:db8::9]:5070", true, "[2001:db8::9]:5070/tcp 1h0m0s"},
		{"none.example", false, "none.example: no address found: no such name"},
		{"not a name", false, "not a name: not a name: write a host or an address"},
		{"b.example:port", false, "b.example:port: the port is no number"},
	} {
		for _, cut := range []bool{false, true} {
			z.mu.Lock()
			z.cut = cut
			z.mu.Unlock()
			if got := show(r.find(context.Background(), c.host, c.tcp)); got != c.want {
				t.Errorf("%s: %s\nwant %s", c.host, got, c.want)
			}
		}
	}
}

func show(f found, err error) string {
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, h := range f.hops {
		b.WriteString(h.at.String())
		if h.tcp {
			b.WriteString("/tcp")
		}
		b.WriteString(" ")
	}
	return b.String() + f.good.String()
}

// Servers of one priority share the calls by their weights (RFC 2782).
func TestWire47Weights(t *testing.T) {
	r := newResolver(nil)
	first := make(map[string]int)
	list := []record{{name: "a", weight: 60}, {name: "b", weight: 30}, {name: "c", weight: 10}, {name: "d", priority: 1, weight: 1000}, {name: "z"}}
	for range 10_000 {
		got := r.order(list)
		if len(got) != 5 || got[4].name != "d" {
			t.Fatalf("%v", got)
		}
		first[got[0].name]++
	}
	for name, want := range map[string]int{"a": 6000, "b": 3000, "c": 1000} {
		if n := first[name]; n < want-500 || n > want+500 {
			t.Errorf("%s is first %d times", name, n)
		}
	}
}

// A server that is silent costs its time, and the next is asked.
func TestNextNameServer(t *testing.T) {
	z := newZone(t, "127.44.47.2:0", map[string][]string{"a.example A": {"60 192.0.2.1"}})
	closed := netip.MustParseAddrPort("127.44.47.3:9")
	list, err := askDNS(context.Background(), []netip.AddrPort{closed, z.at}, "a.example", typeA)
	if err != nil || len(list) != 1 || list[0].addr.String() != "192.0.2.1" {
		t.Errorf("%v, %v", list, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := askDNS(ctx, []netip.AddrPort{z.at}, "a.example", typeA); err == nil {
		t.Error("asked after all")
	}
}

func FuzzDNSAnswer(f *testing.F) {
	q, _ := question(7, "a.example", typeSRV)
	z := &zone{table: map[string][]string{"a.example SRV": {"60 1 2 5060 b.example"}, "a.example NAPTR": {"60 1 2 s SIP+D2U b.example"}}}
	f.Add(z.answer(q), uint16(typeSRV))
	q, _ = question(7, "a.example", typeNAPTR)
	f.Add(z.answer(q), uint16(typeNAPTR))
	f.Add([]byte("\x00\x00\x80\x00\x00\x01\x00\x01\x00\x00\x00\x00\xc0\x0c\xc0\x0c"), uint16(typeA))
	f.Fuzz(func(t *testing.T, b []byte, kind uint16) {
		list, err := readAnswer(b, kind)
		if err != nil && len(list) > 0 || len(list) > maxRecords {
			t.Fatal(list, err)
		}
		for _, one := range list {
			if len(one.name) > 320 {
				t.Fatalf("a name of %d bytes", len(one.name))
			}
		}
	})
}
