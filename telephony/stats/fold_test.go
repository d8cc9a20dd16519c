package stats

import "github.com/spojka/spojka/telephony"

// Fold keeps the records of calls that aren't finished, nothing else: its
// size is that of the open calls. The zero Fold is empty.
type Fold struct {
	open map[telephony.CallID]telephony.CallRecord
}

// Change is a record before and after a fact; Before is nil for a new call.
type Change struct {
	Before *telephony.CallRecord
	After  telephony.CallRecord
}

// Apply folds a fact; false: it changes no record.
func (f *Fold) Apply(n uint64, at telephony.Moment, fact telephony.Fact) (Change, bool) {
	id, ok := CallOf(fact)
	if !ok {
		return Change{}, false
	}
	var before *telephony.CallRecord
	if r, ok := f.open[id]; ok {
		before = &r
	}
	after, changed := Record(before, n, at, fact)
	if !changed {
		return Change{}, false
	}
	if Finished(&after) {
		delete(f.open, id)
		return Change{before, after}, true
	}
	if f.open == nil {
		f.open = make(map[telephony.CallID]telephony.CallRecord)
	}
	f.open[id] = after
	return Change{before, after}, true
}

// Open is how many calls aren't finished.
func (f *Fold) Open() int { return len(f.open) }
