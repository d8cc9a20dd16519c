package telephony

import "time"

// Calls that a phone at a seat begins: to another seat, to a number outside,
// or to a number of our own. Their called leg is an offer, like the ring of a
// call from a queue.

// SeatDialled: a phone, proved by its seat's password, calls a number.
type SeatDialled struct {
	Call    CallID
	Leg     LegID
	Seat    SeatID
	To      Number    // as normalised; a name as it was dialled
	Private bool      // the phone wants our number kept back (RFC 3323)
	Down    []TrunkID // that don't work as the wire sees it
}

// OfferEarly: the party that we dial sends sound before it answers.
type OfferEarly struct{ Offer OfferID }

// SeatRefers: a phone passes its talk on (REFER): to a number, or to the party
// of its other call, whose leg is With. [ReferDone] tells it what came of it.
type SeatRefers struct {
	Leg  LegID
	To   Number
	With LegID
	Down []TrunkID
}

func (SeatRefers) event()  {}
func (SeatDialled) event() {}
func (OfferEarly) event()  {}

type (
	// CallOut dials a number over a trunk; [OfferID.Leg] names the new leg.
	CallOut struct {
		Call      CallID
		Offer     OfferID
		Trunk     TrunkID
		To        Number
		Shown     Number // our number, as the other side sees it; empty: the trunk's main number
		Private   bool   // and is to be kept back from people
		Emergency bool
	}
	// RingCaller tells who calls that it rings.
	RingCaller struct{ Leg LegID }
	// ShowParty has a seat's phone show with whom it talks from now on.
	ShowParty struct {
		Leg    LegID
		Number Number
		Name   string
	}
	// ReferDone tells a phone what came of its passing on: a SIP status.
	ReferDone struct {
		Leg  LegID
		Code int
	}
	// LetHear lets who calls hear the party that hasn't answered yet.
	LetHear struct {
		Call   CallID
		Caller LegID
		Called LegID
	}
)

func (CallOut) command()    {}
func (ReferDone) command()  {}
func (ShowParty) command()  {}
func (RingCaller) command() {}
func (LetHear) command()    {}

type (
	// Dialled: a phone at a seat calls somebody.
	Dialled struct {
		Call      CallID    `json:"call"`
		Leg       LegID     `json:"leg"`
		Seat      SeatID    `json:"seat"`
		Agent     AgentID   `json:"agent,omitempty"` // who sits there
		AgentName string    `json:"agentName,omitempty"`
		To        Number    `json:"to"`
		Other     SeatID    `json:"other,omitempty"` // the seat called; empty: outside
		Trunks    []TrunkID `json:"trunks,omitempty"`
		Private   bool      `json:"private,omitempty"`
		Abroad    bool      `json:"abroad,omitempty"`
		Emergency bool      `json:"emergency,omitempty"`
		// After is the call in which the phone at Seat talked and which it
		// passed on: the leg is the party's that stays, From its number.
		After    CallID `json:"after,omitempty"`
		From     Number `json:"from,omitempty"`
		FromName string `json:"fromName,omitempty"`
		// Via is the trunk over which the party that stays is connected.
		Via TrunkID `json:"via,omitempty"`
	}
	// DialTried: the called party is rung, over a trunk where it isn't a seat.
	DialTried struct {
		Call  CallID  `json:"call"`
		Offer OfferID `json:"offer"`
		Trunk TrunkID `json:"trunk,omitempty"`
		Shown Number  `json:"shown,omitempty"`
		Seat  SeatID  `json:"seat,omitempty"` // nobody took what this seat passed on: it is rung itself
	}
	// DialFailed: this try came to nothing.
	DialFailed struct {
		Call  CallID  `json:"call"`
		Offer OfferID `json:"offer"`
		Code  int     `json:"code,omitempty"`  // SIP status
		Cause int     `json:"cause,omitempty"` // ITU-T Q.850
	}
	// DialAnswered: the called party answered.
	DialAnswered struct {
		Call      CallID        `json:"call"`
		Offer     OfferID       `json:"offer"`
		Waited    time.Duration `json:"waited"`
		Recording RecordingID   `json:"recording"`
	}
	// DialOver is the one end of a dialled call.
	DialOver struct {
		Call    CallID        `json:"call"`
		Why     EndCause      `json:"why"`
		Outcome Outcome       `json:"outcome"`
		Code    int           `json:"code,omitempty"`
		Cause   int           `json:"cause,omitempty"`
		Waited  time.Duration `json:"waited"`
		Talked  time.Duration `json:"talked"`
		Then    CallID        `json:"then,omitempty"` // the call in which it goes on
	}
	// DialRefused: a rule or a limit forbids the call.
	DialRefused struct {
		Call      CallID      `json:"call"`
		Seat      SeatID      `json:"seat"`
		Agent     AgentID     `json:"agent,omitempty"`
		AgentName string      `json:"agentName,omitempty"`
		To        Number      `json:"to"`
		Why       DialRefusal `json:"why"`
	}
	// Alerted is something that a supervisor has to know of at once.
	Alerted struct {
		What  AlertKind `json:"what"`
		Call  CallID    `json:"call,omitempty"`
		Seat  SeatID    `json:"seat,omitempty"`
		Trunk TrunkID   `json:"trunk,omitempty"`
		To    Number    `json:"to,omitempty"`
	}
)

func (Dialled) Kind() FactKind      { return KindDialled }
func (DialTried) Kind() FactKind    { return KindDialTried }
func (DialFailed) Kind() FactKind   { return KindDialFailed }
func (DialAnswered) Kind() FactKind { return KindDialAnswered }
func (DialOver) Kind() FactKind     { return KindDialOver }
func (DialRefused) Kind() FactKind  { return KindDialRefused }
func (Alerted) Kind() FactKind      { return KindAlerted }

// DialRefusal is why a phone may not call a number.
type DialRefusal string

const (
	DialNowhere    DialRefusal = "nowhere"     // no seat, no number that can be called
	DialOneself    DialRefusal = "oneself"     // the phone's own seat
	DialNoTrunk    DialRefusal = "no-trunk"    // no line that could carry it
	DialAbroad     DialRefusal = "abroad"      // a country that isn't allowed
	DialPremium    DialRefusal = "premium"     // a number at a higher price
	DialService    DialRefusal = "service"     // a short number or code of the provider
	DialClock      DialRefusal = "clock"       // abroad only once the time of day is sure
	DialTooMany    DialRefusal = "too-many"    // calls at once
	DialMinutes    DialRefusal = "minutes"     // a day's minutes are used up
	DialLinesBusy  DialRefusal = "lines-busy"  // every line that could carry it is in use
	DialNotStarted DialRefusal = "not-started" // the box isn't ready yet
)

// DialRefusals lists every reason that has a sentence.
var DialRefusals = []DialRefusal{
	DialNowhere, DialOneself, DialNoTrunk, DialAbroad, DialPremium, DialService, DialClock, DialTooMany, DialMinutes, DialNotStarted,
	DialLinesBusy,
}

// Status is the SIP status that tells the phone so.
func (r DialRefusal) Status() int {
	switch r {
	case DialNowhere:
		return 404
	case DialOneself, DialLinesBusy:
		return 486
	case DialNoTrunk, DialNotStarted:
		return 503
	case DialAbroad, DialPremium, DialService, DialClock, DialTooMany, DialMinutes:
	}
	return 403
}

// AlertKind names what happened.
type AlertKind string

const (
	AlertEmergency AlertKind = "emergency"    // somebody calls an emergency number (P-EMERG-3)
	AlertFraud     AlertKind = "fraud"        // a call was forbidden that costs much
	AlertIdentity  AlertKind = "not-our-name" // a trunk refused the number that we showed (WIRE 30)
)

// AlertKinds lists every kind that has a sentence.
var AlertKinds = []AlertKind{AlertEmergency, AlertFraud, AlertIdentity}

// Alert is one of the last things of which a supervisor has to know.
type Alert struct {
	At    Moment    `json:"at"`
	What  AlertKind `json:"what"`
	Call  CallID    `json:"call,omitempty"`
	Seat  SeatID    `json:"seat,omitempty"`
	Trunk TrunkID   `json:"trunk,omitempty"`
	To    Number    `json:"to,omitempty"`
	// SeenBy is who confirmed that he knows of it, SeenAt when.
	SeenBy string `json:"seenBy,omitempty"`
	SeenAt Moment `json:"seenAt,omitzero"`
}

// TrunkCall is a call to be made over a trunk.
type TrunkCall struct {
	Trunk     TrunkID
	To        Number
	Shown     Number // empty: the trunk's main number
	Private   bool
	Emergency bool
	Local     MediaPort
	Speaks    []Codec // to offer, in this order, as far as the trunk's habits let; empty: the usual ones
	Ptime     int     // packet time to ask for in ms, 0: 20
}

// Outward says what phones may call outside. What is zero is closed, or has
// the limit named. Emergency numbers know no limit.
type Outward struct {
	Countries     []string `json:"countries,omitempty"`     // calling codes beside our own, "421"; "*": all
	Premium       bool     `json:"premium,omitempty"`       // numbers at a higher price
	Services      bool     `json:"services,omitempty"`      // short numbers and codes of the provider, "1188", "*21#"
	Calls         int      `json:"calls,omitempty"`         // at once; 0: 10
	SeatCalls     int      `json:"seatCalls,omitempty"`     // of one seat at once; 0: 2
	SeatMinutes   int      `json:"seatMinutes,omitempty"`   // of one seat a day; 0: 300
	AbroadCalls   int      `json:"abroadCalls,omitempty"`   // abroad or premium, at once; 0: 2
	AbroadMinutes int      `json:"abroadMinutes,omitempty"` // the same, a day; 0: 60
}

// Direction of a call, as the office sees it.
type Direction string

const (
	Inward       Direction = "" // somebody calls us
	OutwardCall  Direction = "out"
	InternalCall Direction = "internal" // seat to seat
)
