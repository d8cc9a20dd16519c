package acd

import (
	"cmp"
	"time"

	"github.com/spojka/spojka/telephony"
)

// state is all that the desk remembers. A decision works on a loan of it (see
// [state.lend]): there nothing is changed in place, parts are replaced.
type state struct {
	Boot    uint32            `json:"boot"`             // every live moment counts in it
	Last    telephony.Moment  `json:"last"`             // of the last fact in Boot
	Known   telephony.Moment  `json:"known,omitzero"`   // of the last fact whose time is sure
	Offer   telephony.OfferID `json:"offer"`            // the last one made
	Newest  telephony.CallID  `json:"newest,omitempty"` // the highest number of a call
	Day     string            `json:"day"`              // local date of today's figures
	Office  telephony.Office  `json:"office"`
	Agents  []*agent          `json:"agents,omitempty"`  // by id
	Seats   []*seat           `json:"seats,omitempty"`   // by id
	Queues  []*queue          `json:"queues,omitempty"`  // by id
	Calls   []*call           `json:"calls,omitempty"`   // by id
	Items   []telephony.Item  `json:"items,omitempty"`   // by call
	Undated []undated         `json:"undated,omitempty"` // those of which the time isn't sure
	Dials   []*dial           `json:"dials,omitempty"`   // calls that phones began, by id
	Abroad  time.Duration     `json:"abroad,omitempty"`  // talked abroad today
	Alerts  []telephony.Alert `json:"alerts,omitempty"`  // the newest first

	plan *plan
	from time.Time // the day of Day, half-open
	till time.Time
	loan bool // a decision's copy: elements are shared with the desk
	own  owned
}

// owned says which slices of a loan are its own already.
type owned struct{ agents, seats, queues, calls, dials bool }

// agent is a user with what he wishes and what happens to him.
type agent struct {
	ID        telephony.AgentID    `json:"id"`
	Name      string               `json:"name"`
	Seat      telephony.SeatID     `json:"seat,omitempty"`
	SignedOn  telephony.Moment     `json:"signedOn,omitzero"`
	Presence  telephony.Presence   `json:"presence,omitempty"`
	Break     telephony.BreakID    `json:"break,omitempty"`
	BreakName string               `json:"breakName,omitempty"`
	Work      telephony.Work       `json:"work,omitempty"`
	Since     telephony.Moment     `json:"since,omitzero"`
	Idle      telephony.Moment     `json:"idle,omitzero"` // end of the last work, or on air: longest idle first
	Rest      telephony.Moment     `json:"rest,omitzero"` // no offers before this: the phone failed just now
	Call      telephony.CallID     `json:"call,omitempty"`
	Offer     telephony.OfferID    `json:"offer,omitempty"`
	Notice    telephony.Notice     `json:"notice,omitzero"`
	InRow     int                  `json:"inRow,omitempty"` // rings missed since he last did something himself
	Today     telephony.AgentToday `json:"today,omitzero"`

	rules *telephony.Agent // nil: gone from the office, or disabled
	serve []bool           // by the queue's place in state.Queues
}

// seat is a phone and whether it can be rung.
type seat struct {
	ID    telephony.SeatID `json:"id"`
	Reach telephony.Reach  `json:"reach"`
	Since telephony.Moment `json:"since,omitzero"`
	Phone string           `json:"phone,omitempty"`
	Spent time.Duration    `json:"spent,omitempty"` // talked outside today

	rules *telephony.Seat // nil: gone, or disabled
}

// queue has its settings, which outlive a change of the office while calls
// are in it, and the figures of today.
type queue struct {
	ID    telephony.QueueID `json:"id"`
	Rules telephony.Queue   `json:"rules"`
	Gone  bool              `json:"gone,omitempty"`
	Turn  telephony.AgentID `json:"turn,omitempty"` // who was rung last
	Today queueToday        `json:"today,omitzero"`
	// Closed and Next are what the hours say, whoever holds the queue, and when
	// that changes.
	Closed bool                `json:"closed,omitempty"`
	Next   time.Time           `json:"next,omitzero"`
	Night  telephony.NightView `json:"night,omitzero"`
	Held   telephony.Moment    `json:"held,omitzero"` // since when, by all clocks

	place int // in state.Queues
}

type queueToday struct {
	Offered      int `json:"offered,omitempty"`
	Answered     int `json:"answered,omitempty"`
	InTime       int `json:"inTime,omitempty"`
	Abandoned    int `json:"abandoned,omitempty"`
	ClosedOut    int `json:"closedOut,omitempty"`
	PassedOn     int `json:"passedOn,omitempty"`
	Messages     int `json:"messages,omitempty"`
	CallBacks    int `json:"callBacks,omitempty"`
	Chosen       int `json:"chosen,omitempty"`
	ChosenInTime int `json:"chosenInTime,omitempty"`
	OutOfHours   int `json:"outOfHours,omitempty"`
	OutLeft      int `json:"outLeft,omitempty"`
}

// call is a call that isn't finished.
type call struct {
	ID          telephony.CallID        `json:"id"`
	Stage       telephony.Stage         `json:"stage"`
	Leg         telephony.LegID         `json:"leg"`
	Identity    string                  `json:"identity,omitempty"` // of the caller's dialog
	Trunk       telephony.TrunkID       `json:"trunk,omitempty"`
	Seat        telephony.SeatID        `json:"seat,omitempty"` // a phone of ours calls
	From        telephony.Number        `json:"from,omitempty"`
	FromName    string                  `json:"fromName,omitempty"`
	To          telephony.Number        `json:"to,omitempty"`
	Line        string                  `json:"line,omitempty"`
	Queue       telephony.QueueID       `json:"queue"`
	QueueName   string                  `json:"queueName,omitempty"`
	Tree        telephony.TreeID        `json:"tree,omitempty"`
	TreeVersion int                     `json:"treeVersion,omitempty"`
	Queued      telephony.Moment        `json:"queued"`          // the clock that people see (D-10, D-30)
	Parked      telephony.Moment        `json:"parked,omitzero"` // in this queue
	Came        *telephony.Came         `json:"came,omitempty"`
	Told        bool                    `json:"told,omitempty"`       // of the keys
	Voicemail   *voicemail              `json:"voicemail,omitempty"`  // in the stage of that name
	OutOfHours  bool                    `json:"outOfHours,omitempty"` // came to a closed queue
	Typing      *typing                 `json:"typing,omitempty"`
	Given       telephony.Number        `json:"given,omitempty"` // typed and confirmed, by who withholds his
	Answered    telephony.Moment        `json:"answered,omitzero"`
	Ended       telephony.Moment        `json:"ended,omitzero"`
	Waited      time.Duration           `json:"waited,omitempty"`
	Offers      []offer                 `json:"offers,omitempty"` // ringing now
	Tried       []try                   `json:"tried,omitempty"`  // who didn't take it, latest try each
	Overflow    bool                    `json:"overflow,omitempty"`
	Agent       telephony.AgentID       `json:"agent,omitempty"` // talks, wraps up, or left it
	AgentLeg    telephony.LegID         `json:"agentLeg,omitempty"`
	AgentIdent  string                  `json:"agentIdent,omitempty"`
	Recording   telephony.RecordingID   `json:"recording,omitempty"`
	CallerHolds bool                    `json:"callerHolds,omitempty"`
	AgentHolds  bool                    `json:"agentHolds,omitempty"`
	Customer    *telephony.CustomerRef  `json:"customer,omitempty"`
	Assigned    bool                    `json:"assigned,omitempty"` // by a person
	Candidates  []telephony.CustomerRef `json:"candidates,omitempty"`
}

// voicemail is how far a caller is in one; it is replaced, never changed.
type voicemail struct {
	ID      telephony.VoicemailID   `json:"id,omitempty"`
	Name    string                  `json:"name,omitempty"`
	Lang    string                  `json:"lang"`
	Longest time.Duration           `json:"longest,omitempty"`
	Leaves  telephony.ItemKind      `json:"leaves,omitempty"`
	Chosen  bool                    `json:"chosen,omitempty"`
	Why     telephony.EndCause      `json:"why,omitempty"`
	Step    telephony.VoicemailStep `json:"step"`
	Since   telephony.Moment        `json:"since"` // of the step
	Taken   bool                    `json:"taken,omitempty"`
}

// typing is how far a caller is with the number at which he is to be called
// back; it is replaced, never changed.
type typing struct {
	Digits telephony.Number `json:"digits,omitempty"`
	Read   bool             `json:"read,omitempty"`
	Wrong  int              `json:"wrong,omitempty"`
	Since  telephony.Moment `json:"since"` // of the last key
}

// offer is one ring at one seat.
type offer struct {
	ID       telephony.OfferID `json:"id"`
	Agent    telephony.AgentID `json:"agent"`
	Seat     telephony.SeatID  `json:"seat"`
	Until    telephony.Moment  `json:"until"`
	Identity string            `json:"identity,omitempty"` // of its dialog, once lifted
	Mine     telephony.Moment  `json:"mine,omitzero"`      // the agent took it himself: until then it is nobody else's to take
	Overflow bool              `json:"overflow,omitempty"`
	Alone    bool              `json:"alone,omitempty"` // it is meant for him: as long as it rings, the queue rings nobody else
}

// try remembers that an agent was rung and didn't take the call.
type try struct {
	Agent  telephony.AgentID `json:"agent"`
	At     telephony.Moment  `json:"at"`
	Missed bool              `json:"missed,omitempty"` // rang for the whole ring time
}

// lend gives a copy that shares everything until it is changed.
func (s *state) lend() state {
	l := *s
	l.loan, l.own = true, owned{}
	return l
}

// live says that the caller's connection should exist.
func (c *call) live() bool { return c.pending() || c.Stage == telephony.StageTalking }

// pending says that the caller is on the line and the call has no outcome yet.
func (c *call) pending() bool { return c.waiting() || c.Stage == telephony.StageVoicemail }

// waiting says that the caller hasn't been connected yet.
func (c *call) waiting() bool {
	return c.Stage == telephony.StageWaiting || c.Stage == telephony.StageOffered
}

func (s *state) agent(id telephony.AgentID) *agent { return find(s.Agents, id, (*agent).id) }
func (s *state) seat(id telephony.SeatID) *seat    { return find(s.Seats, id, (*seat).id) }
func (s *state) queue(id telephony.QueueID) *queue { return find(s.Queues, id, (*queue).id) }
func (s *state) call(id telephony.CallID) *call    { return find(s.Calls, id, (*call).id) }

func (s *state) callPlace(id telephony.CallID) (int, bool) { return place(s.Calls, id, (*call).id) }

// ringing finds the call that this offer rings for, and the offer's place.
func (s *state) ringing(id telephony.OfferID) (*call, int) {
	for _, c := range s.Calls {
		for i := range c.Offers {
			if c.Offers[i].ID == id {
				return c, i
			}
		}
	}
	return nil, -1
}

// reachable says that the agent's phone can be rung.
func (s *state) reachable(a *agent) bool {
	p := s.seat(a.Seat)
	return p != nil && p.rules != nil && p.Reach == telephony.Reachable
}

// holder is who is signed on at a seat, or nil.
func (s *state) holder(id telephony.SeatID) *agent {
	for _, a := range s.Agents {
		if a.Seat == id && a.Presence != telephony.SignedOut {
			return a
		}
	}
	return nil
}

// sitter is the same with his name; empty: nobody.
func (s *state) sitter(id telephony.SeatID) (telephony.AgentID, string) {
	if a := s.holder(id); a != nil {
		return a.ID, a.Name
	}
	return "", ""
}

// before orders moments: an earlier boot is earlier.
func before(a, b telephony.Moment) int {
	if c := cmp.Compare(a.Boot, b.Boot); c != 0 {
		return c
	}
	return cmp.Compare(a.Up, b.Up)
}
