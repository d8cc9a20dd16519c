package exchange

import (
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A lane of the inbox. Lower lanes are emptied first.
type lane int

const (
	laneEnds   lane = iota // ends of calls and news of legs: never refused
	lanePeople             // wishes
	laneNew                // new calls, bounded
	lanes
)

// item is one thing for the loop to do. Leg is set for arrivals, so that an
// end that overtakes its arrival finds it.
type item struct {
	do  func()
	leg telephony.LegID
	at  time.Time
}

// inbox has three lanes and a bell. Putting never blocks.
type inbox struct {
	mu    sync.Mutex
	lane  [lanes][]item
	bell  chan struct{}
	bound int
	shut  bool
}

func newInbox(bound int) *inbox {
	return &inbox{bell: make(chan struct{}, 1), bound: bound}
}

// put adds an item; false when the lane for new calls is full or the inbox is
// closed.
func (b *inbox) put(l lane, it item) bool {
	it.at = time.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut || l == laneNew && len(b.lane[laneNew]) >= b.bound {
		return false
	}
	if l == laneEnds && it.leg != 0 {
		b.promote(it.leg)
	}
	b.lane[l] = append(b.lane[l], it)
	b.ring()
	return true
}

// ring wakes the loop.
func (b *inbox) ring() {
	select {
	case b.bell <- struct{}{}:
	default:
	}
}

// promote moves a leg's arrival into the lane of ends, so that news of a leg
// never comes before the leg itself.
func (b *inbox) promote(leg telephony.LegID) {
	for i, it := range b.lane[laneNew] {
		if it.leg == leg {
			b.lane[laneNew] = append(b.lane[laneNew][:i:i], b.lane[laneNew][i+1:]...)
			b.lane[laneEnds] = append(b.lane[laneEnds], it)
			return
		}
	}
}

// take returns the next item.
func (b *inbox) take() (item, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for l := range b.lane {
		if q := b.lane[l]; len(q) > 0 {
			it := q[0]
			q[0] = item{}
			b.lane[l] = q[1:]
			if len(q) == 1 {
				b.lane[l] = nil
			}
			return it, true
		}
	}
	return item{}, false
}

// close refuses everything from now on.
func (b *inbox) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shut = true
}
