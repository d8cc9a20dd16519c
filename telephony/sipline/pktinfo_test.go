package sipline

import (
	"net"
	"net/netip"
	"testing"
	"time"
)

// A line on all addresses answers from the one that was asked.
func TestAnswersFromTheAddressAsked(t *testing.T) {
	for _, any := range []string{"0.0.0.0:0", "[::]:0"} {
		v := liveLine(t, any, "127.20.6.9")
		port := int(v.line.Addrs()[0].Port())
		asked := []net.IP{net.IPv4(127, 20, 6, 1), net.IPv4(127, 20, 6, 2)}
		if any == "[::]:0" {
			asked = []net.IP{net.IPv6loopback}
		}
		for n, ip := range asked {
			conn, err := net.DialUDP("udp", nil, &net.UDPAddr{IP: ip, Port: port})
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			conn.Write(benchRequest("OPTIONS", conn.LocalAddr().String(), n, 1, "o", "", ""))
			conn.SetReadDeadline(time.Now().Add(5 * time.Second))
			buf := make([]byte, 2048)
			if _, err := conn.Read(buf); err != nil { // a connected socket hears nobody else
				t.Fatalf("%s: %v", ip, err)
			}
		}
		if any == "0.0.0.0:0" {
			own := netip.AddrPortFrom(netip.MustParseAddr("127.20.6.1"), uint16(port))
			if u := v.line.linkAt(own); u == nil || u.local() != own {
				t.Errorf("no link at %s", own)
			}
		}
	}
}
