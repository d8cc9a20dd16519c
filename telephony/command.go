package telephony

import "time"

// Command is what the desk wants done at once.
type Command interface{ command() }

type (
	// AnswerCaller accepts the call towards the trunk.
	AnswerCaller struct {
		Call CallID
		Leg  LegID
	}
	// RefuseCaller turns the call away before it was answered.
	RefuseCaller struct {
		Call CallID
		Leg  LegID
		Code int // SIP status
	}
	// PlayQueue: greeting once, then music until bridged or ended.
	PlayQueue struct {
		Leg      LegID
		Greeting string
		Music    string
	}
	// Say plays a prompt once; [Said] tells of its end. Several names with a
	// space between them are said one after the other, [Said] has the last.
	Say struct {
		Leg    LegID
		Prompt string
	}
	// Record records a party who talks with nobody, on the caller's channel.
	Record struct {
		Leg       LegID
		Call      CallID
		Recording RecordingID // empty: it ends
	}
	// RingSeat dials the seat; [OfferID.Leg] names the new leg.
	RingSeat struct {
		Call  CallID
		Offer OfferID
		Seat  SeatID
		From  Number
		Name  string // what the phone's display shows
		Queue string
		Limit time.Duration
	}
	// StopRinging withdraws an offer. Elsewhere: somebody else took the
	// call, so the phone shows no missed call (RFC 3326).
	StopRinging struct {
		Offer     OfferID
		Elsewhere bool
	}
	// Connect bridges two legs and records them: Caller on the right
	// channel, Called on the left (W-CC-12).
	Connect struct {
		Call      CallID
		Caller    LegID
		Called    LegID
		Recording RecordingID
	}
	// PressKey has an agent's phone do what its own key does.
	PressKey struct {
		Leg LegID
		Key PhoneKey
	}
	// EndLeg hangs up.
	EndLeg struct {
		Leg LegID
		Why EndCause
	}
)

func (AnswerCaller) command() {}
func (RefuseCaller) command() {}
func (PlayQueue) command()    {}
func (Say) command()          {}
func (Record) command()       {}
func (RingSeat) command()     {}
func (StopRinging) command()  {}
func (Connect) command()      {}
func (PressKey) command()     {}
func (EndLeg) command()       {}

// PhoneKey is a key of a phone that can be pressed from here, where the phone
// takes orders by NOTIFY with these events.
type PhoneKey string

const (
	KeyTalk PhoneKey = "talk" // answer what rings, take the caller back from hold
	KeyHold PhoneKey = "hold"
)
