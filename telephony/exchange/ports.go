package exchange

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// Desk decides; see telephony/acd.
type Desk interface {
	Decide(now telephony.Moment, dice uint64, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal)
	Apply(n uint64, at telephony.Moment, f telephony.Fact)
	Wake() (telephony.Moment, bool)
	Fill(s *telephony.Snapshot, now telephony.Moment)
	Save() []byte
	// Legs lists the connections that calls should have.
	Legs() []telephony.DeskLeg
	QueueOf(telephony.CallID) telephony.QueueID
	// Carried counts the calls on a trunk.
	Carried(telephony.TrunkID) int
	// Starting says that calls of an earlier boot wait for
	// [telephony.Restarted].
	Starting(now telephony.Moment) bool
}

// Lines is the wire; see telephony/sipline. No method blocks.
type Lines interface {
	Answer(leg telephony.LegID, local telephony.MediaPort)
	// Suit says with whom a caller who isn't answered yet is going to talk.
	Suit(leg telephony.LegID, to telephony.Sound)
	// Ring and Early tell a caller who isn't answered yet that it rings, and
	// where the sound before the answer comes from.
	Ring(leg telephony.LegID)
	Early(leg telephony.LegID, local telephony.MediaPort)
	Refuse(leg telephony.LegID, code int)
	Dial(leg telephony.LegID, c telephony.SeatCall)
	// Claim answers a seat's call to us as the ring of another leg: it goes by
	// that leg's name from now on.
	Claim(call, ring telephony.LegID, local telephony.MediaPort)
	// Speak answers a key's call with sound, [Exchange.Answered] follows; Done
	// answers and ends it.
	Speak(call telephony.LegID, local telephony.MediaPort)
	Done(call telephony.LegID)
	// PressKey has a phone do what its own key does.
	PressKey(leg telephony.LegID, k telephony.PhoneKey)
	CallOut(leg telephony.LegID, c telephony.TrunkCall)
	// ReferDone tells a phone what came of its passing a talk on.
	ReferDone(leg telephony.LegID, code int)
	// ShowParty has a seat's phone show with whom it talks.
	ShowParty(leg telephony.LegID, n telephony.Number, name string)
	Cancel(leg telephony.LegID, elsewhere bool)
	Hang(leg telephony.LegID, why telephony.EndCause)
	Adopt(leg telephony.LegID, identity string) error
	// Probe asks a silent party whether it is still there; if not, its leg
	// ends.
	Probe(leg telephony.LegID)
	// Confirm is the same for a party that answers, but has been silent for
	// long: it must know the call.
	Confirm(leg telephony.LegID)
	Known() []telephony.LegID
	SetOffice(telephony.Office)
}

// Media is the sound process; see telephony/media. No method blocks.
type Media interface {
	Take(leg telephony.LegID) (telephony.MediaPort, bool)
	Aim(leg telephony.LegID, to telephony.Sound)
	Play(leg telephony.LegID, greeting, music string)
	// Say plays a prompt once; its end comes back by [Exchange.Said].
	Say(leg telephony.LegID, prompt string)
	// Record tapes a leg that is in no bridge; an empty recording ends that.
	Record(leg telephony.LegID, call telephony.CallID, rec telephony.RecordingID)
	Connect(caller, called telephony.LegID, call telephony.CallID, rec telephony.RecordingID)
	// Press passes a key on that a leg told in words.
	Press(leg telephony.LegID, digit byte)
	Drop(leg telephony.LegID)
	// Figures are those of a leg so far; false before the first.
	Figures(leg telephony.LegID) (telephony.Quality, bool)
	Live() []telephony.LegState
}

// Book keeps the facts; see telephony/book.
type Book interface {
	// Append queues facts and returns the number of the first.
	Append(at telephony.Moment, facts []telephony.Fact) uint64
	// Promise calls done once everything up to fact n is on disk.
	Promise(n uint64, done func(error))
	Checkpoint(n uint64, state []byte)
	// Oldest is how long the oldest fact that isn't on disk has waited.
	Oldest() time.Duration
}

// Callers is the customer book's answer to "who may this be".
type Callers interface {
	ByNumber(n telephony.Number, sites []telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef)
}

// Clock tells the moment; the brain has one.
type Clock interface{ Now() telephony.Moment }

// Options plugs an exchange together. Lines, Media and Callers may be set
// later, from the loop's side, by their setters.
type Options struct {
	Desk    Desk
	Book    Book
	Clock   Clock
	Callers Callers
	Dice    func() uint64
	Office  telephony.Office
	// LastFact is the number of the last fact already applied to the desk.
	LastFact uint64
	// Seen is when the box was last seen at work before this start; zero:
	// not known.
	Seen time.Time
	// NewCalls bounds the arrivals that wait for the loop; beyond it a call
	// is refused with 503 before anything is spent on it. 0: 256, which every
	// seat and line of a large office together don't reach, and which a slow
	// board lets in within a second.
	NewCalls int
	// Committed hears of every fact that owes something (see
	// [telephony.Owes]) once it is on disk; it may be told again after a
	// restart and must not repeat its deed. Called from a goroutine of its
	// own, in order.
	Committed func(n uint64, at telephony.Moment, f telephony.Fact)
	// Joined hears that a leg is a call's; it may be told again. Never blocks.
	Joined func(telephony.CallID, telephony.LegID)
	// Beat is called each second while the loop goes round.
	Beat func()
	// Trouble reports what must never happen, for the log. Never called per
	// packet.
	Trouble func(what string, err error)
}

// Figures are the loop's own figures for health and metrics.
type Figures struct {
	Steps     uint64
	StepMax   time.Duration // longest since the last look
	InboxMax  time.Duration // longest wait in the inbox since the last look
	Refused   uint64        // arrivals refused because the inbox was full or no port was free
	Portless  uint64        // calls and rings given up because no port was free
	WireFixed uint64        // times that desk and wire disagreed; must stay 0
	Panics    uint64        // steps that panicked and were dropped
	Legs      int           // connections now
	Watchers  int           // who is told of each snapshot
}

// noMedia and noLines stand in until the shells are plugged in, and while the
// sound process is being restarted.
type noMedia struct{}

func (noMedia) Take(telephony.LegID) (telephony.MediaPort, bool)                { return telephony.MediaPort{}, false }
func (noMedia) Aim(telephony.LegID, telephony.Sound)                            {}
func (noMedia) Play(telephony.LegID, string, string)                            {}
func (noMedia) Say(telephony.LegID, string)                                     {}
func (noMedia) Record(telephony.LegID, telephony.CallID, telephony.RecordingID) {}
func (noMedia) Connect(_, _ telephony.LegID, _ telephony.CallID, _ telephony.RecordingID) {
}
func (noMedia) Press(telephony.LegID, byte) {}
func (noMedia) Drop(telephony.LegID)        {}
func (noMedia) Figures(telephony.LegID) (telephony.Quality, bool) {
	return telephony.Quality{}, false
}
func (noMedia) Live() []telephony.LegState { return nil }

type noLines struct{}

func (noLines) Answer(telephony.LegID, telephony.MediaPort)         {}
func (noLines) Suit(telephony.LegID, telephony.Sound)               {}
func (noLines) Refuse(telephony.LegID, int)                         {}
func (noLines) Dial(telephony.LegID, telephony.SeatCall)            {}
func (noLines) Claim(_, _ telephony.LegID, _ telephony.MediaPort)   {}
func (noLines) Speak(telephony.LegID, telephony.MediaPort)          {}
func (noLines) Done(telephony.LegID)                                {}
func (noLines) PressKey(telephony.LegID, telephony.PhoneKey)        {}
func (noLines) ReferDone(telephony.LegID, int)                      {}
func (noLines) ShowParty(telephony.LegID, telephony.Number, string) {}
func (noLines) Cancel(telephony.LegID, bool)                        {}
func (noLines) Hang(telephony.LegID, telephony.EndCause)            {}
func (noLines) Adopt(telephony.LegID, string) error                 { return nil }
func (noLines) Probe(telephony.LegID)                               {}
func (noLines) Known() []telephony.LegID                            { return nil }
func (noLines) SetOffice(telephony.Office)                          {}
func (noLines) Confirm(telephony.LegID)                             {}
func (noLines) Ring(telephony.LegID)                                {}
func (noLines) Early(telephony.LegID, telephony.MediaPort)          {}
func (noLines) CallOut(telephony.LegID, telephony.TrunkCall)        {}
