package house

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
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
