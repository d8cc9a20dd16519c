package webadmin

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// handset is a registered phone in words.
type handset struct {
	telephony.PhoneView
	Name          string // its program, or that it doesn't say
	S, Sign, Word string
}

// phonesAt are the phones registered at a seat.
func (f *frame) phonesAt(id telephony.SeatID) []handset {
	var all []handset
	for _, v := range f.seat(id).Phones {
		h := handset{PhoneView: v, Name: v.Program, S: "air", Sign: "ok", Word: f.T("reach.ok")}
		if h.Name == "" {
			h.Name = f.T("handset.nameless")
		}
		if v.Silent {
			h.S, h.Sign, h.Word = "lost", "lost", f.T("reach.unanswering")
		}
		all = append(all, h)
	}
	return all
}

// sounded is how a call sounded at a seat.
type sounded struct {
	telephony.CallRecord
	telephony.Quality
	S, Sign, Word string // how good it was
	Lost          string // of 100 packets, "0,4 %"; empty: none came
}

// How many of the newest calls are looked through for those of a seat, and
// how many are shown.
const (
	soundsLookedAt = 100
	soundsShown    = 5
)

// soundsAt are the newest calls of a seat with their figures.
func (p *Pages) soundsAt(f *frame, id telephony.SeatID) []sounded {
	records, err := p.Calls.Calls(telephony.CallFilter{Limit: soundsLookedAt})
	if err != nil {
		return nil
	}
	var all []sounded
	for _, r := range records {
		for _, q := range r.Sound {
			if q.Seat == id && q.Heard() && len(all) < soundsShown {
				all = append(all, f.sounded(r, q))
			}
		}
	}
	return all
}

func (f *frame) sounded(r telephony.CallRecord, q telephony.Quality) sounded {
	one := sounded{CallRecord: r, Quality: q, S: "air", Sign: "ok"}
	word := "sound.good"
	switch score := worse(q.Score, q.TheirScore); {
	case q.Received == 0:
		one.S, one.Sign, word = "lost", "lost", "sound.none"
	case score == 0:
		one.S, one.Sign, word = "rest", "dot", "sound.unknown"
	case score < 310: // ITU-T G.107 annex B: nearly all users dissatisfied
		one.S, one.Sign, word = "lost", "lost", "sound.bad"
	case score < 400:
		one.S, one.Sign, word = "ring", "warn", "sound.fair"
	}
	one.Word = f.T(lang.Key(word))
	if all := q.Received + q.Lost; all > 0 {
		one.Lost = lang.Tenths(f.Lang, int(q.Lost*1000/all))
	}
	return one
}

// worse is the lower of two scores; 0 isn't known.
func worse(a, b int) int {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// Shaky writes a jitter, also one below a millisecond.
func (s sounded) Shaky() string {
	if s.Jitter < time.Millisecond {
		return "<\u00a01\u00a0ms"
	}
	return milliseconds(s.Jitter.Milliseconds())
}
