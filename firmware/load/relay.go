package load

import (
	"encoding/json"
	"io"
	"net"
	"net/netip"
	"sync/atomic"

	"github.com/spojka/spojka/firmware/supervise"
)

// Relay is the floor that a box is measured against: the plainest relay, two
// sockets a call, a goroutine each, that does nothing but pass packets on. It
// writes the addresses of its ports as JSON, the caller's and the called's of
// each call, and relays until standard input is closed.
func Relay(calls int, at netip.Addr, in io.Reader, out io.Writer) error {
	supervise.AsRealTime()
	var ports []netip.AddrPort
	for range calls {
		a, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 0)))
		if err != nil {
			return err
		}
		b, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 0)))
		if err != nil {
			return err
		}
		ports = append(ports, a.LocalAddr().(*net.UDPAddr).AddrPort(), b.LocalAddr().(*net.UDPAddr).AddrPort())
		var left, right peer
		go pass(a, b, &left, &right)
		go pass(b, a, &right, &left)
	}
	if err := json.NewEncoder(out).Encode(ports); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, in)
	return err
}

// peer is where a side's packets come from, and so where the other side's go.
type peer struct {
	at atomic.Pointer[netip.AddrPort]
}

func pass(from, to *net.UDPConn, own, other *peer) {
	b := make([]byte, 2048)
	for {
		n, at, err := from.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		if p := own.at.Load(); p == nil || *p != at {
			own.at.Store(&at)
		}
		if p := other.at.Load(); p != nil {
			_, _ = to.WriteToUDPAddrPort(b[:n], *p)
		}
	}
}
