package house

import (
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

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
