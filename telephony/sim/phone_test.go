package sim

import (
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

// mostly fails the test unless a tone stands out nearly all the time: a busy
// computer may make a phone skip.
func mostly(t *testing.T, who string, heard []int16, hz float64) {
	t.Helper()
	if with, all := Windows(heard, 50, hz); with < all*4/5 {
		t.Errorf("%s heard %.0f Hz in %d of %d windows, and %v", who, hz, with, all, Loudest(heard, 3))
	}
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
	until(t, "hearing both ways", func() bool { return len(call.Heard()) > rate && len(seat.Heard()) > rate })
	mostly(t, "the caller", call.Heard()[rate/2:], 880)
	mostly(t, "the seat", seat.Heard()[rate/2:], 440)
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
