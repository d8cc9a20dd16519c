package stats

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// CallOf says which call a fact is about; false: none.
func CallOf(f telephony.Fact) (telephony.CallID, bool) {
	switch f := f.(type) {
	case telephony.CallQueued:
		return f.Call, true
	case telephony.CallTurnedAway:
		return f.Call, true
	case telephony.CallNamed:
		return f.Call, true
	case telephony.Offered:
		return f.Call, true
	case telephony.Rang:
		return f.Call, true
	case telephony.OfferOver:
		return f.Call, true
	case telephony.Answered:
		return f.Call, true
	case telephony.Held:
		return f.Call, true
	case telephony.CallOver:
		return f.Call, true
	case telephony.WrapUpBegan:
		return f.Call, true
	case telephony.Saved:
		return f.Call, true
	case telephony.Unprocessed:
		return f.Call, true
	case telephony.UnprocessedLoad:
		return f.Call, true
	case telephony.CustomerSet:
		return f.Call, true
	case telephony.Sounded:
		return f.Call, true
	case telephony.VoicemailEntered:
		return f.Call, true
	case telephony.VoicemailStepped:
		return f.Call, true
	case telephony.ItemTaken:
		return f.Call, true
	case telephony.ItemDone:
		return f.Call, true
	case telephony.KeysOffered:
		return f.Call, true
	case telephony.CallOutOfHours:
		return f.Call, true
	case telephony.LeaveChosen:
		return f.Call, true
	case telephony.NumberTyped:
		return f.Call, true
	case telephony.Dialled:
		return f.Call, true
	case telephony.DialTried:
		return f.Call, true
	case telephony.DialFailed:
		return f.Call, true
	case telephony.DialAnswered:
		return f.Call, true
	case telephony.DialOver:
		return f.Call, true
	case telephony.DialRefused:
		return f.Call, true
	case telephony.CallKept:
		return f.Call, true
	case telephony.Alerted, telephony.AlertSeen, telephony.LineSought, telephony.CallSpared:
		return 0, false // of the office, whatever call it was about
	case telephony.OfficeSet, telephony.SignedOn, telephony.SignedOff, telephony.PresenceSet,
		telephony.SeatReach, telephony.LegKept, telephony.Began, telephony.Purged, telephony.ClockSet, telephony.HoursTurned, telephony.NightSet:
	}
	return 0, false
}

// Dates says that with a fact the time of earlier calls may become sure: of
// those of its boot with [telephony.CallRecord.Unsure].
func Dates(at telephony.Moment, f telephony.Fact) bool {
	_, set := f.(telephony.ClockSet)
	return set && at.Trusted
}

// date gives a record its time, now that the clock is trusted: the monotonic
// one knows how long ago it was.
func date(r *telephony.CallRecord, at telephony.Moment) bool {
	if r.Unsure.IsZero() || r.Unsure.Boot != at.Boot || !at.Trusted {
		return false
	}
	was := r.At
	r.At = at.Wall.Add(r.Unsure.Up - at.Up)
	if !r.SavedAt.IsZero() {
		r.SavedAt = r.SavedAt.Add(r.At.Sub(was))
	}
	r.Unsure = telephony.Moment{}
	return true
}

// Record folds a fact into the record of its call; old is nil where there is
// none yet. False: the record stays as it was. A fact told twice changes
// nothing the second time, but an offer counts each time. The number of the
// fact is not needed.
func Record(old *telephony.CallRecord, _ uint64, at telephony.Moment, f telephony.Fact) (telephony.CallRecord, bool) {
	if old == nil {
		r, ok := begin(at, f)
		if ok && !at.Trusted {
			r.Unsure = at
		}
		return r, ok
	}
	r := *old
	changed := true
	switch f := f.(type) {
	case telephony.Offered:
		r.Offers++
		r.Overflow = r.Overflow || f.Overflow
	case telephony.CallNamed:
		r.Customer = f.Customer
	case telephony.CustomerSet:
		r.Customer = f.Customer
	case telephony.Answered:
		r.Agent, r.AgentName, r.Waited, r.Recording = f.Agent, f.AgentName, f.Waited, f.Recording
		r.State = telephony.ProcessOpen
	case telephony.CallOver:
		r.Outcome, r.Why, r.Waited, r.Talked, r.Then = f.Outcome, f.Why, f.Waited, f.Talked, f.Then
	case telephony.Saved:
		saved(&r, at, f)
	case telephony.Sounded:
		r.Sound = sounded(r.Sound, f.Quality)
	case telephony.VoicemailEntered:
		r.Voicemail, r.Chosen, r.Waited = cmp.Or(f.Name, "-"), f.Chosen, f.Waited
	case telephony.VoicemailStepped:
		r.Recording = cmp.Or(f.Recording, r.Recording)
	case telephony.ItemTaken:
		r.Length, r.State = f.Item.Length, telephony.ProcessOpen
	case telephony.ItemDone:
		r.DoneBy, r.SavedAt, r.State = f.AgentName, at.Wall, telephony.ProcessSaved
	case telephony.Unprocessed:
		r.State = telephony.ProcessUnprocessed
	case telephony.UnprocessedLoad:
		r.State = telephony.ProcessOpen
	case telephony.DialTried:
		r.Trunk = f.Trunk
	case telephony.DialAnswered:
		r.Waited, r.Recording = f.Waited, f.Recording
	case telephony.DialOver:
		r.Outcome, r.Why, r.Code, r.Cause, r.Waited, r.Talked, r.Then = f.Outcome, f.Why, f.Code, f.Cause, f.Waited, f.Talked, f.Then
	case telephony.NumberTyped:
		if changed = f.Sure; changed {
			r.From = f.Number
		}
	case telephony.CallKept:
		r.KeptBy = ""
		if f.Keep {
			r.KeptBy = cmp.Or(f.ByName, string(f.By))
		}
	case telephony.ClockSet:
		changed = date(&r, at)
	case telephony.CallOutOfHours, telephony.LeaveChosen, telephony.HoursTurned, telephony.NightSet, telephony.Purged,
		telephony.Dialled, telephony.DialFailed, telephony.DialRefused, telephony.Alerted,
		telephony.AlertSeen, telephony.LineSought, telephony.CallSpared,
		telephony.CallQueued, telephony.CallTurnedAway, telephony.KeysOffered, telephony.Rang, telephony.OfferOver, telephony.Held,
		telephony.WrapUpBegan, telephony.OfficeSet, telephony.SignedOn, telephony.SignedOff, telephony.PresenceSet,
		telephony.SeatReach, telephony.LegKept, telephony.Began:
		changed = false
	}
	return r, changed
}

// begin makes the record of a call that is new.
func begin(at telephony.Moment, f telephony.Fact) (telephony.CallRecord, bool) {
	if f, ok := f.(telephony.CallQueued); ok {
		return queued(at, f), true
	}
	if f, ok := f.(telephony.CallOutOfHours); ok {
		r := queued(at, f.CallQueued)
		r.OutOfHours = true
		return r, true
	}
	if f, ok := f.(telephony.CallTurnedAway); ok {
		return telephony.CallRecord{
			ID: f.Call, At: at.Wall, Trunk: f.Trunk, FromSeat: f.Seat, From: f.From, FromName: f.Name, To: f.To,
			Queue: f.Queue, QueueName: f.QueueName, Why: f.Why, Outcome: telephony.OutcomeTurnedAway,
		}, true
	}
	return beginDialled(at, f)
}

// queued is the record of a call that came to a queue.
func queued(at telephony.Moment, f telephony.CallQueued) telephony.CallRecord {
	return telephony.CallRecord{
		ID: f.Call, At: at.Wall, Trunk: f.Trunk, FromSeat: f.Seat, From: f.From, FromName: f.Name, To: f.To, Diverted: f.Diverted,
		Line: f.Line, Queue: f.Queue, QueueName: f.QueueName, Came: f.Came,
	}
}

// beginDialled makes the record of a call that a phone began.
func beginDialled(at telephony.Moment, f telephony.Fact) (telephony.CallRecord, bool) {
	if f, ok := f.(telephony.Dialled); ok {
		r := telephony.CallRecord{
			ID: f.Call, At: at.Wall, Direction: telephony.OutwardCall, FromSeat: f.Seat, From: telephony.Number(f.Seat),
			FromName: f.AgentName, To: f.To, Agent: f.Agent, AgentName: f.AgentName, Emergency: f.Emergency,
		}
		if f.After != 0 {
			r.From, r.FromName = f.From, f.FromName
		}
		if f.Other != "" {
			r.Direction = telephony.InternalCall
		}
		return r, true
	}
	if f, ok := f.(telephony.DialRefused); ok {
		return telephony.CallRecord{
			ID: f.Call, At: at.Wall, Direction: telephony.OutwardCall, FromSeat: f.Seat, From: telephony.Number(f.Seat),
			FromName: f.AgentName, To: f.To, Agent: f.Agent, AgentName: f.AgentName, Refused: f.Why, Why: telephony.ByRule,
			Outcome: telephony.OutcomeTurnedAway,
		}, true
	}
	return telephony.CallRecord{}, false
}

// sounded adds a party's quality, or puts it in the place of an earlier one.
func sounded(all []telephony.Quality, q telephony.Quality) []telephony.Quality {
	all = slices.Clone(all)
	if i := slices.IndexFunc(all, func(o telephony.Quality) bool { return o.Leg == q.Leg }); i >= 0 {
		all[i] = q
		return all
	}
	return append(all, q)
}

func saved(r *telephony.CallRecord, at telephony.Moment, f telephony.Saved) {
	r.State, r.SavedBy, r.SavedAt = telephony.ProcessSaved, f.AgentName, at.Wall
	r.Customer, r.Note, r.RT = f.Customer, f.Form.Note, f.Form.RT
	r.Reasons, r.ReasonNames = slices.Clone(f.Form.Reasons), slices.Clone(f.ReasonNames)
}

// Finished says that nothing more can come to a record.
func Finished(r *telephony.CallRecord) bool {
	if r.Direction != telephony.Inward {
		return r.Outcome != "" // nothing is to be saved
	}
	switch r.Outcome {
	case telephony.OutcomeAnswered:
		return r.State == telephony.ProcessSaved
	case telephony.OutcomeMessage, telephony.OutcomeCallBack:
		return r.State != telephony.ProcessOpen
	case telephony.OutcomeAbandoned, telephony.OutcomeClosedOut, telephony.OutcomeTurnedAway, telephony.OutcomePassedOn,
		telephony.OutcomeUnreached:
		return true
	}
	return false
}
