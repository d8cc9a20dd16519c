package house

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sipline"
)

const agreeSeats = 6

// A day of random work: whenever it is quiet for
// half a second, the panel, what the phones were told, and the table agree on
// every seat, break, queue and on-air key.
//
// Proves: D-43
func TestPanelAndPhonesAgree(t *testing.T) {
	const day = 24 * time.Hour
	synctest.Test(t, func(t *testing.T) {
		d := newDay(t)
		looks := 0
		for began, next := time.Now(), time.Now(); time.Since(began) < day; looks++ {
			if !time.Now().Before(next) { // before the phones' subscriptions end
				d.renew()
				next = time.Now().Add(200 * time.Second)
			}
			for range d.dice.IntN(4) {
				d.something()
			}
			time.Sleep(600 * time.Millisecond)
			synctest.Wait()
			d.compare()
			time.Sleep(time.Duration(d.dice.IntN(15_000)) * time.Millisecond)
		}
		t.Logf("%s, %d calls, looked %d times; each state was seen: %v", day, d.legs, looks, d.seen)
		for state := range lamp.OfSeat {
			if d.seen[state] == 0 {
				t.Errorf("nobody was ever %s", state)
			}
		}
	})
}

type day struct {
	*House
	t        *testing.T
	dice     *rand.Rand
	lines    *lines
	net      *memWire
	watchers []*Watcher
	names    []string
	legs     telephony.LegID
	round    int
	seen     map[lamp.State]int
}

func newDay(t *testing.T) *day {
	text := "chip a\nseat 201\nlamp led-fault fault one a/F\nkey air on-air press a/A\nkey rest break:1 press a/B\n"
	d := &day{t: t, dice: rand.New(rand.NewPCG(7, 12)), seen: map[lamp.State]int{}, names: []string{"on-air", "break-1", "queue-podpora"}}
	for i := range agreeSeats {
		text += fmt.Sprintf("key seat-%d seat:%s press a/%d\n", i, Seat(i), i)
		d.names = append(d.names, string(Seat(i)))
	}
	p, err := profile.Parse("day", text)
	if err != nil {
		t.Fatal(err)
	}
	d.net = newMemWire()
	d.lines = &lines{d: d, known: map[telephony.LegID]telephony.LegID{}, dice: rand.New(rand.NewPCG(3, 4))}
	d.House = Open(t, Options{
		Profile: p, Drivers: []panel.Driver{boardtest.NewFake(p)}, Seats: agreeSeats,
		Addr: netip.MustParseAddr("10.0.0.1"), Trunk: netip.MustParseAddr("10.0.0.9"), Packets: []sipline.PacketConn{d.net}, Lines: d.lines,
	})
	synctest.Wait()
	for i := range agreeSeats {
		d.SeatReached(Seat(i), telephony.Reachable, "phone")
	}
	synctest.Wait()
	for i := range 2 {
		own := netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(20 + i)}), 5060)
		w := d.newWatcher(i, own.String(), func(b []byte) { d.net.from(own, b) })
		d.net.reach(own, w)
		d.watchers = append(d.watchers, w)
	}
	return d
}

func (d *day) renew() {
	d.round++
	for _, w := range d.watchers {
		w.begin(d.round, d.names)
	}
}

// something happens.
func (d *day) something() {
	n := d.dice.IntN(agreeSeats)
	a := d.Agent(n)
	switch d.dice.IntN(11) {
	case 0, 1, 2, 3:
		d.legs++
		d.lines.add(d.legs, 0)
		d.Arrived(d.legs, telephony.Arrival{Trunk: "t", From: "+420777123456", To: "+420800100200"})
	case 4:
		d.try(telephony.SignOn{Agent: a.ID, Seat: Seat(n)})
		d.try(telephony.GoOnAir{Agent: a.ID})
	case 5:
		d.try(telephony.GoOffAir{Agent: a.ID, Break: []telephony.BreakID{"", "personal"}[d.dice.IntN(2)]})
	case 6:
		if d.dice.IntN(4) == 0 {
			d.try(telephony.SignOff{Agent: a.ID, Leave: true})
		}
	case 7:
		reach := []telephony.Reach{telephony.Reachable, telephony.Reachable, telephony.Unregistered, telephony.Unanswering}[d.dice.IntN(4)]
		d.SeatReached(Seat(n), reach, "phone")
	case 8:
		d.try(telephony.HangUp{Agent: a.ID})
	case 9:
		d.try(telephony.LoadUnprocessed{Agent: a.ID})
	case 10:
		d.help(Seat(n))
	}
	for i := range agreeSeats {
		if a := d.Agent(i); a.Work == telephony.Wrapping && d.dice.IntN(3) == 0 {
			d.try(telephony.SaveCall{Agent: a.ID, Call: a.Call, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"1"}}})
		}
	}
}

// help is called from a seat now and then; what was called before is confirmed.
func (d *day) help(at telephony.SeatID) {
	for _, alert := range d.Snapshot().Alerts {
		if alert.Open() {
			d.try(telephony.ConfirmAlert{Agent: Agent(0), Call: alert.Call})
			return
		}
	}
	if d.dice.IntN(4) == 0 {
		d.legs++
		d.lines.add(d.legs, 0)
		d.Arrived(d.legs, telephony.Arrival{Seat: at, To: "112", Emergency: true})
	}
}

func (d *day) try(w telephony.Wish) { _, _ = d.Ask(d.t.Context(), w) }

// compare holds the three against each other.
func (d *day) compare() {
	d.t.Helper()
	s, face := d.Snapshot(), d.Panel.Face()
	own := lamp.Person(s, Seat(0))
	d.same("on-air", face.Keys[0].Light, lamp.OfSeat[own], lamp.PhoneOfOnAir[own], d.watchers[:1])
	for i := range agreeSeats {
		state := lamp.Seat(s, Seat(i))
		d.seen[state]++
		d.same(string(Seat(i)), face.Keys[2+i].Light, lamp.OfSeat[state], lamp.PhoneOfSeat[state], d.watchers)
	}
	onBreak, light := telephony.DialogNone, board.Light{Rhythm: board.Off}
	if a := d.Agent(0); a.Break == "personal" && a.Presence == telephony.OffAir {
		onBreak, light = telephony.DialogConfirmed, board.Light{Rhythm: board.Steady, Colour: board.White}
	}
	d.same("break-1", face.Keys[1].Light, light, onBreak, d.watchers[:1])
	waits := telephony.DialogNone
	if s.Queues[0].Waiting > 0 {
		waits = telephony.DialogEarly
	}
	d.same("queue-podpora", board.Light{}, board.Light{}, waits, d.watchers)
}

func (d *day) same(what string, panel, table board.Light, phone telephony.DialogState, watchers []*Watcher) {
	d.t.Helper()
	if panel != table {
		d.t.Fatalf("%s: the panel shows %v, the table says %v", what, panel, table)
	}
	for _, w := range watchers {
		if got := w.Shows(what).State; got != phone {
			d.t.Fatalf("%s: the phone at %s shows %q, the table says %q", what, w.seat, got, phone)
		}
	}
}

// lines are a wire whose phones do what the dice say.
type lines struct {
	d     *day
	mu    sync.Mutex
	known map[telephony.LegID]telephony.LegID
	dice  *rand.Rand
}

func (l *lines) add(a, b telephony.LegID) { l.mu.Lock(); defer l.mu.Unlock(); l.known[a] = b }
func (l *lines) remove(a telephony.LegID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, there := l.known[a]
	delete(l.known, a)
	return there
}

// Answer: the customer hangs up some time.
func (l *lines) Suit(telephony.LegID, telephony.Sound) {}
func (l *lines) Answer(leg telephony.LegID, _ telephony.MediaPort) {
	l.after(60_000, func() {
		if l.remove(leg) {
			l.d.Ended(leg, telephony.ByCaller)
		}
	})
}

// Dial: the phone rings, and is perhaps lifted.
func (l *lines) Dial(leg telephony.LegID, _ telephony.SeatCall) {
	l.add(leg, 0)
	l.after(100, func() { l.d.Rang(leg) })
	if l.roll(5) > 0 {
		l.after(15_000, func() {
			l.mu.Lock()
			_, rings := l.known[leg]
			l.mu.Unlock()
			if rings {
				l.d.Answered(leg, telephony.Sound{}, "")
			}
		})
	}
}

func (l *lines) after(most int, do func()) {
	time.AfterFunc(time.Duration(1+l.roll(most))*time.Millisecond, do)
}

func (l *lines) roll(n int) int { l.mu.Lock(); defer l.mu.Unlock(); return l.dice.IntN(n) }

func (l *lines) ShowParty(telephony.LegID, telephony.Number, string) {}
func (l *lines) ReferDone(telephony.LegID, int)                      {}
func (l *lines) Ring(telephony.LegID)                                {}
func (l *lines) Early(telephony.LegID, telephony.MediaPort)          {}
func (l *lines) CallOut(telephony.LegID, telephony.TrunkCall)        {}
func (l *lines) Refuse(leg telephony.LegID, _ int)                   { l.remove(leg) }
func (l *lines) Cancel(leg telephony.LegID, _ bool)                  { l.remove(leg) }
func (l *lines) Hang(leg telephony.LegID, _ telephony.EndCause)      { l.remove(leg) }
func (l *lines) Claim(_, _ telephony.LegID, _ telephony.MediaPort)   {}
func (l *lines) Speak(telephony.LegID, telephony.MediaPort)          {}
func (l *lines) Done(telephony.LegID)                                {}
func (l *lines) PressKey(telephony.LegID, telephony.PhoneKey)        {}
func (l *lines) Adopt(telephony.LegID, string) error                 { return nil }
func (l *lines) Probe(telephony.LegID)                               {}
func (l *lines) Confirm(telephony.LegID)                             {}
func (l *lines) SetOffice(telephony.Office)                          {}
func (l *lines) Known() (all []telephony.LegID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for leg := range l.known { // any order: the exchange sorts them
		all = append(all, leg)
	}
	return all
}

// memWire is the wire's socket in memory, with watchers at its other end.
type memWire struct {
	in   chan packet
	gone chan struct{}
	once sync.Once

	mu    sync.Mutex
	peers map[netip.AddrPort]*Watcher
}

type packet struct {
	from netip.AddrPort
	b    []byte
}

func newMemWire() *memWire {
	return &memWire{in: make(chan packet, 4096), gone: make(chan struct{}), peers: map[netip.AddrPort]*Watcher{}}
}

func (m *memWire) from(own netip.AddrPort, b []byte) {
	select {
	case m.in <- packet{own, b}:
	default:
	}
}

func (m *memWire) reach(own netip.AddrPort, w *Watcher) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.peers[own] = w
}

func (m *memWire) ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error) {
	select {
	case <-m.gone:
		return 0, netip.AddrPort{}, net.ErrClosed
	case p := <-m.in:
		return copy(b, p.b), p.from, nil
	}
}

func (m *memWire) WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error) {
	m.mu.Lock()
	w := m.peers[to]
	m.mu.Unlock()
	if w != nil {
		w.heard(string(b), time.Now())
	}
	return len(b), nil
}

func (m *memWire) LocalAddr() net.Addr {
	return net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.0.0.1:5060"))
}
func (m *memWire) Close() error { m.once.Do(func() { close(m.gone) }); return nil }
