package sipline

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// A flood of 10,000 messages a second from 256 addresses beside one good
// phone (FAULTS 15, 16). Long: only in the soak.
func TestLongFlood(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	for _, kind := range []string{"REGISTER", "INVITE", "garbage"} {
		t.Run(kind, func(t *testing.T) { flood(t, kind, 20*time.Second) })
	}
}

func flood(t *testing.T, kind string, long time.Duration) {
	v := liveLine(t, "127.20.5.1:5060", "127.20.5.9")
	before := memory(t)
	stop := make(chan struct{})
	var all sync.WaitGroup
	for i := range 256 {
		conn, err := net.DialUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 21, 0, byte(i))}, net.UDPAddrFromAddrPort(v.addr))
		if err != nil {
			t.Fatal(err)
		}
		all.Add(1)
		go func() {
			defer all.Done()
			defer conn.Close()
			pour(conn, kind, stop)
		}()
	}
	lost, took := good(t, v.addr, long)
	close(stop)
	all.Wait()
	after := memory(t)
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	t.Logf("%s: %d of %d answers lost, p99 %s, memory %d -> %d kB", kind, lost, len(took)+lost, p99, before, after)
	if lost*100 > len(took) || p99 > 100*time.Millisecond || after-before > 20<<10 {
		t.Error("a flood hurts")
	}
}

// pour sends about 40 messages a second.
func pour(conn *net.UDPConn, kind string, stop chan struct{}) {
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	host := conn.LocalAddr().String()
	for n := 0; ; n++ {
		b := []byte("garbage that looks like nothing at all, but is long enough to be read")
		if kind != "garbage" {
			b = benchRequest(kind, host, n, 1, "f", "", "")
		}
		conn.Write(b)
		select {
		case <-stop:
			return
		case <-tick.C:
		}
	}
}

// good is a phone that asks ten times a second.
func good(t *testing.T, to netip.AddrPort, long time.Duration) (lost int, took []time.Duration) {
	conn, err := net.DialUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 20, 5, 2)}, net.UDPAddrFromAddrPort(to))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	buf := make([]byte, 2048)
	for n := 0; time.Duration(n)*100*time.Millisecond < long; n++ {
		start := time.Now()
		conn.Write(benchRequest("OPTIONS", conn.LocalAddr().String(), n, 1, "g", "", ""))
		conn.SetReadDeadline(start.Add(500 * time.Millisecond))
		if _, err := conn.Read(buf); err != nil {
			lost++
			continue
		}
		took = append(took, time.Since(start))
		time.Sleep(time.Until(start.Add(100 * time.Millisecond)))
	}
	return lost, took
}

// memory is our resident size in kB.
func memory(t *testing.T) int {
	t.Helper()
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var whole, resident int
	fmt.Sscan(string(b), &whole, &resident)
	return resident * os.Getpagesize() / 1024
}
