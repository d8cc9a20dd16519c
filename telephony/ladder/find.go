package ladder

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// From when on something is worth saying.
const (
	slowReply   = time.Second
	gaveUpNear  = 2 * time.Second // between the caller's end and our CANCEL
	manyRepeats = 3
	oneWayAfter = 3 * time.Second
	badLoss     = 3  // per cent
	faultLoss   = 10 // per cent
	badGap      = time.Second
	badJitter   = 60 * time.Millisecond
	badRound    = 500 * time.Millisecond
)

// findings says what the call shows, the gravest first.
func (r *reader) findings(tr telephony.Trace, f Figures) []telephony.Finding {
	var all []telephony.Finding
	caller, taken := r.gone(), slices.ContainsFunc(r.list, func(st *story) bool { return st.dialled && st.answers > 0 })
	for _, st := range r.list {
		all = append(all, st.findings(caller, taken, tr.Open)...)
	}
	all = append(all, r.ofCall(tr, f, all)...)
	for _, q := range f.Sound {
		all = append(all, r.ofSound(q)...)
	}
	slices.SortStableFunc(all, func(a, b telephony.Finding) int { return cmp.Compare(a.Grave, b.Grave) })
	switch {
	case len(r.list) == 0:
		return append(all, telephony.Finding{Code: telephony.FoundNothing, Grave: telephony.GraveNone})
	case len(all) == 0 || all[0].Grave == telephony.GraveNone:
		return append([]telephony.Finding{{Code: well(tr.Open), Grave: telephony.GraveNone}}, all...)
	}
	return all
}

func well(open bool) telephony.FindingCode {
	if open {
		return telephony.FoundSoFar
	}
	return telephony.FoundWell
}

// gone is when the side that rang in ended its call; zero: it didn't.
func (r *reader) gone() telephony.Moment {
	for _, st := range r.list {
		switch {
		case st.dialled || st.invite.IsZero():
		case !st.cancel.IsZero() && !st.byUs:
			return st.cancel
		case !st.bye.IsZero() && !st.byeOut:
			return st.bye
		}
	}
	return telephony.Moment{}
}

// ofCall is what no leg alone shows.
func (r *reader) ofCall(tr telephony.Trace, f Figures, sofar []telephony.Finding) (all []telephony.Finding) {
	if f.Record.Why == telephony.ByLoss && !slices.ContainsFunc(sofar, func(o telephony.Finding) bool { return o.Code == telephony.FoundLost }) {
		all = append(all, telephony.Finding{Code: telephony.FoundLost, Grave: telephony.GraveFault})
	}
	if slices.ContainsFunc(r.l.Rungs, func(r telephony.Rung) bool { return r.Restart }) {
		all = append(all, telephony.Finding{Code: telephony.FoundRestart, Grave: telephony.GraveDoubt})
	}
	if tr.Missing > 0 {
		all = append(all, telephony.Finding{Code: telephony.FoundMissing, Grave: telephony.GraveNone, N: tr.Missing})
	}
	return all
}

// findings are those of one leg.
func (st *story) findings(caller telephony.Moment, taken, open bool) (all []telephony.Finding) {
	add := func(code telephony.FindingCode, grave telephony.Gravity, f telephony.Finding) {
		f.Code, f.Grave, f.Party = code, grave, st.party
		all = append(all, f)
	}
	if st.dialled {
		st.ofDialled(caller, taken, open, add)
	} else {
		st.ofArrived(open, add)
	}
	st.ofTalk(open, add)
	if n := st.again + st.heard; n >= manyRepeats && len(all) == 0 {
		add(telephony.FoundRepeats, telephony.GraveDoubt, telephony.Finding{N: n})
	}
	if st.alg {
		add(telephony.FoundALG, telephony.GraveDoubt, telephony.Finding{})
	}
	if st.private {
		add(telephony.FoundPrivate, telephony.GraveDoubt, telephony.Finding{})
	}
	return all
}

type adder func(telephony.FindingCode, telephony.Gravity, telephony.Finding)

// ofDialled: a party that we called. That one refused is no fault of a call
// that another has taken.
func (st *story) ofDialled(caller telephony.Moment, taken, open bool, add adder) {
	if slow := st.first.Since(st.invite); !st.first.IsZero() && slow >= slowReply {
		add(telephony.FoundSlow, telephony.GraveDoubt, telephony.Finding{For: slow})
	}
	switch {
	case st.answers > 0:
		if st.answers >= manyRepeats && st.acks > 1 {
			add(telephony.FoundAckLost, telephony.GraveDoubt, telephony.Finding{N: st.answers})
		}
	case st.password > 0:
		add(telephony.FoundPassword, telephony.GraveFault, telephony.Finding{Status: st.status})
	case st.status == 0 && st.first.IsZero() && (!open || st.invites >= manyRepeats):
		add(telephony.FoundSilent, telephony.GraveFault, telephony.Finding{N: st.invites, For: st.last.Since(st.invite)})
	case !st.cancel.IsZero():
		st.withdrawn(caller, add)
	case noCodec(st.status):
		add(telephony.FoundNoCodec, telephony.GraveFault, telephony.Finding{Status: st.status, Phrase: st.phrase})
	case st.status >= 300:
		grave := telephony.GraveFault
		if taken {
			grave = telephony.GraveDoubt
		}
		add(telephony.FoundRefused, grave, telephony.Finding{Status: st.status, Phrase: st.phrase})
	}
}

// withdrawn: we stopped ringing. That the caller left or another phone was
// quicker is no fault of this one.
func (st *story) withdrawn(caller telephony.Moment, add adder) {
	left := !caller.IsZero() && (st.cancel.Since(caller) <= gaveUpNear && caller.Since(st.cancel) <= gaveUpNear)
	if st.elsewhr || left || st.rang.IsZero() {
		return
	}
	add(telephony.FoundNoAnswer, telephony.GraveDoubt, telephony.Finding{For: st.cancel.Since(st.rang)})
}

func noCodec(status int) bool { return status == 488 || status == 606 || status == 415 }

// ofArrived: a party that called us.
func (st *story) ofArrived(open bool, add adder) {
	switch {
	case st.invite.IsZero():
	case st.answers > 0 && st.acks == 0 && (!open || st.answers >= manyRepeats):
		add(telephony.FoundNoAck, telephony.GraveFault, telephony.Finding{N: st.answers})
	case !st.cancel.IsZero() && !st.byUs:
		add(telephony.FoundGaveUp, telephony.GraveNone, telephony.Finding{For: st.cancel.Since(st.invite)})
	case noCodec(st.status):
		add(telephony.FoundNoCodec, telephony.GraveFault, telephony.Finding{Status: st.status})
	case st.status >= 300 && st.status != 401 && st.status != 407:
		add(telephony.FoundTurnedAway, telephony.GraveFault, telephony.Finding{Status: st.status, Phrase: st.phrase})
	}
}

// ofTalk: requests of ours within the call that nobody answered.
func (st *story) ofTalk(open bool, add adder) {
	if open || st.answers == 0 {
		return
	}
	for _, method := range [...]string{"OPTIONS", "INVITE", "UPDATE", "BYE", "REFER"} {
		for _, m := range st.open { // any order: one of them is enough
			if m != method {
				continue
			}
			if method == "OPTIONS" {
				add(telephony.FoundLost, telephony.GraveFault, telephony.Finding{For: st.last.Since(st.answered)})
			} else {
				add(telephony.FoundNoReply, telephony.GraveDoubt, telephony.Finding{Phrase: method})
			}
			return
		}
	}
}
