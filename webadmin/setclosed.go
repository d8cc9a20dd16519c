package webadmin

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// otherQueues are the queues to which one may pass its callers on.
func (f *frame) otherQueues(self telephony.QueueID) []option {
	return slices.DeleteFunc(queueOptions(f.Office), func(o option) bool { return o.Value == string(self) })
}

// closedKeys are what callers may leave out of hours (D-36).
func (f *frame) closedKeys() []option {
	return []option{
		{Value: string(telephony.KeysMessage), Text: f.T("closed.message")},
		{Value: string(telephony.KeysCallBack), Text: f.T("closed.call-back")},
		{Value: string(telephony.KeysBoth), Text: f.T("closed.both")},
	}
}

// closed reads when a queue is open and what becomes of who calls it then.
func (v form) closed(q *telephony.Queue, o *telephony.Office) {
	q.Hours, q.ClosedUnsure, q.Lang = telephony.HoursID(v.sent.Get("hours")), v.on("closedUnsure"), v.sent.Get("callersLang")
	q.Closed = telephony.Closed{
		Queue: telephony.QueueID(v.sent.Get("closedQueue")), Leave: telephony.Keys(v.sent.Get("closedLeave")),
		Voicemail: telephony.VoicemailID(v.sent.Get("closedVoicemail")),
	}
	if q.Hours != "" && placeOf(o.Hours, string(q.Hours), hoursID) < 0 {
		v.say("hours", "error.choose")
	}
	if _, ok := v.f.queue(q.Closed.Queue); q.Closed.Queue != "" && (!ok || q.Closed.Queue == q.ID) {
		v.say("closedQueue", "error.choose")
	}
	if q.Closed.Leave != telephony.KeysOff && q.Closed.Voicemail == "" && q.Voicemail == "" {
		v.say("closedVoicemail", "error.no-voicemail")
	}
}
