package flight

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// How many refused calls are kept, in memory only: of trunks and phones, and
// of strangers, who push out nobody else's; and how much of each message.
const (
	knownRefused    = 48
	strangerRefused = 16
	refusedText     = 2 << 10
	maxAsked        = 64
)

// refused is what was turned away before it was a call.
type refused struct {
	n      uint64
	known  []refusedCall // the newest last
	others []refusedCall
	asked  map[telephony.LegID]telephony.Signal // INVITEs of legs that may have been refused; under disk
}

type refusedCall struct {
	telephony.RefusedCall
	callID string
}

// Refused takes what the wire turned away: a request and its answer. The wire
// sees to it that strangers have it called seldom.
func (r *Recorder) Refused(asked, answer telephony.Signal) {
	asked.At = r.o.Now()
	answer.At = asked.At
	r.refusal(asked, answer)
}

// refusal enters one, or counts it to the one before that was the same. It is
// read before the lock is taken: calls wait for that.
func (r *Recorder) refusal(asked, answer telephony.Signal) {
	asked.Text, answer.Text = kept(asked.Text), kept(answer.Text)
	one, callID := ladder.Refusal(asked, answer)
	r.mu.Lock()
	defer r.mu.Unlock()
	list, most := &r.refused.known, knownRefused
	if one.Trunk == "" && one.Seat == "" {
		list, most = &r.refused.others, strangerRefused
	}
	if i := slices.IndexFunc(*list, func(o refusedCall) bool { return o.same(one) }); i >= 0 {
		one.Times = (*list)[i].Times
		if (*list)[i].callID != callID { // else the request was said again
			one.Times++
		}
		*list = slices.Delete(*list, i, i+1)
	}
	if len(*list) >= most {
		*list = slices.Delete(*list, 0, 1)
	}
	r.refused.n++
	one.N = r.refused.n
	*list = append(*list, refusedCall{one, callID})
}

// same says that the same was refused to the same for the same reason.
func (o refusedCall) same(p telephony.RefusedCall) bool {
	return o.Method == p.Method && o.Status == p.Status && o.Trunk == p.Trunk && o.Seat == p.Seat && o.Peer.Addr() == p.Peer.Addr() && o.To == p.To
}

// kept is a copy of a message without secrets, cut short.
func kept(text []byte) []byte {
	text = slices.Clone(text[:min(len(text), refusedText)])
	ladder.Cut(text)
	return text
}

// turned looks through the messages of a leg that never was a call's: it was
// refused when its INVITE was. Only who holds the disk calls it.
func (r *Recorder) turned(s telephony.Signal) {
	switch status := ladder.Final(s.Text); {
	case !s.Out && ladder.Asks(s.Text):
		if r.refused.asked == nil || len(r.refused.asked) >= maxAsked {
			r.refused.asked = make(map[telephony.LegID]telephony.Signal)
		}
		s.Text = kept(s.Text)
		r.refused.asked[s.Leg] = s
	case s.Out && status != 0:
		if asked, there := r.refused.asked[s.Leg]; there && status >= 300 {
			r.refusal(asked, s)
		}
		delete(r.refused.asked, s.Leg)
	}
}

// RefusedCalls lists what was refused before it was a call, the newest first.
func (r *Recorder) RefusedCalls() []telephony.RefusedCall {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []telephony.RefusedCall
	for _, o := range slices.Concat(r.refused.known, r.refused.others) {
		all = append(all, o.RefusedCall)
	}
	slices.SortFunc(all, func(a, b telephony.RefusedCall) int { return cmp.Compare(b.N, a.N) })
	return all
}

// OfRefused is the ladder of one of them.
func (r *Recorder) OfRefused(c telephony.RefusedCall) telephony.Ladder {
	return ladder.Read(telephony.Trace{Signals: c.Signals}, ladder.Figures{})
}
