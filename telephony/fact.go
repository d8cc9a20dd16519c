package telephony

import "time"

// Fact is what is written in the book, for ever. Replay applies facts only,
// so a new rule never rewrites last month. A fact carries names as they were.
// Kind is its number in the book, never reused; a changed meaning takes a new
// version and a lifting function with a golden file.
type Fact interface{ Kind() FactKind }

// FactKind is the number and name of a kind of fact.
type FactKind uint16

const (
	KindOfficeSet        FactKind = 1
	KindSignedOn         FactKind = 2
	KindSignedOff        FactKind = 3
	KindPresenceSet      FactKind = 4
	KindSeatReach        FactKind = 5
	KindCallQueued       FactKind = 6
	KindCallNamed        FactKind = 7
	KindOffered          FactKind = 8
	KindOfferOver        FactKind = 9
	KindAnswered         FactKind = 10
	KindHeld             FactKind = 11
	KindCallOver         FactKind = 12
	KindWrapUpBegan      FactKind = 13
	KindSaved            FactKind = 14
	KindUnprocessed      FactKind = 15
	KindUnprocessedLoad  FactKind = 16
	KindCustomerSet      FactKind = 17
	KindCallTurnedAway   FactKind = 18
	KindLegKept          FactKind = 19
	KindRang             FactKind = 20
	KindBegan            FactKind = 21
	KindDialled          FactKind = 30
	KindDialTried        FactKind = 31
	KindDialFailed       FactKind = 32
	KindDialAnswered     FactKind = 33
	KindDialOver         FactKind = 34
	KindDialRefused      FactKind = 35
	KindAlerted          FactKind = 36
	KindLineSought       FactKind = 37
	KindCallSpared       FactKind = 38
	KindAlertSeen        FactKind = 39
	KindVoicemailEntered FactKind = 40
	KindVoicemailStepped FactKind = 41
	KindItemTaken        FactKind = 42
	KindItemDone         FactKind = 43
	KindKeysOffered      FactKind = 44
	KindCallOutOfHours   FactKind = 50
	KindLeaveChosen      FactKind = 51
	KindNumberTyped      FactKind = 52
	KindHoursTurned      FactKind = 53
	KindNightSet         FactKind = 54
	KindPurged           FactKind = 60
	KindCallKept         FactKind = 61
	KindClockSet         FactKind = 62
	KindSounded          FactKind = 70
)

type (
	OfficeSet struct {
		Office Office `json:"office"`
	}
	SignedOn struct {
		Agent AgentID `json:"agent"`
		Name  string  `json:"name"`
		Seat  SeatID  `json:"seat"`
	}
	SignedOff struct {
		Agent AgentID `json:"agent"`
		Name  string  `json:"name"`
		Seat  SeatID  `json:"seat"`
		By    AgentID `json:"by,omitempty"`
	}
	PresenceSet struct {
		Agent     AgentID  `json:"agent"`
		Presence  Presence `json:"presence"`
		Break     BreakID  `json:"break,omitempty"`
		BreakName string   `json:"breakName,omitempty"`
		By        AgentID  `json:"by,omitempty"`     // a supervisor
		Missed    int      `json:"missed,omitempty"` // so many rings in a row: the desk did it
	}
	SeatReach struct {
		Seat  SeatID `json:"seat"`
		Reach Reach  `json:"reach"`
		Phone string `json:"phone,omitempty"`
	}
	// CallQueued: the caller waits; the clock of S-LINE-4 starts.
	CallQueued struct {
		Call        CallID  `json:"call"`
		Leg         LegID   `json:"leg"`
		Trunk       TrunkID `json:"trunk"`
		Seat        SeatID  `json:"seat,omitempty"`     // a phone of ours calls our own number
		Diverted    Number  `json:"diverted,omitempty"` // called first, where the call was forwarded to us
		From        Number  `json:"from,omitempty"`
		Name        string  `json:"name,omitempty"`
		To          Number  `json:"to"`
		Line        string  `json:"line,omitempty"`
		Queue       QueueID `json:"queue"`
		QueueName   string  `json:"queueName"`
		Tree        TreeID  `json:"tree,omitempty"`
		TreeVersion int     `json:"treeVersion,omitempty"`
		Came        *Came   `json:"came,omitempty"` // from another call
	}
	// CallTurnedAway: a call that no queue took: number leads nowhere, queue
	// full or disabled. It stands in the list with its cause.
	CallTurnedAway struct {
		Call      CallID   `json:"call"`
		Trunk     TrunkID  `json:"trunk"`
		Seat      SeatID   `json:"seat,omitempty"`
		From      Number   `json:"from,omitempty"`
		Name      string   `json:"name,omitempty"`
		To        Number   `json:"to"`
		Queue     QueueID  `json:"queue,omitempty"`
		QueueName string   `json:"queueName,omitempty"`
		Why       EndCause `json:"why"`
	}
	CallNamed struct {
		Call       CallID        `json:"call"`
		Customer   *CustomerRef  `json:"customer,omitempty"`
		Candidates []CustomerRef `json:"candidates,omitempty"`
	}
	Offered struct {
		Call      CallID   `json:"call"`
		Offer     OfferID  `json:"offer"`
		Agent     AgentID  `json:"agent"`
		AgentName string   `json:"agentName"`
		Seat      SeatID   `json:"seat"`
		Queue     QueueID  `json:"queue"`
		Why       Strategy `json:"why"`                // the rule that chose
		Overflow  bool     `json:"overflow,omitempty"` // S-OVER
		By        AgentID  `json:"by,omitempty"`       // a supervisor who gave it
	}
	// Rang: the phone confirmed that it rings.
	Rang struct {
		Call  CallID  `json:"call"`
		Offer OfferID `json:"offer"`
	}
	OfferOver struct {
		Call  CallID   `json:"call"`
		Offer OfferID  `json:"offer"`
		Agent AgentID  `json:"agent"`
		How   OfferEnd `json:"how"`
		Code  int      `json:"code,omitempty"`
		To    string   `json:"to,omitempty"` // the voicemail's name
		// Next is true when another agent is offered the call in the same
		// step (S-LINE-7 against S-LINE-8), Gone when nobody is any more: the
		// caller had waited too long.
		Next bool `json:"next,omitempty"`
		Gone bool `json:"gone,omitempty"`
	}
	Answered struct {
		Call      CallID        `json:"call"`
		Offer     OfferID       `json:"offer"`
		Agent     AgentID       `json:"agent"`
		AgentName string        `json:"agentName"`
		Seat      SeatID        `json:"seat"`
		Waited    time.Duration `json:"waited"` // S-LINE-13
		Recording RecordingID   `json:"recording"`
	}
	Held struct {
		Call CallID `json:"call"`
		Leg  LegID  `json:"leg"`
		On   bool   `json:"on"`
	}
	// CallOver: the caller's connection ended.
	CallOver struct {
		Call    CallID        `json:"call"`
		Why     EndCause      `json:"why"`
		Outcome Outcome       `json:"outcome"`
		Waited  time.Duration `json:"waited"`
		Talked  time.Duration `json:"talked"`
		Then    CallID        `json:"then,omitempty"` // the call as which the caller goes on
	}
	WrapUpBegan struct {
		Call  CallID  `json:"call"`
		Agent AgentID `json:"agent"`
	}
	// Saved carries its wishes; records carries them out, keyed by the
	// fact's number, so that a repeat changes nothing.
	Saved struct {
		Call        CallID       `json:"call"`
		Agent       AgentID      `json:"agent"`
		AgentName   string       `json:"agentName"`
		Form        SaveForm     `json:"form"`
		ReasonNames []string     `json:"reasonNames,omitempty"`
		Tree        TreeID       `json:"tree,omitempty"`
		TreeVersion int          `json:"treeVersion,omitempty"`
		Customer    *CustomerRef `json:"customer,omitempty"`
		From        Number       `json:"from,omitempty"`
	}
	// Unprocessed: the call was taken and left without Save (S-LAST-1).
	Unprocessed struct {
		Call  CallID  `json:"call"`
		Agent AgentID `json:"agent"`
		By    AgentID `json:"by,omitempty"`
	}
	UnprocessedLoad struct {
		Call      CallID  `json:"call"`
		Agent     AgentID `json:"agent"`
		AgentName string  `json:"agentName"`
	}
	CustomerSet struct {
		Call     CallID       `json:"call"`
		Agent    AgentID      `json:"agent"`
		Customer *CustomerRef `json:"customer,omitempty"`
	}
	// Began: the brain started anew. From here on every timer counts in the
	// boot of this fact's moment.
	Began struct {
		Kept  int `json:"kept,omitempty"`  // calls whose legs were adopted
		Ended int `json:"ended,omitempty"` // calls that ended by the restart
	}
	// LegKept is a dialog's identity, so that the next brain can adopt the
	// call. Identity is sipline's own text.
	LegKept struct {
		Leg      LegID  `json:"leg"`
		Identity string `json:"identity"`
	}
	// VoicemailEntered: the caller left the queue for its voicemail, by a key
	// (Chosen) or because the queue couldn't keep him. An empty Leaves: he is
	// only told that nobody is free.
	VoicemailEntered struct {
		Call      CallID        `json:"call"`
		Voicemail VoicemailID   `json:"voicemail,omitempty"`
		Name      string        `json:"name,omitempty"`
		Lang      string        `json:"lang"`
		Longest   time.Duration `json:"longest,omitempty"`
		Leaves    ItemKind      `json:"leaves,omitempty"`
		Chosen    bool          `json:"chosen,omitempty"`
		Why       EndCause      `json:"why,omitempty"` // where he didn't choose
		Waited    time.Duration `json:"waited"`
	}
	VoicemailStepped struct {
		Call      CallID        `json:"call"`
		Step      VoicemailStep `json:"step"`
		Recording RecordingID   `json:"recording,omitempty"` // that begins
	}
	// ItemTaken: a caller left something. He is told so when this is on disk.
	ItemTaken struct {
		Call CallID `json:"call"`
		Item Item   `json:"item"`
	}
	ItemDone struct {
		Call      CallID   `json:"call"`
		Left      ItemKind `json:"left"`
		Agent     AgentID  `json:"agent"`
		AgentName string   `json:"agentName"`
	}
	// KeysOffered: the caller was told of the keys.
	KeysOffered struct {
		Call CallID `json:"call"`
	}
	// CallOutOfHours: the caller came to a queue that is closed. It stands in
	// the place of [CallQueued]: he is outside what the queue was offered
	// (D-20). What becomes of him follows.
	CallOutOfHours struct {
		CallQueued
	}
	// LeaveChosen: a caller who is in a voicemail already, and was asked, said
	// by key what he leaves.
	LeaveChosen struct {
		Call   CallID   `json:"call"`
		Leaves ItemKind `json:"leaves"`
	}
	// NumberTyped: a caller whose number is withheld was asked for the one at
	// which he is to be called back, and has typed this much of it (D-13).
	// Sure: he heard it read back and confirmed it; then it is as normalised.
	NumberTyped struct {
		Call   CallID `json:"call"`
		Number Number `json:"number"`
		Sure   bool   `json:"sure,omitempty"`
		Read   bool   `json:"read,omitempty"`  // it is being read back
		Over   bool   `json:"over,omitempty"`  // he gave none
		Wrong  int    `json:"wrong,omitempty"` // so many could not be called
	}
	// HoursTurned: a queue opened or closed by its hours, whoever holds it, or
	// its next change is another one now.
	HoursTurned struct {
		Queue     QueueID   `json:"queue"`
		QueueName string    `json:"queueName"`
		Closed    bool      `json:"closed,omitempty"`
		Next      time.Time `json:"next,omitzero"` // the next change, UTC; zero: none is known
	}
	// NightSet: a queue is held (D-41) or is let go. Without By and held not:
	// it ended by itself. Books of before 12/2026 have one more, when the end
	// of a hold became known: [HoursTurned] tells it.
	NightSet struct {
		Queue     QueueID   `json:"queue"`
		QueueName string    `json:"queueName"`
		Hold      Hold      `json:"hold,omitempty"`
		Until     time.Time `json:"until,omitzero"` // see [NightView]
		By        AgentID   `json:"by,omitempty"`
		ByName    string    `json:"byName,omitempty"`
	}
	// Sounded: how the sound of a party was that has left the call. It may
	// come after the call's end.
	Sounded struct {
		Call    CallID  `json:"call"`
		Quality Quality `json:"quality"`
	}
)

func (OfficeSet) Kind() FactKind        { return KindOfficeSet }
func (SignedOn) Kind() FactKind         { return KindSignedOn }
func (SignedOff) Kind() FactKind        { return KindSignedOff }
func (PresenceSet) Kind() FactKind      { return KindPresenceSet }
func (SeatReach) Kind() FactKind        { return KindSeatReach }
func (CallQueued) Kind() FactKind       { return KindCallQueued }
func (CallTurnedAway) Kind() FactKind   { return KindCallTurnedAway }
func (CallNamed) Kind() FactKind        { return KindCallNamed }
func (Offered) Kind() FactKind          { return KindOffered }
func (Rang) Kind() FactKind             { return KindRang }
func (Began) Kind() FactKind            { return KindBegan }
func (OfferOver) Kind() FactKind        { return KindOfferOver }
func (Answered) Kind() FactKind         { return KindAnswered }
func (Held) Kind() FactKind             { return KindHeld }
func (CallOver) Kind() FactKind         { return KindCallOver }
func (WrapUpBegan) Kind() FactKind      { return KindWrapUpBegan }
func (VoicemailEntered) Kind() FactKind { return KindVoicemailEntered }
func (VoicemailStepped) Kind() FactKind { return KindVoicemailStepped }
func (ItemTaken) Kind() FactKind        { return KindItemTaken }
func (ItemDone) Kind() FactKind         { return KindItemDone }
func (KeysOffered) Kind() FactKind      { return KindKeysOffered }
func (CallOutOfHours) Kind() FactKind   { return KindCallOutOfHours }
func (LeaveChosen) Kind() FactKind      { return KindLeaveChosen }
func (NumberTyped) Kind() FactKind      { return KindNumberTyped }
func (HoursTurned) Kind() FactKind      { return KindHoursTurned }
func (NightSet) Kind() FactKind         { return KindNightSet }
func (Saved) Kind() FactKind            { return KindSaved }
func (Unprocessed) Kind() FactKind      { return KindUnprocessed }
func (UnprocessedLoad) Kind() FactKind  { return KindUnprocessedLoad }
func (CustomerSet) Kind() FactKind      { return KindCustomerSet }
func (LegKept) Kind() FactKind          { return KindLegKept }
func (Sounded) Kind() FactKind          { return KindSounded }

// Presence is the agent's wish.
type Presence string

const (
	SignedOut Presence = ""
	OffAir    Presence = "off-air"
	OnAir     Presence = "on-air"
)

// Work is what happens to the agent, whatever his wish.
type Work string

const (
	Idle     Work = ""
	Ringing  Work = "ringing"
	Talking  Work = "talking"
	Dialling Work = "dialling"
	Wrapping Work = "wrapping"
)

// Outcome is the one end that every call comes to (D-20).
type Outcome string

const (
	OutcomeAnswered   Outcome = "answered"
	OutcomeAbandoned  Outcome = "abandoned"
	OutcomeClosedOut  Outcome = "closed-out"
	OutcomeTurnedAway Outcome = "turned-away"
	OutcomeMessage    Outcome = "message"   // left in a voicemail, or chosen by key (S-STAT-2)
	OutcomeCallBack   Outcome = "call-back" // likewise
	OutcomePassedOn   Outcome = "passed-on" // another queue took the caller over
	// OutcomeUnreached: we called, and nobody answered.
	OutcomeUnreached Outcome = "unreached"
)

// Facts has an empty fact of every kind, for whoever reads the book.
var Facts = []Fact{
	OfficeSet{}, SignedOn{}, SignedOff{}, PresenceSet{}, SeatReach{}, CallQueued{}, CallTurnedAway{}, CallNamed{},
	Offered{}, Rang{}, OfferOver{}, Answered{}, Held{}, CallOver{}, WrapUpBegan{}, Saved{}, Unprocessed{},
	UnprocessedLoad{}, CustomerSet{}, LegKept{}, Began{}, Sounded{},
	VoicemailEntered{}, VoicemailStepped{}, ItemTaken{}, ItemDone{}, KeysOffered{},
	CallOutOfHours{}, LeaveChosen{}, NumberTyped{}, HoursTurned{}, NightSet{},
	Dialled{}, DialTried{}, DialFailed{}, DialAnswered{}, DialOver{}, DialRefused{}, Alerted{},
	Purged{}, CallKept{}, ClockSet{},
	LineSought{}, CallSpared{}, AlertSeen{},
}
