package ladder

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// packet is the usual time of sound in one packet.
const packet = 20 * time.Millisecond

// ofSound is what the figures of one party's sound show.
func (r *reader) ofSound(q telephony.Quality) (all []telephony.Finding) {
	add := func(code telephony.FindingCode, grave telephony.Gravity, f telephony.Finding) {
		f.Code, f.Grave, f.Party = code, grave, r.partyOf(q)
		all = append(all, f)
	}
	if sent := time.Duration(min(q.Sent, 1<<30)) * packet; q.Received == 0 {
		if sent >= oneWayAfter {
			add(telephony.FoundOneWay, telephony.GraveFault, telephony.Finding{For: sent})
		}
		return all
	}
	if p := percent(q.Lost, q.Received+q.Lost); p >= badLoss {
		add(telephony.FoundLoss, lossy(p), telephony.Finding{N: p})
	}
	if p := percent(q.TheirLost, q.Sent); q.Reports > 0 && p >= badLoss {
		add(telephony.FoundTheirLoss, lossy(p), telephony.Finding{N: p})
	}
	for _, t := range [...]struct {
		code      telephony.FindingCode
		is, limit time.Duration
	}{
		{telephony.FoundGap, q.Gap, badGap}, {telephony.FoundJitter, max(q.Jitter, q.TheirJitter), badJitter},
		{telephony.FoundDelay, q.Round, badRound},
	} {
		if t.is >= t.limit {
			add(t.code, telephony.GraveDoubt, telephony.Finding{For: t.is})
		}
	}
	return all
}

func lossy(percent int) telephony.Gravity {
	if percent >= faultLoss {
		return telephony.GraveFault
	}
	return telephony.GraveDoubt
}

func percent(part, whole uint64) int {
	if whole == 0 {
		return 0
	}
	return int(min(part, whole) * 100 / whole)
}

// partyOf is the party that the figures are of: the leg's, where its messages
// were kept.
func (r *reader) partyOf(q telephony.Quality) telephony.LadderParty {
	if i := slices.IndexFunc(r.list, func(st *story) bool { return st.leg == q.Leg }); i >= 0 {
		return r.list[i].party
	}
	return telephony.LadderParty{Seat: q.Seat}
}
