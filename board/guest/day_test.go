package guest

import (
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/house"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// The day on the real interfaces: an edge of a simulated line signs
// the operator on air, a customer calls by SIP, the lamp of the seat flashes,
// is steady once the phone is lifted by a second key, winks when the third
// has hung up, and its red half is dark after Save. Desk, wire, phones and
// front are the box's own.
//
// Proves: D-41, D-43
func TestInGuestDay(t *testing.T) {
	inGuest(t)
	p := parse(t, `
chip a sim0
chip b sim1
seat 201
lamp led-power power one a/LED_POWER
lamp led-fault fault one !a/LED_FAULT
key key-a on-air press a/KEY_A debounce 5ms red a/LED_RED green a/LED_GREEN
key key-b answer press a/KEY_B debounce 5ms
key key-c hang-up press a/KEY_C debounce 5ms
key key-d night press b/KEY_D debounce 5ms one b/LED_D
`)
	c, other := chip{t, "sim0"}, chip{t, "sim1"}
	for _, name := range []string{"KEY_A", "KEY_B", "KEY_C"} {
		c.Set(board.Line{Name: name}, false)
	}
	other.Set(board.Line{Name: "KEY_D"}, false)
	at := func(n byte) netip.Addr { return netip.AddrFrom4([4]byte{127, 0, 0, n}) }
	h := house.Open(t, house.Options{Profile: p, Drivers: []panel.Driver{chardev.New(p, nil)}, Seats: 2, Addr: at(1), Trunk: at(2)})
	h.Phone(0, at(3), nil)
	h.Sit(0)
	tapOn := func(c chip, name string) {
		c.Set(board.Line{Name: name}, true)
		time.Sleep(60 * time.Millisecond) // a finger is no quicker
		c.Set(board.Line{Name: name}, false)
	}
	tap := func(name string) { tapOn(c, name) }
	red := func() bool { return c.Get(board.Line{Name: "LED_RED"}) }
	green := func() bool { return c.Get(board.Line{Name: "LED_GREEN"}) }
	both := func() bool { return red() && green() }
	dark := func() bool { return !red() && !green() }
	steadyRed := func() bool { return c.shows(func() bool { return red() && !green() }) }
	steadyGreen := func() bool { return c.shows(func() bool { return green() && !red() }) }

	h.Until("nobody on air: a blip", both)
	h.Until("nobody on air: mostly dark", dark)
	tap("KEY_A")
	h.Until("on air: green", steadyGreen)
	customer := h.Customer()
	for range 3 {
		h.Until("ringing: lit", both)
		h.Until("ringing: dark", dark)
	}
	if h.Agent(0).Work != telephony.Ringing {
		t.Errorf("the lamp flashes while %+v", h.Agent(0))
	}
	tap("KEY_B")
	h.Until("talking: red", steadyRed)
	if customer.State() != sim.Talking {
		t.Error("the customer isn't connected")
	}
	tap("KEY_C")
	h.Until("wrap-up: the gap", dark)
	h.Until("wrap-up: red", red)
	h.Until("wrap-up: the gap again", dark)
	h.Wish(telephony.SaveCall{Agent: house.Agent(0), Call: h.Agent(0).Call, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"1"}}})
	h.Until("saved: green", steadyGreen)
	tap("KEY_C")
	h.Until("a refusal is told", func() bool {
		return h.Panel.Face().Keys[2].Refused == string(telephony.RefusedNoCall)
	})
	night := func() bool { return other.Get(board.Line{Name: "LED_D"}) }
	held := func() telephony.Hold { return h.Snapshot().Queues[0].Night.Hold }
	if night() {
		t.Error("the night switch's lamp is lit while nothing is held")
	}
	tapOn(other, "KEY_D")
	h.Until("the night switch: closed and lit", func() bool { return held() == telephony.HoldClosed && h.Snapshot().Queues[0].Closed && night() })
	h.Wish(telephony.SetNight{Agent: house.Agent(0)})
	h.Until("the night switch: let go and dark", func() bool { return held() == telephony.HoldNot && !h.Snapshot().Queues[0].Closed && !night() })
	if c.Get(board.Line{Name: "LED_FAULT"}) != true {
		t.Error("the fault lamp is lit while all is well")
	}
}

// shows says that a picture lasts: no rhythm has a light or a gap so long but
// the steady one.
func (c chip) shows(ok func() bool) bool {
	for began := time.Now(); time.Since(began) < 2100*time.Millisecond; time.Sleep(5 * time.Millisecond) {
		if !ok() {
			return false
		}
	}
	return true
}

// A program that is killed, or that hangs and is killed for it, leaves a
// fault to be seen and nothing that says all is well: its lines fall back to
// their pulls. One whose front hangs while the rest lives shows it itself.
func TestInGuestDeadProgramShowsAFault(t *testing.T) {
	inGuest(t)
	const text = "chip a sim0\nlamp led-power power one a/LED_POWER\nlamp led-fault fault one !a/LED_FAULT"
	p := parse(t, text)
	c := chip{t, "sim0"}
	c.Set(board.Line{Name: "LED_FAULT"}, false) // the resistor at the lamp's line
	c.Set(board.Line{Name: "LED_POWER"}, false)
	fault := func() bool { return !c.Get(board.Line{Name: "LED_FAULT"}) }
	well := func() bool { return !fault() && c.Get(board.Line{Name: "LED_POWER"}) }
	signal := child(t, text)
	h := &hands{T: t}
	h.await("all is well", well)
	signal(syscall.SIGKILL)
	h.await("a fault, and no power lamp", func() bool { return fault() && !c.Get(board.Line{Name: "LED_POWER"}) })

	d := newDesk()
	var hangs sync.Mutex
	front := panel.New(panel.Options{Profile: p, Drivers: []panel.Driver{chardev.New(p, nil)}, Now: d.now, Watch: d.watch, Ask: d.ask, Conditions: func() []board.Condition {
		hangs.Lock()
		defer hangs.Unlock()
		return nil
	}})
	running(t, front.Run)
	h.await("all is well", well)
	hangs.Lock()
	release := sync.OnceFunc(hangs.Unlock)
	t.Cleanup(release)
	began := time.Now()
	h.await("the front hangs: a fault", func() bool { return fault() && !c.Get(board.Line{Name: "LED_POWER"}) })
	t.Logf("a front that hangs shows a fault after %s", time.Since(began))
	release()
	h.await("all is well again", well)
}

// All key lines flutter as fast as this emulated computer can: lamps go on,
// what the kernel had to drop is counted, and the last level of each line is
// right. How long a ring is delayed is measured by make bench on the front's
// fake; here, how long a lamp is.
func TestInGuestRandomEdges(t *testing.T) {
	inGuest(t)
	p := parse(t, "chip a sim0\nchip b sim1\nseat 201\nlamp led-d power one b/LED_D\nkey key-a on-air press a/KEY_A\nkey key-b on-air press a/KEY_B\nkey key-c on-air press a/KEY_C\nkey key-d seat:201 press b/KEY_D red a/LED_RED green a/LED_GREEN")
	l := chardev.New(p, nil)
	d := newDesk()
	front := panel.New(panel.Options{Profile: p, Drivers: []panel.Driver{l}, Now: d.now, Watch: d.watch, Ask: d.ask, Conditions: func() []board.Condition { return nil }})
	running(t, front.Run)
	c := chip{t, "sim0"}
	red := board.Line{Name: "LED_RED"}
	h := &hands{T: t}
	measure := func(n int) time.Duration {
		var took []time.Duration
		for i := range n {
			began := time.Now()
			d.set(telephony.OnAir, []telephony.Work{telephony.Talking, telephony.Idle}[i%2])
			h.await("the lamp", func() bool { return c.Get(red) == (i%2 == 0) })
			took = append(took, time.Since(began))
			time.Sleep(5 * time.Millisecond)
		}
		slices.Sort(took)
		return took[n*99/100]
	}
	h.await("on", func() bool { return front.Face().Keys[0].Light.Rhythm != "" })
	quiet := measure(50)
	stop, made := flutter(t, "KEY_A", "KEY_B", "KEY_C")
	loud := measure(50)
	seconds, n := stop(), 0
	for _, k := range made {
		n += *k
	}
	figure("edges a second on three lines", float64(n)/seconds, 0, "1/s")
	figure("  of them dropped by the kernel, noticed by its numbers", float64(l.Lost()), 0, "")
	figure("  event to line meanwhile, p99 later by", max(0, ms(loud)-ms(quiet)), 10, "ms")
	for _, name := range []string{"KEY_A", "KEY_B", "KEY_C"} {
		c.Set(board.Line{Name: name}, true)
	}
	for i := range 3 {
		h.await("the last level", func() bool {
			return front.Face().Keys[i].Light == board.Light{Rhythm: board.Steady, Colour: board.White} || front.Face().Keys[i].Refused != ""
		})
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
