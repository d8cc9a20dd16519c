package sim

import (
	"fmt"
	"net/netip"
	"testing"
)

func tone(hz float64) func() Source { return func() Source { return Tone(hz, -20) } }

// until reads the phone's ear until the condition is true.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	ctx := soon(t)
	for !ok() {
		if ctx.Err() != nil {
			t.Fatalf("%s did not happen", what)
		}
		wait(ctx)
	}
}

// hears waits until a tone stands out nearly all the time for a second: a busy
// computer may make a phone skip now and then.
func hears(t *testing.T, who string, c *Call, hz float64) {
	t.Helper()
	until(t, fmt.Sprintf("a second of %.0f Hz for %s", hz, who), func() bool {
		heard := c.Heard()
		if len(heard) < rate {
			return false
		}
		with, all := Windows(heard[len(heard)-rate:], 50, hz)
		return with >= all*4/5
	})
}

func TestTwoPhonesHearEachOther(t *testing.T) {
	h := newHouse(t, "127.41.1.1", "127.41.1.2")
	var answered = make(chan *Call, 1)
	h.atSeat("127.41.1.3", tone(880), func(c *Call) {
		if err := c.Answer(); err != nil {
			t.Error(err)
		}
		answered <- c
	})
	trunk := h.phone(Options{Local: netip.MustParseAddr("127.41.1.2"), Play: tone(440)})
	call, err := trunk.Call(soon(t), "800100200", CallOptions{From: "777123456", Name: "Jan Novák"})
	if err != nil {
		t.Fatal(err)
	}
	if err := call.Await(soon(t), Talking); err != nil {
		t.Fatal(err)
	}
	seat := <-answered
	hears(t, "the caller", call, 880)
	hears(t, "the seat", seat, 440)
	if seat.From == "" || seat.Name != "Jan Novák" {
		t.Errorf("the seat's display shows %q %q", seat.From, seat.Name)
	}
	call.Press("12#")
	until(t, "three digits", func() bool { return h.pressed() == "12#" })
	call.HangUp()
	if err := seat.Await(soon(t), Ended); err != nil {
		t.Fatal(err)
	}
}
