package telephony

import "time"

// Event is what comes into the desk. A Tell is a fact of the world and cannot
// be refused; an Ask (see [Wish]) is a person's wish and can be.
type Event interface{ event() }

type (
	// OfficeChanged brings a new configuration.
	OfficeChanged struct{ Office Office }

	// CallArrived: a call rang in over a trunk and was let in.
	CallArrived struct {
		Call  CallID
		Leg   LegID
		Trunk TrunkID
		Seat  SeatID // a phone of ours called our own number
		// Diverted is the number called first, where the call was forwarded.
		Diverted Number
		From     Number // empty: withheld
		Name     string // display name as sent, cleaned
		To       Number // the number called
	}
	// CallerKnown: the customer book answered who may be calling. Chosen is
	// empty when nothing decides (D-7) or nobody was found.
	CallerKnown struct {
		Call       CallID
		Chosen     CustomerID
		Candidates []CustomerRef
	}
	// CallerDigit: the caller pressed a key ('0'-'9', '*', '#', 'A'-'D').
	CallerDigit struct {
		Call  CallID
		Digit byte
	}
	// OfferRang: the seat's phone says that it rings.
	OfferRang struct{ Offer OfferID }
	// OfferAnswered: the handset was lifted.
	OfferAnswered struct{ Offer OfferID }
	// OfferFailed: the seat's phone did not take the call.
	OfferFailed struct {
		Offer OfferID
		Why   OfferEnd // OfferBusy, OfferRefused, OfferUnreachable, OfferMisconfigured or OfferMissed
		Code  int      // SIP status, for the record
		Cause int      // ITU-T Q.850, where the public network told it
	}
	// LegEnded: a party hung up or its connection is gone.
	LegEnded struct {
		Leg   LegID
		Why   EndCause
		Cause int // ITU-T Q.850
	}
	// LegHeld: the party's phone put the call on hold or took it back.
	LegHeld struct {
		Leg  LegID
		Held bool
	}
	// Said: the prompt that was to be said to a party has ended.
	Said struct {
		Leg    LegID
		Prompt string
	}
	// ItemKept: what a caller left is on disk, or could not be written.
	ItemKept struct {
		Call CallID
		Lost bool
	}
	// SeatReached: whether the seat's phone can be rung.
	SeatReached struct {
		Seat  SeatID
		Reach Reach
		Phone string // program and address, for people
	}
	// Woke: the time that the desk asked to be woken at has come, or a
	// restart is over.
	Woke struct{}
	// Restarted: the brain began anew; Live lists the legs that still have
	// a dialog and media. The desk ends or keeps its calls by it. Seen is
	// when the box was last seen at work before; zero: not known.
	Restarted struct {
		Live []LegID
		Seen time.Time
	}
)

func (OfficeChanged) event() {}
func (CallArrived) event()   {}
func (CallerKnown) event()   {}
func (CallerDigit) event()   {}
func (OfferRang) event()     {}
func (OfferAnswered) event() {}
func (OfferFailed) event()   {}
func (LegEnded) event()      {}
func (LegHeld) event()       {}
func (Said) event()          {}
func (ItemKept) event()      {}
func (SeatReached) event()   {}
func (Woke) event()          {}
func (Restarted) event()     {}

// Wish is an event that a person asked for; it may be refused.
type Wish interface {
	Event
	wish()
}

type (
	// SignOn binds the agent to a seat (S-LOGIN). Move confirms D-1: sign
	// off at the other seat first.
	SignOn struct {
		Agent AgentID
		Seat  SeatID
		Move  bool
	}
	// SignOff ends the day (S-LOGOUT). Leave confirms that a call in
	// wrap-up stays unprocessed (D-5). By is a supervisor or empty.
	SignOff struct {
		Agent AgentID
		Leave bool
		By    AgentID
	}
	// GoOnAir: ready for calls (S-STATE-4).
	GoOnAir struct{ Agent AgentID }
	// GoOffAir: no calls, with a break type or none (S-BREAK-4).
	// By is a supervisor or empty.
	GoOffAir struct {
		Agent AgentID
		Break BreakID
		By    AgentID
	}
	// AssignCustomer sets whose call it is; an empty Customer takes it back.
	AssignCustomer struct {
		Agent    AgentID
		Call     CallID
		Customer CustomerRef
	}
	// SaveCall finishes the processing (S-DONE). HangUp confirms D-21.
	SaveCall struct {
		Agent  AgentID
		Call   CallID
		Form   SaveForm
		HangUp bool
	}
	// HangUp ends the agent's connected call.
	HangUp struct{ Agent AgentID }
	// Transfer passes the connected caller on to a queue (S-XFER), first to
	// Prefer there where he can be rung at once (S-XFER-5); the agent goes on
	// to wrap up. Of a talk that a phone began it passes on the other party
	// (S-OUT-18); there is nothing to wrap up.
	Transfer struct {
		Agent  AgentID
		Call   CallID
		Queue  QueueID
		Prefer AgentID // or empty
	}
	// PickUp takes a call that rings elsewhere: that of Offer, else one that
	// rings at Seat, else the one of those that ring that waits longest. It
	// rings at the agent's own phone, or is answered there at once where that
	// phone asked for it.
	PickUp struct {
		Agent AgentID
		Offer OfferID
		Seat  SeatID
	}
	// TakeOldest has the caller who waits longest in a queue ring at the
	// agent's phone, on air or not.
	TakeOldest struct {
		Agent AgentID
		Queue QueueID
	}
	// LiftPhone has the agent's phone answer what rings there.
	LiftPhone struct{ Agent AgentID }
	// HoldCall has the agent's phone put whom he talks to on hold, or take him
	// back.
	HoldCall struct{ Agent AgentID }
	// LoadUnprocessed claims the last unprocessed call (S-LAST).
	LoadUnprocessed struct{ Agent AgentID }
	// CloseItem marks what a caller left as done.
	CloseItem struct {
		Agent AgentID
		Call  CallID
	}
	// GiveCall: a supervisor takes a waiting call out of its queue and has
	// it ring at somebody who could be rung now. He doesn't answer: it waits on.
	GiveCall struct {
		Call CallID
		To   AgentID
		By   AgentID
	}
	// SetNight holds a queue closed or open until its next scheduled change,
	// or lets it follow its hours again (D-41). Supervisors may; who has the
	// right [Agent.Night] may with the queues that he serves. A queue that its
	// hours hold like that anyway isn't held; who asks for it is granted.
	SetNight struct {
		Agent AgentID
		Queue QueueID // empty: every one that he may hold and that isn't disabled
		Hold  Hold
	}
	// LeaveWrapUp: a supervisor releases a forgotten wrap-up (D-5, D-16).
	LeaveWrapUp struct {
		Agent AgentID
		By    AgentID
	}
)

// SaveForm is what the operator filled in.
type SaveForm struct {
	Reasons       []ReasonID `json:"reasons,omitempty"` // path from the root to the leaf
	Note          string     `json:"note,omitempty"`
	RT            string     `json:"rt,omitempty"`            // digits, at most 10 (S-NOTE-2)
	Unknown       bool       `json:"unknown,omitempty"`       // "Zákazník je neznámý" (S-UNK-4)
	ReplaceNumber bool       `json:"replaceNumber,omitempty"` // S-REPL
}

func (SignOn) event()          {}
func (SignOff) event()         {}
func (GoOnAir) event()         {}
func (GoOffAir) event()        {}
func (AssignCustomer) event()  {}
func (SaveCall) event()        {}
func (HangUp) event()          {}
func (Transfer) event()        {}
func (PickUp) event()          {}
func (TakeOldest) event()      {}
func (LiftPhone) event()       {}
func (HoldCall) event()        {}
func (LoadUnprocessed) event() {}
func (GiveCall) event()        {}
func (CloseItem) event()       {}
func (SetNight) event()        {}
func (LeaveWrapUp) event()     {}

func (SignOn) wish()          {}
func (SignOff) wish()         {}
func (GoOnAir) wish()         {}
func (GoOffAir) wish()        {}
func (AssignCustomer) wish()  {}
func (SaveCall) wish()        {}
func (HangUp) wish()          {}
func (Transfer) wish()        {}
func (PickUp) wish()          {}
func (TakeOldest) wish()      {}
func (LiftPhone) wish()       {}
func (HoldCall) wish()        {}
func (LoadUnprocessed) wish() {}
func (GiveCall) wish()        {}
func (CloseItem) wish()       {}
func (SetNight) wish()        {}
func (LeaveWrapUp) wish()     {}

// OfferEnd is how an offer came to nothing, or to a call.
type OfferEnd string

const (
	OfferTaken       OfferEnd = "answered"
	OfferMissed      OfferEnd = "missed"      // rang for the whole ring time
	OfferBusy        OfferEnd = "busy"        // 486, 600
	OfferRefused     OfferEnd = "refused"     // 603, 403, 3xx
	OfferUnreachable OfferEnd = "unreachable" // 480, 408, 503, no answer at all
	// OfferMisconfigured: the phone is set up for another number, wants a
	// password of us or takes none of our codecs: it won't mend by itself.
	OfferMisconfigured OfferEnd = "misconfigured" // 404, 401, 488
	OfferAbandoned     OfferEnd = "abandoned"     // the caller hung up
	OfferVoicemail     OfferEnd = "voicemail"     // the caller went to a voicemail
	OfferWithdrawn     OfferEnd = "withdrawn"     // a break, sign-off or another agent
)

// EndCause is why a leg or a call ended.
type EndCause string

const (
	ByCaller   EndCause = "caller"
	ByAgent    EndCause = "agent"
	BySystem   EndCause = "system"
	ByLoss     EndCause = "lost"    // the peer vanished
	ByRestart  EndCause = "restart" // could not be kept over a restart
	ByFull     EndCause = "full"    // a limit of the queue
	ByPatience EndCause = "max-wait"
	ByTransfer EndCause = "transfer" // the caller went on to another queue
	ByCalled   EndCause = "called"   // whom we called hung up, or did not take the call
	ByLimit    EndCause = "limit"    // minutes were used up
	ByLoop     EndCause = "loop"     // our own call came back
	ByRule     EndCause = "rule"     // a phone may not call there
	ByHours    EndCause = "hours"    // the queue is closed
	// ByEmergency: an emergency call needed the line (P-EMERG-2).
	ByEmergency EndCause = "emergency"
)

// Reach says whether a seat can be rung (DESIGN: reachability is state).
type Reach string

const (
	Reachable    Reach = "ok"
	Unregistered Reach = "unregistered"
	Unanswering  Reach = "unanswering" // registered, but OPTIONS unanswered
	OffHook      Reach = "off-hook"
)

// DefaultRingTime is one agent's ring where the queue sets none (S-OVER-4).
const DefaultRingTime = 20 * time.Second
