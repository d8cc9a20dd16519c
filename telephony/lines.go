package telephony

import "time"

// TrunkView is a trunk as the wire says it is. A time is zero where there is
// none.
type TrunkView struct {
	ID    TrunkID
	Name  string
	Up    bool
	Since time.Time // when it came up or went down

	Trouble TrunkTrouble // what is wrong; empty: nothing
	Last    string       // what the wire said of it, cleaned: "403 Forbidden (unpaid)"

	Where     string        // the address by which it is reached now
	Addresses []string      // all to which its names lead, in order
	Answered  time.Time     // its last answer of any kind
	Round     time.Duration // how long its last answer to OPTIONS took
	Rewritten bool          // our Via comes back changed: an ALG is on the way (WIRE 41)

	Registers  bool      // it wants to be registered with
	Registered time.Time // since when it is, without a break
	Until      time.Time // how long it stands
	Next       time.Time // when we register again

	Calls int
}

// TrunkTrouble says why a trunk can't be used, as far as the wire tells.
type TrunkTrouble string

const (
	TrunkFine          TrunkTrouble = ""
	TrunkOff           TrunkTrouble = "off"            // disabled
	TrunkTrying        TrunkTrouble = "trying"         // no answer yet, it was just set up
	TrunkNoAddress     TrunkTrouble = "no-address"     // its name leads nowhere
	TrunkNoConnection  TrunkTrouble = "no-connection"  // TCP is refused
	TrunkSilent        TrunkTrouble = "silent"         // nobody answers
	TrunkOutOfOrder    TrunkTrouble = "out-of-order"   // 5xx
	TrunkNoPassword    TrunkTrouble = "no-password"    // it asks for one, there is none
	TrunkWrongPassword TrunkTrouble = "wrong-password" // 401 or 407 to our proof
	TrunkForbidden     TrunkTrouble = "forbidden"      // 403 to REGISTER
	TrunkUnknownUser   TrunkTrouble = "unknown-user"   // 404 to REGISTER
	TrunkTooBrief      TrunkTrouble = "too-brief"      // 423 again and again
	TrunkRefused       TrunkTrouble = "refused"        // any other refusal
	// TrunkForeign: it takes calls, but not with the number that was shown
	// (403, S-OUT-8); it was shown the main one instead.
	TrunkForeign TrunkTrouble = "foreign-number"
)

// TrunkTroubles lists every trouble that has a sentence.
var TrunkTroubles = []TrunkTrouble{
	TrunkOff, TrunkTrying, TrunkNoAddress, TrunkNoConnection, TrunkSilent, TrunkOutOfOrder, TrunkNoPassword,
	TrunkWrongPassword, TrunkForbidden, TrunkUnknownUser, TrunkTooBrief, TrunkRefused, TrunkForeign,
}

// PhoneView is a phone registered at a seat, as the wire knows it. A time is
// zero where there is none.
type PhoneView struct {
	Program   string // what it calls itself, cleaned
	Where     string // the address it is reached at
	Contact   string // the address it gave, where that is another: it is behind a NAT
	Transport string // "UDP" or "TCP"
	Since     time.Time
	Until     time.Time     // its registration stands so long
	Answered  time.Time     // its last answer, or REGISTER
	Round     time.Duration // how long its last answer to OPTIONS took; 0: not asked yet
	Silent    bool          // it doesn't answer
	Rewritten bool          // our Via comes back changed: an ALG is on the way (WIRE 41)
}

// Provider is a profile of a trunk: the switches that one provider or kind of
// gateway needs. It fills a form; nothing asks later which one it was.
type Provider struct {
	ID string
	// Registers: it is registered with; else it is a peer.
	Registers bool
	Register  Register // without what is the customer's own
	Habits    Habits
	Needs     []string // settings that its customers are given: "authUser", "fromDomain", "outboundProxy"
}
