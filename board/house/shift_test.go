package house

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

const shiftFront = `
chip a
seat 201
lamp led-fault fault one a/F
key k-air on-air press a/1 red a/R1 green a/G1
key k-own seat:201 press a/2 red a/R2 green a/G2
key k-mate seat:202 press a/3 red a/R3 green a/G3
key k-queue queue:podpora press a/4 red a/R4 green a/G4
key k-break break:1 press a/5
key k-answer answer press a/6
key k-hold hold press a/7
key k-hang hang-up press a/8
key k-left message press a/9
`

// shift is two operators without a page: the first has a panel and a phone,
// the second a phone whose keys follow the panel's table.
type shift struct {
	*House
	fake   *boardtest.Fake
	phones [2]*sim.Phone
	rings  [2]chan *sim.Call
}

func newShift(t *testing.T, box, trunk, first, second string) *shift {
	p, err := profile.Parse("shift", shiftFront)
	if err != nil {
		t.Fatal(err)
	}
	s := &shift{fake: boardtest.NewFake(p)}
	s.House = Open(t, Options{Profile: p, Drivers: []panel.Driver{s.fake}, Seats: 2, Addr: netip.MustParseAddr(box), Trunk: netip.MustParseAddr(trunk)})
	for i, at := range []string{first, second} {
		s.rings[i] = make(chan *sim.Call, 8)
		s.phones[i] = s.Phone(i, netip.MustParseAddr(at), func(c *sim.Call) { s.rings[i] <- c })
		s.Sit(i)
	}
	return s
}

// tap presses a key of the panel for as long as it takes the panel to feel it:
// what is shorter on a busy computer is a bounce.
func (s *shift) tap(name string) { s.T.Helper(); s.hold(name, 0) }

// hold presses it for so long.
func (s *shift) hold(name string, long time.Duration) {
	s.T.Helper()
	felt := func(down bool) {
		s.T.Helper()
		s.Until(name, func() bool {
			return slices.ContainsFunc(s.Panel.Face().Keys, func(k board.KeyView) bool { return k.Name == name && k.Down == down })
		})
	}
	s.fake.Push(name, true)
	felt(true)
	time.Sleep(long)
	s.fake.Push(name, false)
	felt(false)
}

// dial presses a key of the second operator's phone, or of another.
func (s *shift) dial(n int, name string) *sim.Call {
	s.T.Helper()
	c, err := s.phones[n].Call(context.Background(), name, sim.CallOptions{})
	if err != nil {
		s.T.Fatal(err)
	}
	return c
}

func (s *shift) press(n int, name string) {
	s.T.Helper()
	c := s.dial(n, name)
	s.Until(name, func() bool { return c.State() == sim.Ended })
	if code, why := c.End(); code != 0 {
		s.T.Errorf("%s: %d %s", name, code, why)
	}
}

func (s *shift) works(n int, w telephony.Work) {
	s.T.Helper()
	s.Until(string(Agent(n))+" "+string(w), func() bool { return s.Agent(n).Work == w })
}

func (s *shift) is(n int, p telephony.Presence) {
	s.T.Helper()
	s.Until(string(Agent(n))+" "+string(p), func() bool { return s.Agent(n).Presence == p && s.Agent(n).Work == telephony.Idle })
}

// A shift of fifty calls without a page: gone on air, lifted, held, taken
// back, transferred, picked up, taken out of the queue, hung up, left and
// loaded again by keys of the panel and of the phones, and saved by the number
// of the reason. Only sitting down in the morning needs the page.
//
// Proves: D-45, S-XFER-3
func TestShiftOfFiftyCalls(t *testing.T) {
	s := newShift(t, "127.58.5.1", "127.58.5.2", "127.58.5.3", "127.58.5.4")
	for n := range 10 {
		s.tap("k-air")
		s.is(0, telephony.OnAir)

		c := s.Customer() // 1: answered, held, taken back and hung up by keys of their own
		s.works(0, telephony.Ringing)
		<-s.rings[0]
		s.tap("k-answer")
		s.works(0, telephony.Talking)
		s.tap("k-hold")
		s.Until("hold", func() bool { return len(s.Snapshot().Calls) == 1 && s.Snapshot().Calls[0].Held })
		s.tap("k-hold")
		s.Until("no hold", func() bool { return !s.Snapshot().Calls[0].Held })
		s.tap("k-hang")
		s.over(c)
		s.saved(0)

		c = s.Customer() // 2: lifted by hand, the customer hangs up
		(<-s.rings[0]).Answer()
		s.works(0, telephony.Talking)
		c.HangUp()
		s.saved(0)

		s.press(1, "on-air") // 3: answered by the key of the seat, transferred to the colleague by holding his
		s.is(1, telephony.OnAir)
		s.tap("k-break")
		s.is(0, telephony.OffAir)
		c = s.Customer()
		s.works(1, telephony.Ringing)
		rung := <-s.rings[1]
		s.tap("k-mate") // picks up what rings there
		s.works(0, telephony.Ringing)
		s.over(rung)
		<-s.rings[0]
		s.tap("k-own")
		s.works(0, telephony.Talking)
		s.hold("k-mate", 1100*time.Millisecond)
		s.works(1, telephony.Ringing)
		s.saved(0)
		(<-s.rings[1]).Answer()
		s.works(1, telephony.Talking)
		c.HangUp()
		s.works(1, telephony.Wrapping)
		s.saved(1)

		s.press(1, "on-air") // off air: 4: taken out of the queue, the phone's key and the panel's
		s.is(1, telephony.OffAir)
		s.tap("k-air")
		s.is(0, telephony.OffAir)
		c = s.Customer()
		s.Until("somebody waits", func() bool { return s.Snapshot().Queues[0].Waiting == 1 })
		if n%2 == 0 {
			mine := s.dial(1, "queue-podpora")
			s.works(1, telephony.Talking)
			c.HangUp()
			s.over(mine)
			s.saved(1)
			s.press(1, "on-air")
		} else {
			s.tap("k-queue")
			s.works(0, telephony.Ringing)
			(<-s.rings[0]).Answer()
			s.works(0, telephony.Talking)
			s.hold("k-own", 1100*time.Millisecond) // hung up by holding
			s.over(c)
			s.saved(0)
			s.tap("k-air")
		}
		s.is(n%2, telephony.OffAir)

		c = s.Customer() // 5: picked up by star code from a seat that rings
		s.tap("k-air")
		s.works(0, telephony.Ringing)
		rung = <-s.rings[0]
		mine := s.dial(1, "*8201")
		s.works(1, telephony.Talking)
		s.over(rung)
		c.HangUp()
		s.over(mine)
		s.saved(1)
		s.press(1, "on-air")
		s.tap("k-air")
		s.is(0, telephony.OffAir)
		s.is(1, telephony.OffAir)
	}
	q := s.Snapshot().Queues[0]
	if q.Offered != 60 || q.Answered != 60 || len(s.Snapshot().Calls) != 0 { // a transfer is a call of its own
		t.Errorf("in the end the queue is %+v, calls %+v", q, s.Snapshot().Calls)
	}
	for _, k := range s.Panel.Face().Keys {
		if k.Light.Rhythm == board.Flash || k.Light.Rhythm == board.Wink {
			t.Errorf("in the end %+v", k)
		}
	}
}

// over waits until a phone knows that its call is over.
func (s *shift) over(c *sim.Call) {
	s.T.Helper()
	s.Until("the end of a call", func() bool { return c.State() == sim.Ended })
}

// saved: the nth operator types the reason on his phone.
func (s *shift) saved(n int) {
	s.T.Helper()
	s.works(n, telephony.Wrapping)
	s.press(n, "*71")
	s.Until("saved", func() bool { return s.Agent(n).Work != telephony.Wrapping })
}
