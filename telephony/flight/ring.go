package flight

import (
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// ring keeps the newest messages of a phone's or a trunk's registration, in
// memory only. The lock is held.
func (r *Recorder) ring(k ringKey, s telephony.Signal) {
	list, known := r.rings[k]
	if !known && len(r.rings) >= maxRings {
		r.fig.Dropped++
		return
	}
	s.Text = append([]byte(nil), s.Text[:min(len(s.Text), lastText)]...)
	ladder.Cut(s.Text)
	if len(list) >= ringMessages {
		copy(list, list[1:])
		list = list[:ringMessages-1]
	}
	r.rings[k] = append(list, s)
}

// OfSeat and OfTrunk are the newest messages of a registration, and of calls
// that were refused before they were one.
func (r *Recorder) OfSeat(id telephony.SeatID) telephony.Ladder {
	return ladder.Read(r.newest(ringKey{seat: id}), ladder.Figures{})
}

func (r *Recorder) OfTrunk(id telephony.TrunkID) telephony.Ladder {
	return ladder.Read(r.newest(ringKey{trunk: id}), ladder.Figures{})
}

func (r *Recorder) newest(k ringKey) telephony.Trace {
	r.mu.Lock()
	defer r.mu.Unlock()
	return telephony.Trace{Signals: slices.Clone(r.rings[k])}
}
