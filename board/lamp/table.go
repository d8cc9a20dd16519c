// Package lamp is the lamp table: what every lamp of the front shows, as a
// function of the desk's snapshot and the box's conditions. Page and phones
// follow the same table, so that they can't disagree.
//
// The lamps of the box:
//
//	lamp        dark             steady           slow flash          flash             wink
//	power       -                runs (green)     -                   -                 -
//	network     not looked at    fine (green)     attention (amber)   no network (red)  -
//	trunk       none set up      all up (green)   some down (amber)   all down (red)    -
//	waiting     nobody           -                somebody (amber)    over 20 s (red)   -
//	message     none             -                -                   -                 unprocessed call, message or call-back (plum)
//	recording   no call          records (green)  -                   disk full (red)   -
//	fault       in order         fault (red)      attention (amber)   -                 -
//
// Before all else the fault lamp shows alarm (red): an emergency call of which
// no supervisor has confirmed that he knows (P-EMERG-3).
//
// The keys with a lamp:
//
//	queue       nobody serves it: dark · ready: green, steady · served, nobody free: white, blip ·
//	            somebody waits: amber, slow flash · over 20 s: red, flash
//	break n     white, steady while the panel's own agent is on it
//	seat        see [OfSeat]
//	night       see [OfNight]
//	on-air      as the seat of the panel's own agent
//	answer      a call rings at the agent's phone: amber, flash
//	hold        the agent holds the caller: plum, slow flash · talks: blue, steady
//	hang-up     talks: blue, steady
package lamp

import (
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// LongWait is the wait after which lamps call for help: the limit of the
// service level.
const LongWait = 20 * time.Second

// Box is what lamps follow besides the desk.
type Box struct {
	Now        telephony.Moment
	Conditions []board.Condition
	// Own is who works at the panel, or empty.
	Own telephony.AgentID
}

var (
	dark      = board.Light{Rhythm: board.Off}
	good      = board.Light{Rhythm: board.Steady, Colour: board.Green}
	attention = board.Light{Rhythm: board.SlowFlash, Colour: board.Amber}
	help      = board.Light{Rhythm: board.Flash, Colour: board.Red}
	alarm     = board.Light{Rhythm: board.Alarm, Colour: board.Red}
)

// Table is what the lamps of these functions show, in their order.
func Table(s *telephony.Snapshot, box Box, fns []board.Function) []board.Light {
	lights := make([]board.Light, len(fns))
	for i, fn := range fns {
		lights[i] = light(s, box, fn)
	}
	return lights
}

func light(s *telephony.Snapshot, box Box, fn board.Function) board.Light {
	switch fn.Kind {
	case board.FnPower:
		return good
	case board.FnNetwork:
		return network(box.Conditions)
	case board.FnTrunk:
		return trunk(s.Trunks, telephony.TrunkID(fn.Name))
	case board.FnWaiting:
		return waiting(s.Queues, box.Now)
	case board.FnMessage:
		return message(s)
	case board.FnRecording:
		return recording(s.Calls, box.Conditions)
	case board.FnFault:
		if _, called := openAlarm(s, ""); called {
			return alarm
		}
		return fault(box.Conditions, s.SlowCommit)
	case board.FnSeat:
		return OfSeat[Seat(s, telephony.SeatID(fn.Name))]
	case board.FnQueue:
		return queue(s.Queues, telephony.QueueID(fn.Name), box.Now)
	case board.FnOnAir:
		return onAir(s, box.Own)
	case board.FnAnswer, board.FnHold, board.FnHangUp:
		return ownCall(s, box.Own, fn.Kind)
	case board.FnBreak:
		return onBreak(s, box.Own, fn.Name)
	case board.FnNight:
		return OfNight[NightSwitch(s, fn.Name)]
	}
	return dark
}

// Rests says that a lamp that can't be dimmed is dark at night: it is one of
// the box's own and says only that all is well. What calls for somebody, and
// the lamps of those who work at night, shine as by day.
func Rests(fn board.Function, l board.Light) bool {
	switch fn.Kind {
	case board.FnPower, board.FnNetwork, board.FnTrunk:
		return l == good
	}
	return false
}

func network(conds []board.Condition) board.Light {
	for _, c := range conds {
		switch {
		case c.ID != board.CondNetwork:
		case c.Level == board.Good:
			return good
		case c.Level == board.Warn:
			return attention
		default:
			return help
		}
	}
	return dark
}

// trunk shows one trunk, or all when id is empty.
func trunk(trunks []telephony.TrunkView, id telephony.TrunkID) board.Light {
	up, down := 0, 0
	for _, t := range trunks {
		switch {
		case id != "" && t.ID != id:
		case t.Up:
			up++
		default:
			down++
		}
	}
	switch {
	case up == 0 && down == 0:
		return dark
	case down == 0:
		return good
	case up == 0:
		return help
	}
	return attention
}

// waiting shows who waits longest, in any queue.
func waiting(queues []telephony.QueueView, now telephony.Moment) board.Light {
	worst := dark
	for _, q := range queues {
		if l := wait(q, now); l == help || l == attention && worst == dark {
			worst = l
		}
	}
	return worst
}

func wait(q telephony.QueueView, now telephony.Moment) board.Light {
	switch {
	case q.Waiting == 0:
		return dark
	case now.Since(q.Oldest) > LongWait:
		return help
	}
	return attention
}

func queue(queues []telephony.QueueView, id telephony.QueueID, now telephony.Moment) board.Light {
	for _, q := range queues {
		switch {
		case q.ID != id:
		case q.Waiting > 0:
			return wait(q, now)
		case q.Ready > 0:
			return good
		case q.SignedOn > 0:
			return OfSeat[Away]
		}
	}
	return dark
}

func message(s *telephony.Snapshot) board.Light {
	if len(s.Items) > 0 {
		return OfSeat[Wrapping]
	}
	for _, c := range s.Calls {
		if c.Stage == telephony.StageUnprocessed {
			return OfSeat[Wrapping]
		}
	}
	return dark
}

func recording(calls []telephony.CallView, conds []board.Condition) board.Light {
	for _, c := range conds {
		if c.ID == board.CondDisk && c.Level == board.Fault {
			return help
		}
	}
	for _, c := range calls {
		if c.Stage == telephony.StageTalking && c.Recording != "" {
			return good
		}
	}
	return dark
}

// commitSlow and commitFault are how long a fact may wait for the disk before
// the lamp says so.
const (
	commitSlow  = 2 * time.Second
	commitFault = 30 * time.Second
)

// fault sums up the conditions. Two of them ask nobody to come to the box:
// sound without priority on a computer, and a wire that was put right.
func fault(conds []board.Condition, slowCommit time.Duration) board.Light {
	worst := board.Good
	for _, c := range conds {
		if c.Level == board.Fault || c.ID != board.CondRealTime && c.ID != board.CondWire {
			worst = max(worst, c.Level)
		}
	}
	switch {
	case worst == board.Fault || slowCommit > commitFault:
		return board.Light{Rhythm: board.Steady, Colour: board.Red}
	case worst == board.Warn || slowCommit > commitSlow:
		return attention
	}
	return dark
}

func onAir(s *telephony.Snapshot, own telephony.AgentID) board.Light {
	for _, a := range s.Agents {
		if a.ID == own && own != "" {
			return OfSeat[Person(s, a.Seat)]
		}
	}
	return dark
}

func onBreak(s *telephony.Snapshot, own telephony.AgentID, number string) board.Light {
	b, ok := board.BreakAt(s, number)
	for _, a := range s.Agents {
		if ok && a.ID == own && a.Presence == telephony.OffAir && a.Break == b.ID {
			return board.Light{Rhythm: board.Steady, Colour: board.White}
		}
	}
	return dark
}

// ownCall is the lamp of a key that acts on the call of the panel's own agent.
func ownCall(s *telephony.Snapshot, own telephony.AgentID, kind board.FunctionKind) board.Light {
	for _, a := range s.Agents {
		switch {
		case a.ID != own || own == "":
		case kind == board.FnAnswer && a.Work == telephony.Ringing:
			return OfSeat[Ringing]
		case kind == board.FnHold && a.Work == telephony.Talking && heldBy(s, a.Call):
			return board.Light{Rhythm: board.SlowFlash, Colour: board.Plum}
		case kind != board.FnAnswer && a.Work == telephony.Talking:
			return OfSeat[Talking]
		}
	}
	return dark
}

func heldBy(s *telephony.Snapshot, id telephony.CallID) bool {
	for _, c := range s.Calls {
		if c.ID == id {
			return c.Held
		}
	}
	return false
}
