package telephony

import "time"

// Snapshot is the desk as everybody may see it, published after steps. It is
// read-only: parts are shared between snapshots. Slices are sorted by id,
// Calls by the moment of arrival.
type Snapshot struct {
	N      uint64 // rises with every change
	At     Moment
	Agents []AgentView
	Seats  []SeatView
	Queues []QueueView
	Calls  []CallView // every call that isn't finished: waiting to unprocessed
	Trunks []TrunkView
	Breaks []Break
	Trees  []ReasonTree
	Items  []Item // what callers left and nobody has dealt with, by call
	Sites  []Site
	Alerts []Alert // the last ones, the newest first
	// SlowCommit is how long the oldest uncommitted fact has waited; over
	// 2 s pages say so, over 30 s it is a fault.
	SlowCommit time.Duration
}

// AgentView is a user who serves queues, signed on or not.
type AgentView struct {
	ID        AgentID
	Name      string
	Queues    []QueueID
	Seat      SeatID // empty: signed off
	SignedOn  Moment
	Presence  Presence
	Break     BreakID
	BreakName string
	Work      Work
	Since     Moment // when this mixture of presence and work began
	Call      CallID // the call in hand, ringing to wrapping
	Offer     OfferID
	Notice    Notice
	Place     int // which in line for the next call, from 1; 0: not in line
	Today     AgentToday
}

// AgentToday counts the agent's work since midnight of the office's zone.
type AgentToday struct {
	Answered, Missed, Refused, Busy, Unreachable int
	Misconfigured                                int `json:",omitempty"`
	Talked                                       time.Duration
}

// Notice is the last thing that happened to a ring of this agent (S-LINE);
// pages show it until the next event, at least 10 s (D-29).
type Notice struct {
	Kind NoticeKind
	Name string    // queue, voicemail or break
	By   string    // the supervisor who did it
	Time time.Time // for NoticeLoaded: when the call came
	At   Moment
}

// NoticeKind names the sentence.
type NoticeKind string

const (
	NoticeNone        NoticeKind = ""
	NoticeAbandoned   NoticeKind = "abandoned"   // S-LINE-5
	NoticePassedOn    NoticeKind = "passed-on"   // S-LINE-7
	NoticeParked      NoticeKind = "parked"      // S-LINE-8
	NoticeLoaded      NoticeKind = "loaded"      // S-LAST-5
	NoticeUnreachable NoticeKind = "unreachable" // I-3: why you get no calls
	NoticeVoicemail   NoticeKind = "voicemail"   // S-LINE-6, S-LINE-9, S-VM-16
	NoticeRefused     NoticeKind = "refused"     // the phone refused the call
	// NoticeMisconfigured: the phone can't take calls as it is set up.
	NoticeMisconfigured NoticeKind = "misconfigured"
	NoticeReleased      NoticeKind = "released"    // a supervisor released the wrap-up
	NoticeSignedOff     NoticeKind = "signed-off"  // a supervisor signed you off
	NoticePaused        NoticeKind = "paused"      // off air after missed rings
	NoticeTakenOff      NoticeKind = "taken-off"   // a supervisor took you off the calls, or set a break
	NoticeGiven         NoticeKind = "given"       // a supervisor gave you the call that rings
	NoticeLineNeeded    NoticeKind = "line-needed" // your call is ended for an emergency call; Name is the seat
	NoticeSpared        NoticeKind = "spared"      // it goes on: a line came free
)

// NoticeKinds lists every kind that has a sentence.
var NoticeKinds = []NoticeKind{NoticeAbandoned, NoticePassedOn, NoticeParked, NoticeLoaded, NoticeUnreachable, NoticeVoicemail, NoticeRefused, NoticeMisconfigured, NoticeReleased, NoticeSignedOff, NoticePaused, NoticeTakenOff, NoticeGiven, NoticeLineNeeded, NoticeSpared}

// SeatView is a phone.
type SeatView struct {
	ID         SeatID
	Name       string
	Site       SiteID
	Simulated  bool
	Agent      AgentID // who sits there, or empty
	Reach      Reach
	ReachSince Moment
	Phone      string
	Phones     []PhoneView // registered, in the order in which they came
}

// QueueView is a queue with its figures of today.
type QueueView struct {
	ID                                      QueueID
	Name                                    string
	Waiting                                 int
	Oldest                                  Moment // arrival of the caller who waits longest
	SignedOn                                int
	Ready                                   int
	Talking                                 int
	Offered, Answered, Abandoned, ClosedOut int // today
	AnsweredInTime                          int // within the 20 s of Service Level
	PassedOn                                int // today, to another queue
	Messages, CallBacks                     int // today, left in a voicemail
	Chosen, ChosenInTime                    int // of those, by key while waiting, and within the 20 s
	// OutOfHours counts who came today while it was closed, outside Offered,
	// OutOfHoursLeft those of them who left something (D-20).
	OutOfHours, OutOfHoursLeft int
	Disabled                   bool
	// Closed: new callers are treated as out of hours, by the hours or because
	// it is held closed. Who waited before is served on. Callers may be
	// transferred to a queue that is neither Closed nor Disabled (D-25).
	Closed bool
	// ScheduledClosed and NextChange are what the hours alone say, whoever holds the queue: closed,
	// and when that changes next (UTC; zero: never, or the clock isn't
	// trusted).
	ScheduledClosed bool
	NextChange      time.Time
	Night           NightView
}

// Came says from which call a caller came over, who is still on the line: by
// an agent's transfer (S-LINE-10), or, without one, because his queue could
// not keep him. Without a queue a phone passed its own talk on (S-XFER-8). Each part is a call of its own, with its own agent, reason
// and recording; Came and Then chain them.
type Came struct {
	Call      CallID        `json:"call"`
	Queue     QueueID       `json:"queue"`
	QueueName string        `json:"queueName"`
	Agent     AgentID       `json:"agent,omitempty"`
	AgentName string        `json:"agentName,omitempty"`
	Waited    time.Duration `json:"waited,omitempty"` // before, where the clock runs on (D-10)
	Hops      int           `json:"hops"`             // how many calls came before
}

// Stage is where an unfinished call stands.
type Stage string

const (
	StageWaiting     Stage = "waiting"
	StageOffered     Stage = "offered"
	StageTalking     Stage = "talking"
	StageVoicemail   Stage = "voicemail" // leaves something, or hears a last prompt
	StageWrapping    Stage = "wrapping"
	StageUnprocessed Stage = "unprocessed"
	StageDialling    Stage = "dialling" // a phone of ours calls somebody
)

// CallView is a call that isn't finished.
type CallView struct {
	ID         CallID
	Stage      Stage
	Direction  Direction
	Seat       SeatID // whose phone calls, where it is one of ours
	From       Number
	FromName   string
	To         Number
	Line       string
	Trunk      TrunkID
	Queue      QueueID
	QueueName  string
	Tree       TreeID
	Queued     Moment
	Answered   Moment
	Ended      Moment
	Agent      AgentID // who rings, talks or wraps up; of an unprocessed call who left it
	Overflow   bool    // and the queue wants it shown (S-OVER-2)
	Held       bool
	Emergency  bool // an emergency number is called
	Customer   *CustomerRef
	Candidates []CustomerRef
	Came       *Came // from another call, by transfer or overflow
	Waited     time.Duration
	Recording  RecordingID
	RingUntil  Moment // when the next agent takes over; zero while several phones ring
	// Sound is how each connected party's sound has been so far, the caller
	// first, a few seconds old at most.
	Sound []Quality
}

// CallRecord is a line of the list of calls: a fold of the book. An
// unfinished call stands in it too, with what is known so far.
type CallRecord struct {
	ID          CallID        `json:"id"`
	Direction   Direction     `json:"direction,omitempty"`
	FromSeat    SeatID        `json:"fromSeat,omitempty"`  // whose phone called, where it is one of ours
	Diverted    Number        `json:"diverted,omitempty"`  // called first, where the call was forwarded to us
	Emergency   bool          `json:"emergency,omitempty"` // an emergency number was called
	Refused     DialRefusal   `json:"refused,omitempty"`   // why our phone may not call there
	Code        int           `json:"code,omitempty"`      // SIP status with which our call ended
	Cause       int           `json:"cause,omitempty"`     // the same in ITU-T Q.850, where it was told
	At          time.Time     `json:"at"`                  // arrival, UTC
	Trunk       TrunkID       `json:"trunk,omitempty"`
	From        Number        `json:"from,omitempty"`
	FromName    string        `json:"fromName,omitempty"`
	To          Number        `json:"to"`
	Line        string        `json:"line,omitempty"`
	Queue       QueueID       `json:"queue,omitempty"`
	QueueName   string        `json:"queueName,omitempty"`
	Agent       AgentID       `json:"agent,omitempty"` // who answered
	AgentName   string        `json:"agentName,omitempty"`
	Customer    *CustomerRef  `json:"customer,omitempty"`
	Outcome     Outcome       `json:"outcome,omitempty"` // empty: still on
	Why         EndCause      `json:"why,omitempty"`
	Came        *Came         `json:"came,omitempty"`      // from another call
	Then        CallID        `json:"then,omitempty"`      // the call as which the caller went on
	Voicemail   string        `json:"voicemail,omitempty"` // its name, or "-" where it has none
	Chosen      bool          `json:"chosen,omitempty"`    // the caller chose the voicemail by key
	Length      time.Duration `json:"length,omitempty"`    // of a message
	DoneBy      string        `json:"doneBy,omitempty"`    // who dealt with what was left
	Waited      time.Duration `json:"waited"`
	Talked      time.Duration `json:"talked"`
	Offers      int           `json:"offers,omitempty"`
	Overflow    bool          `json:"overflow,omitempty"`
	OutOfHours  bool          `json:"outOfHours,omitempty"` // came while the queue was closed
	Recording   RecordingID   `json:"recording,omitempty"`
	State       ProcessState  `json:"state,omitempty"`
	Reasons     []ReasonID    `json:"reasons,omitempty"`
	ReasonNames []string      `json:"reasonNames,omitempty"`
	Note        string        `json:"note,omitempty"`
	RT          string        `json:"rt,omitempty"`
	SavedBy     string        `json:"savedBy,omitempty"`
	SavedAt     time.Time     `json:"savedAt,omitzero"`
	Sound       []Quality     `json:"sound,omitempty"`  // of each party that has left
	KeptBy      string        `json:"keptBy,omitempty"` // the supervisor who wants it kept, whatever its age
	// Unsure is when it arrived while the clock wasn't trusted: At is what
	// that showed. Zero: At is sure.
	Unsure Moment `json:"unsure,omitzero"`
}

// WentWithTheBox says that nothing of this call needs to be on the tape: the
// box went down when they had talked for no longer than [MostLost]. If there is
// no recording then, nobody lost it.
func (r *CallRecord) WentWithTheBox() bool {
	return r.Why == ByRestart && r.Recording != "" && max(r.Talked, r.Length) <= MostLost
}

// Ended is when its talk was over, or its message.
func (r *CallRecord) Ended() time.Time { return r.At.Add(r.Waited + max(r.Talked, r.Length)) }

// ProcessState is how far the paperwork of an answered call is.
type ProcessState string

const (
	ProcessNone        ProcessState = ""
	ProcessOpen        ProcessState = "open"
	ProcessUnprocessed ProcessState = "unprocessed"
	ProcessSaved       ProcessState = "saved"
)
