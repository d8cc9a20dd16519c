package exchange

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// judgeEach is how many seconds pass between two looks at the sound of calls.
const judgeEach = 3

// judged is how the sound of calls is and was.
type judged struct {
	turn int
	live map[telephony.CallID][]telephony.Quality // shared with snapshots: never changed
	left map[telephony.LegID]left                 // whose last figures are on their way
}

// left is whose a leg was.
type left struct {
	call telephony.CallID
	seat telephony.SeatID
}

// judge looks at the sound of all legs, each few seconds.
func (x *Exchange) judge() {
	if x.judged.turn++; x.judged.turn%judgeEach != 0 {
		return
	}
	live := make(map[telephony.CallID][]telephony.Quality, len(x.judged.live))
	for l, known := range x.legs {
		if q, ok := x.media.Figures(l); ok && q.Heard() && known.call != 0 {
			q.Leg, q.Seat = l, known.seat
			live[known.call] = append(live[known.call], q)
		}
	}
	for _, all := range live {
		slices.SortFunc(all, callerFirst)
	}
	x.dirty = x.dirty || len(live)+len(x.judged.live) > 0
	x.judged.live = live
}

func callerFirst(a, b telephony.Quality) int { return cmp.Compare(a.Leg, b.Leg) }

func (x *Exchange) fillSound(s *telephony.Snapshot) {
	for i := range s.Calls {
		s.Calls[i].Sound = x.judged.live[s.Calls[i].ID]
	}
}

// leave keeps whose a leg was until its last figures are here.
func (x *Exchange) leave(l telephony.LegID) {
	if known := x.legs[l]; known.call != 0 && len(x.judged.left) < mostLeft {
		x.judged.left[l] = left{known.call, known.seat}
	}
}

// mostLeft bounds the figures that are waited for.
const mostLeft = 4096

// Sounded: how the sound of a leg was that we let go of.
func (x *Exchange) Sounded(q telephony.Quality) {
	x.news(0, func() {
		was, ok := x.judged.left[q.Leg]
		delete(x.judged.left, q.Leg)
		if !ok || !q.Heard() {
			return
		}
		q.Seat = was.seat
		x.note(x.o.Clock.Now(), []telephony.Fact{telephony.Sounded{Call: was.call, Quality: q}})
	})
}
