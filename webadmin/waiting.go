package webadmin

import "github.com/spojka/spojka/telephony"

// waitingLine is a caller who waits or for whom a phone rings.
type waitingLine struct {
	telephony.CallView
	Caller string
	Rings  string // at whom
}

// waiting are the callers without an operator, in the order of arrival.
func (f *frame) waiting() []waitingLine {
	var all []waitingLine
	for _, c := range f.Shot.Calls {
		if c.Stage != telephony.StageWaiting && c.Stage != telephony.StageOffered {
			continue
		}
		line := waitingLine{CallView: c, Caller: f.Who(c.Customer, c.QueueName)}
		for _, a := range f.Shot.Agents {
			if c.Stage == telephony.StageOffered && a.ID == c.Agent {
				line.Rings = a.Name
			}
		}
		all = append(all, line)
	}
	return all
}

// readyOptions are the operators who could be rung now.
func (f *frame) readyOptions() []option {
	var all []option
	for _, a := range f.Shot.Agents {
		if a.Presence == telephony.OnAir && a.Work == telephony.Idle && f.seat(a.Seat).Reach == telephony.Reachable {
			all = append(all, option{Value: string(a.ID), Text: a.Name})
		}
	}
	return all
}
