package sipline

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// ledger keeps what each leg of one line went through.
type ledger struct {
	news
	mu   sync.Mutex
	legs map[telephony.LegID][]string
	next func(leg telephony.LegID)
}

func (l *ledger) note(leg telephony.LegID, what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.legs[leg] = append(l.legs[leg], what)
}

func (l *ledger) Arrived(leg telephony.LegID, _ telephony.Arrival) int {
	l.note(leg, "arrived")
	l.next(leg)
	return 0
}
func (l *ledger) Rang(leg telephony.LegID) { l.note(leg, "rang") }
func (l *ledger) Answered(leg telephony.LegID, _ telephony.Sound, _ string) {
	l.note(leg, "answered")
	l.next(leg)
}
func (l *ledger) Confirmed(leg telephony.LegID, _ string)               { l.note(leg, "confirmed") }
func (l *ledger) Failed(leg telephony.LegID, _ int)                     { l.note(leg, "failed") }
func (l *ledger) Ended(leg telephony.LegID, _ telephony.EndCause)       { l.note(leg, "ended") }
func (l *ledger) hung(leg telephony.LegID)                              { l.note(leg, "hung") }
func (l *ledger) SeatReached(telephony.SeatID, telephony.Reach, string) {}
func (l *ledger) PhonesSeen(telephony.SeatID, []telephony.PhoneView)    {}

// check: every leg has exactly one end that counts, and nothing follows it
// but the house's own.
func (l *ledger) check(t *testing.T, side string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for leg, story := range l.legs {
		over, house := 0, false
		for _, s := range story {
			switch {
			case s == "hung":
				house = true
			case over > 0:
				t.Fatalf("%s leg %x: %v", side, leg, story)
			case s == "failed" || s == "ended":
				over++
			}
		}
		if over == 0 && !house {
			t.Fatalf("%s leg %x never ended: %v", side, leg, story)
		}
	}
}

// Two lines call each other over a network that loses, doubles and delays; at
// every moment either side rings, answers, refuses, cancels or hangs up. In
// the end nobody is left in a call, whatever crossed (FAULTS 25).
func TestStorm(t *testing.T) {
	seeds := uint64(25)
	if os.Getenv("SPOJKA_SOAK") != "" {
		seeds = 250
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { storm(t, seed, 60) })
	}
}

func storm(t *testing.T, seed uint64, calls int) {
	synctest.Test(t, func(t *testing.T) {
		dice := rand.New(rand.NewPCG(seed, 1))
		n := newMemNet()
		a, b := n.open("10.0.0.1:5060"), n.open("10.0.0.9:5060")
		var mu sync.Mutex
		n.lose = func(from, to netip.AddrPort, data []byte) bool {
			mu.Lock()
			defer mu.Unlock()
			if dice.IntN(100) < 15 {
				return true
			}
			copies := 1 + dice.IntN(10)/9
			data = append([]byte(nil), data...)
			dst := n.conns[to]
			for range copies {
				time.AfterFunc(time.Duration(dice.IntN(400))*time.Millisecond, func() {
					select {
					case dst.in <- memPacket{from, data, time.Now()}:
					default:
					}
				})
			}
			return true
		}
		pause := func(ms int) time.Duration {
			mu.Lock()
			defer mu.Unlock()
			return time.Duration(dice.IntN(ms)) * time.Millisecond
		}
		caller, callee := stormLine(t, a), stormLine(t, b)
		defer caller.line.Close()
		defer callee.line.Close()
		caller.atSeat(b.addr)
		callee.book.next = func(leg telephony.LegID) { callee.live(leg, pause) }
		caller.book.next = func(leg telephony.LegID) { caller.later(leg, pause(5000)) }
		for i := range calls {
			leg := telephony.LegID(1<<63 | uint64(i+1))
			caller.line.Dial(leg, telephony.SeatCall{Seat: "203", From: "112", Local: ourMedia})
			if i%3 == 0 {
				time.AfterFunc(pause(3000), func() {
					caller.book.hung(leg)
					caller.line.Cancel(leg, i%2 == 0)
				})
			} else {
				time.AfterFunc(60*time.Second, func() { // the ring time is over
					caller.book.hung(leg)
					caller.line.Hang(leg, telephony.BySystem)
				})
			}
			caller.atSeat(b.addr) // it is never given up
			time.Sleep(pause(200))
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		caller.book.check(t, "calling")
		callee.book.check(t, "called")
		for side, s := range map[string]*stormSide{"calling": caller, "called": callee} {
			x := &s.line.tables
			x.mu.Lock()
			for key, r := range x.clients {
				if r == receiver(s.line.keeper) { // it may just ask a phone
					delete(x.clients, key)
				}
			}
			if len(x.legs)+len(x.tags)+len(x.calls)+len(x.servers)+len(x.clients) != 0 {
				t.Errorf("%s: %d legs, %d tags, %d calls, %d servers, %d clients left", side, len(x.legs), len(x.tags), len(x.calls), len(x.servers), len(x.clients))
			}
			x.mu.Unlock()
			if len(s.line.registrar.inUse) != 0 {
				t.Errorf("%s: seats in use %v", side, s.line.registrar.inUse)
			}
		}
	})
}

type stormSide struct {
	line *Line
	book *ledger
}

func stormLine(t *testing.T, conn *memConn) *stormSide {
	s := &stormSide{book: &ledger{legs: make(map[telephony.LegID][]string)}}
	line, err := New(Options{Packets: []PacketConn{conn}, Realm: testRealm, Boot: 1, Account: testAccount, Office: telephony.Office{Country: "CZ",
		Seats:  []telephony.Seat{{ID: "203"}},
		Trunks: []telephony.Trunk{{ID: "x", Peers: []string{"10.0.0.0/24"}}}}}, s.book)
	if err != nil {
		t.Fatal(err)
	}
	line.SetReady(true)
	s.line = line
	return s
}

// atSeat puts a phone at seat 203 that nobody need register.
func (s *stormSide) atSeat(peer netip.AddrPort) {
	far := time.Now().Add(24 * time.Hour)
	r := s.line.registrar
	r.mu.Lock()
	defer r.mu.Unlock()
	r.contacts["203"] = []*contact{{seat: "203", uri: "sip:203@" + peer.String(), f: flow{s.line.links.udp[0], peer}, expires: far, probe: far}}
}

// live is what the called side does with a call.
func (s *stormSide) live(leg telephony.LegID, pause func(int) time.Duration) {
	s.line.Ring(leg)
	time.AfterFunc(pause(2000), func() {
		if pause(100) < 30*time.Millisecond {
			s.book.hung(leg)
			s.line.Refuse(leg, 486)
			return
		}
		s.line.Answer(leg, ourMedia)
		if pause(100) < 50*time.Millisecond { // else it is for the caller to end it
			s.later(leg, pause(5000))
		}
	})
}

// later hangs up sooner or later.
func (s *stormSide) later(leg telephony.LegID, after time.Duration) {
	time.AfterFunc(after, func() {
		s.book.hung(leg)
		s.line.Hang(leg, telephony.ByAgent)
	})
}
