package media

import (
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// A burst takes more legs than lie ready: the client is told when there are
// more, and all get theirs. No port has two owners.
func TestBurstGetsPortsALittleLater(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.53.13.1"), Ports: [2]uint16{20000, 20999}})
	e := newEars()
	c := dial(t, o, e)
	had := map[telephony.MediaPort]bool{}
	told, dry := 0, 0
	for leg := telephony.LegID(1); leg <= 400; {
		port, ok := c.Take(leg)
		if !ok {
			dry++
			e.until(t, "more ports", func() bool {
				more := e.ports > told
				told = e.ports
				return more
			})
			continue
		}
		if had[port] {
			t.Fatalf("%v has two owners", port)
		}
		had[port] = true
		leg++
	}
	if dry == 0 {
		t.Error("400 legs lay ready: the test proves nothing")
	}
}

// Ports go round: whose turn it is again while others of ours are still open
// is found at once, and when all are taken that is said.
func TestPortsGoRound(t *testing.T) {
	s := newBench(t, "127.53.14.1")
	for s.topUpOne() == nil {
	}
	if s.ports.open != 500 {
		t.Fatalf("of 500 pairs %d are open", s.ports.open)
	}
	s.ports.close(s.free.take()) // the one that was opened first
	if err := s.topUpOne(); err != nil || s.ports.open != 500 {
		t.Errorf("the one that is free again isn't found: %v", err)
	}
	if err := s.topUpOne(); err != errFull {
		t.Errorf("all are taken, but: %v", err)
	}
}
