package webadmin

import (
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// transferForm passes the connected call on (S-XFER): to a queue, the present
// one by default, and there to a preferred operator first.
type transferForm struct {
	Call    telephony.CallID
	Queues  []option
	Agents  []option // those who could be rung now
	Why     string   // nobody can be passed on
	Dialled bool     // a phone began the talk: there is nothing to save
}

func (f *frame) transferForm(c telephony.CallView) *transferForm {
	t := &transferForm{Call: c.ID, Dialled: f.calls(c)}
	switch {
	case c.Stage != telephony.StageTalking && !t.Dialled:
		return nil
	case c.Emergency:
		t.Why = f.T("refusal.for-help")
	case c.Direction == telephony.Inward && t.Dialled:
		t.Why = f.T("transfer.not-yours")
	case c.Stage != telephony.StageTalking:
		t.Why = f.T("transfer.not-yet")
	default:
		t.Queues = f.transferQueues(c.Queue)
		t.Agents = slices.DeleteFunc(f.readyOptions(), func(o option) bool { return o.Value == string(f.User.ID) })
	}
	return t
}

// transferQueues are the queues to which a caller may be transferred (D-25):
// those that are open, and his own, for he came in time; it is chosen, else the
// first one that the operator serves.
func (f *frame) transferQueues(own telephony.QueueID) []option {
	var all []option
	for _, q := range f.Shot.Queues {
		o := option{Value: string(q.ID), Text: q.Name, On: q.ID == own}
		switch {
		case q.Disabled || q.Closed && !o.On:
			continue
		case q.Closed:
			o.Text = f.T("transfer.own-closed", q.Name)
		}
		all = append(all, o)
	}
	if i := slices.IndexFunc(all, func(o option) bool { return f.servesQueue(telephony.QueueID(o.Value)) }); own == "" && i >= 0 {
		all[i].On = true
	}
	return all
}

// Hint says what becomes of the operator's own part.
func (t *transferForm) Hint() lang.Key {
	if t.Dialled {
		return "transfer.hint-dialled"
	}
	return "transfer.hint"
}
