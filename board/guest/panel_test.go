package guest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/telephony"
)

// The whole front on real lines: a key signs the operator on air, the lamp
// of the seat follows a call to its Save, and each within 50 ms.
//
// Proves: D-43
func TestInGuestPanel(t *testing.T) {
	inGuest(t)
	p := parse(t, "chip a sim0\nseat 201\nlamp led-power power one a/LED_POWER\nkey key-a on-air press a/KEY_A debounce 5ms red a/LED_RED green a/LED_GREEN")
	c := chip{t, "sim0"}
	c.Set(board.Line{Name: "KEY_A"}, false)
	d := newDesk()
	front := panel.New(panel.Options{
		Profile: p, Drivers: []panel.Driver{chardev.New(p, nil)}, Now: d.now,
		Watch: d.watch, Ask: d.ask, Conditions: func() []board.Condition { return nil },
	})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); front.Run(ctx) }()
	defer func() { stop(); <-done }()
	red, green := board.Line{Name: "LED_RED"}, board.Line{Name: "LED_GREEN"}
	h := &hands{T: t}
	h.more = func() string { return fmt.Sprintf("%+v", front.Face()) }
	h.await("power", func() bool { return c.Get(board.Line{Name: "LED_POWER"}) })

	began := time.Now()
	c.Set(board.Line{Name: "KEY_A"}, true)
	felt := board.Light{Rhythm: board.Steady, Colour: board.White}
	h.await("acknowledgement", func() bool { return front.Face().Keys[0].Light == felt && c.Get(red) && c.Get(green) })
	figure("a press to its acknowledgement", ms(time.Since(began)), 50, "ms")
	c.Set(board.Line{Name: "KEY_A"}, false)
	h.await("on air", func() bool { return c.Get(green) && !c.Get(red) })
	d.set(telephony.OnAir, telephony.Ringing)
	h.await("ringing", func() bool { return c.Get(red) && c.Get(green) })
	h.await("ringing, the dark half", func() bool { return !c.Get(red) && !c.Get(green) })
	d.set(telephony.OffAir, telephony.Talking)
	h.await("talking", func() bool { return c.Get(red) && !c.Get(green) })
	d.set(telephony.OffAir, telephony.Wrapping)
	h.await("wrap-up, the short gap", func() bool { return !c.Get(red) })
	h.await("wrap-up, lit again", func() bool { return c.Get(red) })
	d.set(telephony.OnAir, telephony.Idle)
	h.await("saved and on air", func() bool { return c.Get(green) && !c.Get(red) })

	var took []time.Duration
	for n := range 200 {
		began := time.Now()
		d.set(telephony.OnAir, []telephony.Work{telephony.Talking, telephony.Idle}[n%2])
		h.await("the lamp", func() bool { return c.Get(red) == (n%2 == 0) && c.Get(green) == (n%2 == 1) })
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	figure("event to line, p99 of 200", ms(took[197]), 50, "ms")
}

// desk is as much of a desk as a front needs.
type desk struct {
	mu   sync.Mutex
	shot telephony.Snapshot
	slot chan *telephony.Snapshot
	born time.Time
}

func newDesk() *desk {
	return &desk{born: time.Now(), slot: make(chan *telephony.Snapshot, 1), shot: telephony.Snapshot{
		Agents: []telephony.AgentView{{ID: "jana", Seat: "201", Presence: telephony.OffAir}},
		Seats:  []telephony.SeatView{{ID: "201", Agent: "jana", Reach: telephony.Reachable}},
	}}
}

func (d *desk) now() telephony.Moment { return telephony.Moment{Boot: 1, Up: time.Since(d.born)} }

func (d *desk) watch() (<-chan *telephony.Snapshot, func()) {
	d.set(telephony.OffAir, telephony.Idle)
	return d.slot, func() {}
}

func (d *desk) set(p telephony.Presence, w telephony.Work) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.shot
	s.Agents = slices.Clone(s.Agents)
	s.Agents[0].Presence, s.Agents[0].Work = p, w
	d.shot = s
	select {
	case <-d.slot:
	default:
	}
	d.slot <- &s
}

func (d *desk) ask(_ context.Context, w telephony.Wish) (*telephony.Refusal, error) {
	if w != (telephony.GoOnAir{Agent: "jana"}) {
		return &telephony.Refusal{Code: telephony.RefusedBusy}, nil
	}
	d.set(telephony.OnAir, telephony.Idle)
	return nil, nil
}
