package buses

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"periph.io/x/conn/v3/i2c"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/profile"
)

// An expander that lost its power has no pull-ups until it is set up again: its
// keys, which pull to ground, then read as if all were pressed. None is.
func TestForgottenPullUpsPressNoKey(t *testing.T) {
	for _, text := range []string{front, strings.ReplaceAll(front, " int !soc/GPIO25", "")} {
		synctest.Test(t, func(t *testing.T) {
			p, err := profile.Parse("test", text)
			if err != nil {
				t.Fatal(err)
			}
			w := newWires(p)
			w.Set(board.Line{Where: "x1", Name: "A1"}, false) // this one pulls up, and has its resistor
			h := run(t, New(p, w.openers()), w)
			for range 20 {
				w.chips.plug()
				w.Set(board.Line{Where: "x1", Name: "A1"}, false)
				time.Sleep(3 * time.Second)
				h.want()
			}
			w.Set(board.Line{Where: "x1", Name: "A0"}, false)
			h.want(board.Edge{Key: "key-1", Down: true})
		})
	}
}

// One that has no lamps and no pull-ups has nothing to forget but its
// interrupts: that is noticed, too.
func TestForgottenInterruptsAreSetAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, "chip soc\nexpander x1 i2c 1 0x20 int !soc/GPIO25\nkey key-1 on-air press x1/A0")
		key := board.Line{Where: "x1", Name: "A0"}
		h.w.chips.plug()
		h.w.Set(key, false)
		time.Sleep(3 * time.Second)
		h.want()
		for range 5 {
			h.w.Set(key, true)
			h.want(board.Edge{Key: "key-1", Down: true})
			h.w.Set(key, false)
			h.want(board.Edge{Key: "key-1"})
		}
	})
}

// An INT output that leads nowhere is told, and its keys are looked at often;
// one that works again is heard again.
func TestInterruptThatNobodyHears(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, front)
		key := board.Line{Where: "x1", Name: "A0"}
		tap := func() {
			t.Helper()
			for _, high := range []bool{false, true} {
				h.w.Set(key, high)
				h.want(board.Edge{Key: "key-1", Down: !high})
			}
		}
		tap()
		h.w.chips.wire(false)
		for _, high := range []bool{false, true, false, true} {
			h.w.Set(key, high)
			time.Sleep(1500 * time.Millisecond)
		}
		if got := h.trouble(); !strings.Contains(got, "x1: nobody hears its INT output") {
			t.Errorf("trouble: %q", got)
		}
		h.forget()
		tap()
		h.w.chips.wire(true)
		tap()
		if got := h.trouble(); got != "" {
			t.Errorf("it is heard, and the trouble is %q", got)
		}
	})
}

// A bus that answers nothing, not even with a fault, is told of within ten
// seconds, and that it is over; the others go on.
//
// FAULTS 33.
func TestHangingBus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := profile.Parse("test", strings.ReplaceAll(front, "x2 i2c 1", "x2 i2c 7"))
		if err != nil {
			t.Fatal(err)
		}
		w := newWires(p)
		open, hangs := w.openers(), make(chan struct{})
		open.I2C = func(bus int) (i2c.BusCloser, error) {
			if bus == 7 {
				<-hangs
			}
			return w.chips.open(bus)
		}
		h := run(t, New(p, open), w)
		h.b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}})
		time.Sleep(9 * time.Second)
		if got := h.trouble(); !strings.Contains(got, "x2") || !strings.Contains(got, "hangs") {
			t.Errorf("trouble: %q", got)
		}
		close(hangs)
		time.Sleep(2 * time.Second)
		if got := h.trouble(); got != "" {
			t.Errorf("it goes on, but the trouble is %q", got)
		}
	})
}

// Who stops isn't held up by a bus that hangs, and one who begins again waits
// for it.
func TestHangingBusHoldsUpNoStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := profile.Parse("test", "expander x1 i2c 1 0x20\nlamp led-power power one x1/B6")
		if err != nil {
			t.Fatal(err)
		}
		w := newWires(p)
		open, hangs := w.openers(), make(chan struct{})
		open.I2C = func(bus int) (i2c.BusCloser, error) {
			<-hangs
			return w.chips.open(bus)
		}
		b := New(p, open)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); b.Run(ctx, func(board.Edge) {}, func(string) {}) }()
		time.Sleep(time.Second)
		stop()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			t.Error("it doesn't stop")
		}
		h := run(t, b, w)
		close(hangs)
		b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}})
		time.Sleep(2 * time.Second)
		if got := h.trouble(); got != "" || !w.Get(board.Line{Where: "x1", Name: "B6"}) {
			t.Errorf("begun again: trouble %q, or a dark lamp", got)
		}
	})
}

// A driver that panics is a fault of its part: the program lives on.
func TestPanicStaysInItsPart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := profile.Parse("test", front)
		if err != nil {
			t.Fatal(err)
		}
		w := newWires(p)
		open := w.openers()
		var times atomic.Int32
		open.I2C = func(bus int) (i2c.BusCloser, error) {
			if times.Add(1) < 4 {
				panic("nil map")
			}
			return w.chips.open(bus)
		}
		h := run(t, New(p, open), w)
		if got := h.trouble(); !strings.Contains(got, "driver stopped: nil map") {
			t.Errorf("trouble: %q", got)
		}
		time.Sleep(5 * time.Second)
		if got := h.trouble(); got != "" {
			t.Errorf("it doesn't come back: %q", got)
		}
	})
}
