package webadmin

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// transferForm passes the connected call on (S-XFER): to a queue that is
// open, the present one by default, and there to a preferred operator first.
type transferForm struct {
	Call   telephony.CallID
	Queues []option
	Agents []option // those who could be rung now
}

func (f *frame) transferForm(c telephony.CallView) *transferForm {
	if c.Stage != telephony.StageTalking {
		return nil
	}
	t := &transferForm{Call: c.ID, Queues: f.openQueues(c.Queue)}
	t.Agents = slices.DeleteFunc(f.readyOptions(), func(o option) bool { return o.Value == string(f.User.ID) })
	return t
}
