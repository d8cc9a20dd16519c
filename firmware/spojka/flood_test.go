package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/telephony"
)

const (
	floodRate    = 10_000 // packets a second, from all sources together
	floodSources = 256
	floodCalls   = 10
	floodKinds   = "REGISTER INVITE garbage"
)

// flooded is what one kind of flood did to the box and to who uses it.
type flooded struct {
	sent, lost, asked int
	p99               time.Duration // of the good phone's answers
	talk              load.Outcome
	grown, left       int64 // bytes of the brain during and after
}

// Ten recorded calls and a good phone beside a flood of strangers: no answer
// and no packet of sound is lost, no memory is taken, no call comes of it
// (FAULTS 15, 16).
func TestPeersFlooded(t *testing.T) {
	b := newBench(t)
	b.start("--sim=false")
	for kind := range strings.FieldsSeq(floodKinds) {
		f := b.flood(kind, 3*time.Second)
		if f.lost > 0 || f.talk.Lost > 0 || f.talk.Calls != floodCalls || f.grown > 20<<20 {
			t.Errorf("%s, %d packets: %d of %d answers lost, %d packets of sound of %d lost in %d calls, %d kB taken",
				kind, f.sent, f.lost, f.asked, f.talk.Lost, f.talk.Sent, f.talk.Calls, f.grown>>10)
		}
	}
	b.onlyTheTalks(3 * floodCalls)
}

// The same for a minute each, with the figures beside their limits.
func TestLongFlooded(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	for kind := range strings.FieldsSeq(floodKinds) {
		t.Run(kind, func(t *testing.T) {
			b := newBench(t)
			b.start("--sim=false")
			b.longFlood(kind)
			b.onlyTheTalks(floodCalls)
		})
	}
}

func (b *bench) longFlood(kind string) {
	b.t.Helper()
	f := b.flood(kind, time.Minute)
	limit := 100.0
	if kind == "garbage" {
		limit = 20
	}
	what := kind + " flood: "
	b.add(figure{what: what + "packets a second", value: float64(f.sent) / 60, limit: floodRate * 0.95, atLeast: true, unit: "1/s"})
	b.add(figure{what: what + "answers a good phone lost", value: float64(f.lost), limit: 0.5, unit: ""})
	b.add(figure{what: what + "p99 of its answers", value: ms(f.p99), limit: limit, unit: "ms"})
	b.add(figure{what: what + "packets of sound lost", value: float64(f.talk.Lost), limit: 0.5, unit: ""})
	b.add(figure{what: what + "longest gap in ten calls", value: ms(f.talk.Took.Most), limit: 20, unit: "ms"})
	b.add(figure{what: what + "memory of the brain, more", value: float64(f.grown) / 1e6, limit: 20, unit: "MB"})
	b.add(figure{what: what + "a minute after, more", value: float64(f.left) / 1e6, limit: 10, unit: "MB"})
	for _, f := range b.figures {
		if !f.ok() {
			b.t.Errorf("missed: %s", f)
		}
	}
}

// onlyTheTalks sees that no call came of a flood.
func (b *bench) onlyTheTalks(n int) {
	b.t.Helper()
	list, err := b.control.Calls(telephony.CallFilter{})
	if err != nil || len(list) != n {
		b.t.Errorf("%d calls are in the list, want %d: %v", len(list), n, err)
	}
}

// flood pours one kind of packets in while people talk.
func (b *bench) flood(kind string, long time.Duration) (f flooded) {
	b.t.Helper()
	brain := []int{b.pids()["brain"]}
	talked := make(chan error, 1)
	go func() {
		var err error
		f.talk, err = b.try(load.Job{What: "talk", Calls: floodCalls, For: long})
		talked <- err
	}()
	b.stage(telephony.StageTalking, floodCalls)
	before, _ := load.Memory(brain)
	stop := make(chan struct{})
	poured := make(chan int, 1)
	go func() { poured <- pour(b.t, b.sip(), kind, stop) }()
	most := atomic.Int64{}
	watch := time.NewTicker(200 * time.Millisecond)
	go func() {
		for range watch.C {
			now, _ := load.Memory(brain)
			most.Store(max(most.Load(), now))
		}
	}()
	took := b.goodPhone(long, &f)
	close(stop)
	f.sent = <-poured
	watch.Stop()
	if err := <-talked; err != nil {
		b.t.Fatal(err)
	}
	f.grown = most.Load() - before
	if long >= time.Minute {
		time.Sleep(time.Minute)
		after, _ := load.Memory(brain)
		f.left = after - before
	}
	slices.Sort(took)
	f.p99 = took[len(took)*99/100]
	return f
}

// pour sends packets from many addresses until it is stopped.
func pour(t testing.TB, to netip.AddrPort, kind string, stop chan struct{}) (sent int) {
	var conns [floodSources]*net.UDPConn
	for i := range conns {
		var err error
		if conns[i], err = net.DialUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 55, 100, byte(i))}, net.UDPAddrFromAddrPort(to)); err != nil {
			t.Error(err)
			return 0
		}
		defer conns[i].Close()
	}
	began := time.Now()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return sent
		case <-tick.C:
		}
		for due := int(time.Since(began) * floodRate / time.Second); sent < due; sent++ {
			c := conns[sent%floodSources]
			c.Write(stranger(kind, c.LocalAddr().String(), sent))
		}
	}
}

// stranger is one packet of a flood.
func stranger(kind, host string, n int) []byte {
	if kind == "garbage" {
		return fmt.Appendf(nil, "%d garbage that looks like nothing at all, but is long enough to be read", n)
	}
	return fmt.Appendf(nil, "%s sip:1000@%s SIP/2.0\r\nVia: SIP/2.0/UDP %[2]s;rport;branch=z9hG4bKf%d\r\nMax-Forwards: 70\r\nFrom: <sip:1000@%[2]s>;tag=f%[3]d\r\n"+
		"To: <sip:1000@%[2]s>\r\nCall-ID: flood-%[3]d\r\nCSeq: 1 %[1]s\r\nContact: <sip:1000@%[2]s>\r\nContent-Length: 0\r\n\r\n", kind, host, n)
}

// goodPhone asks ten times a second and waits half a second for each answer.
func (b *bench) goodPhone(long time.Duration, f *flooded) (took []time.Duration) {
	conn, err := net.DialUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 55, 0, 2)}, net.UDPAddrFromAddrPort(b.sip()))
	if err != nil {
		b.t.Fatal(err)
	}
	defer conn.Close()
	buf := make([]byte, 2048)
	for began := time.Now(); time.Since(began) < long; f.asked++ {
		start := time.Now()
		conn.Write(stranger("OPTIONS", conn.LocalAddr().String(), f.asked))
		conn.SetReadDeadline(start.Add(500 * time.Millisecond))
		if _, err := conn.Read(buf); err != nil {
			f.lost++
			continue
		}
		took = append(took, time.Since(start))
		time.Sleep(time.Until(start.Add(100 * time.Millisecond)))
	}
	return took
}
