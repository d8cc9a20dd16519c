package book

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// line is a call as it stands in the file: with the number of the last fact
// that is in it, so that a fact is never counted twice.
type line struct {
	N uint64 `json:"n"`
	telephony.CallRecord
}

// fold takes a fact into the list of calls, unless it is in it already.
func (b *Book) fold(e Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.foldLocked(e)
}

func (b *Book) foldLocked(e Entry) {
	id, ok := b.o.CallOf(e.Fact)
	if !ok {
		return
	}
	k := b.calls[id]
	if k == nil {
		k = new(kept)
		if old, ok, err := b.stored(id); err == nil && ok {
			k.line = old
		}
	}
	if e.N <= k.N {
		return
	}
	var old *telephony.CallRecord
	if k.N != 0 {
		old = &k.CallRecord
	}
	rec, changed := b.o.Fold(old, e.N, e.At, e.Fact)
	if changed {
		b.calls[id] = &kept{line: line{e.N, rec}, dirty: true}
	}
}

// stored is a call as it is on disk. Numbers of calls rise, so it is in one of
// the newest months, mostly.
func (b *Book) stored(id telephony.CallID) (r line, ok bool, err error) {
	for _, s := range b.newestFirst() {
		v, err := s.Read(bucketCalls, callKey(id))
		if err != nil {
			return r, false, err
		}
		if v != nil {
			return r, true, json.Unmarshal(v, &r)
		}
	}
	return r, false, nil
}

// Call is a line of the list of calls.
func (b *Book) Call(id telephony.CallID) (telephony.CallRecord, bool, error) {
	b.mu.Lock()
	k := b.calls[id]
	b.mu.Unlock()
	if k != nil {
		return k.CallRecord, true, nil
	}
	r, ok, err := b.stored(id)
	return r.CallRecord, ok, err
}

// Calls lists the calls that the filter chooses, newest first.
func (b *Book) Calls(f telephony.CallFilter) ([]telephony.CallRecord, error) {
	if f.Limit == 0 {
		f.Limit = 100
	}
	l := &list{f: f, words: strings.Fields(foldText(f.Text)), fresh: b.inMemory(f.Before)}
	to := []byte(nil)
	if f.Before != 0 {
		to = callKey(f.Before)
	}
	for _, s := range b.newestFirst() {
		var bad error
		err := s.Scan(bucketCalls, nil, to, true, func(_, v []byte) bool {
			var r telephony.CallRecord
			if bad = json.Unmarshal(v, &r); bad != nil {
				return false
			}
			return l.stored(r)
		})
		if err := firstError(err, bad); err != nil {
			return nil, err
		}
	}
	for _, r := range l.fresh {
		l.add(r)
	}
	return l.found, nil
}

// inMemory lists the calls in memory, newest first.
func (b *Book) inMemory(before telephony.CallID) (fresh []telephony.CallRecord) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, k := range b.calls {
		if before == 0 || id < before {
			fresh = append(fresh, k.CallRecord)
		}
	}
	slices.SortFunc(fresh, func(x, y telephony.CallRecord) int {
		if x.ID > y.ID {
			return -1
		}
		return 1
	})
	return fresh
}

// list merges calls on disk with the newer ones in memory.
type list struct {
	f     telephony.CallFilter
	words []string
	fresh []telephony.CallRecord
	found []telephony.CallRecord
}

// stored takes the next call from disk; false: enough.
func (l *list) stored(r telephony.CallRecord) bool {
	for len(l.fresh) > 0 && l.fresh[0].ID >= r.ID {
		newer := l.fresh[0]
		l.fresh = l.fresh[1:]
		l.add(newer)
		if newer.ID == r.ID {
			return len(l.found) < l.f.Limit
		}
	}
	l.add(r)
	return len(l.found) < l.f.Limit && (l.f.From.IsZero() || !r.At.Before(l.f.From))
}

func (l *list) add(r telephony.CallRecord) {
	if len(l.found) < l.f.Limit && l.chooses(r) {
		l.found = append(l.found, r)
	}
}

func (l *list) chooses(r telephony.CallRecord) bool {
	f := l.f
	switch {
	case !f.From.IsZero() && r.At.Before(f.From),
		!f.Until.IsZero() && !r.At.Before(f.Until),
		f.Queues != nil && !slices.Contains(f.Queues, r.Queue),
		f.Agent != "" && r.Agent != f.Agent,
		f.Customer != "" && (r.Customer == nil || r.Customer.ID != f.Customer),
		f.Outcome != "" && r.Outcome != f.Outcome,
		f.State != "" && r.State != f.State:
		return false
	}
	return l.matches(r)
}

func (l *list) matches(r telephony.CallRecord) bool {
	if len(l.words) == 0 {
		return true
	}
	all := []string{string(r.From), r.FromName, string(r.To), r.QueueName, r.AgentName, r.Note, r.RT, string(r.Recording), r.ID.String()}
	all = append(all, r.ReasonNames...)
	if r.Customer != nil {
		all = append(all, r.Customer.Name, string(r.Customer.ID))
	}
	text := foldText(strings.Join(all, "\n"))
	for _, w := range l.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
