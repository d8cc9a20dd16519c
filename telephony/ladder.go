package telephony

import (
	"net/netip"
	"time"
)

// Ladder is a call as its messages tell it: who spoke to whom, when, and in
// plain words what went wrong.
type Ladder struct {
	Parties  []LadderParty // beside the box: trunks first, then phones
	Rungs    []Rung
	Findings []Finding // the gravest first; never empty
	Open     bool      // it goes on
}

// LadderParty is one end of messages: a trunk or a seat's phone.
type LadderParty struct {
	Trunk TrunkID `json:"trunk,omitempty"`
	Seat  SeatID  `json:"seat,omitempty"`
}

// Rung is one message.
type Rung struct {
	Party   int // in Parties
	At      Moment
	After   time.Duration // since the first message
	Gap     time.Duration // since the one before, where that is long; else 0
	Restart bool          // the box began anew before it
	Out     bool          // from the box
	Repeat  bool          // the same as one before
	Label   string        // "INVITE", "180 Ringing"
	Notes   []RungNote
	TCP     bool
	Own     netip.AddrPort
	Peer    netip.AddrPort
	Text    string // for people: nothing in it moves a cursor
}

// RungNote is what a message means for the sound.
type RungNote struct {
	Kind NoteOfRung
	Text string // of NoteSound: codec and address
}

// NoteOfRung names the meaning.
type NoteOfRung string

const (
	NoteSound   NoteOfRung = "sound"    // where the sender listens, and for what
	NoteHold    NoteOfRung = "hold"     // the sender doesn't want to hear
	NoteResume  NoteOfRung = "resume"   // it does again
	NoteDigit   NoteOfRung = "digit"    // a key; which one isn't kept
	NoteNoSound NoteOfRung = "no-sound" // the sound ends
)

// Finding is one thing that the messages and figures of a call show.
type Finding struct {
	Code   FindingCode   `json:"code"`
	Grave  Gravity       `json:"grave"`
	Party  LadderParty   `json:"party,omitzero"`
	Status int           `json:"status,omitempty"` // SIP
	Phrase string        `json:"phrase,omitempty"` // as the party wrote it, cleaned
	For    time.Duration `json:"for,omitempty"`
	N      int           `json:"n,omitempty"`
}

// Gravity orders findings.
type Gravity uint8

const (
	GraveFault Gravity = iota // the call went wrong by it
	GraveDoubt                // it may have
	GraveNone                 // good to know
)

// FindingCode names the sentence.
type FindingCode string

const (
	FoundWell       FindingCode = "well"          // nothing is wrong
	FoundSoFar      FindingCode = "well-so-far"   // nothing is wrong yet
	FoundNothing    FindingCode = "nothing"       // no message was kept
	FoundNoAnswer   FindingCode = "no-answer"     // rang For and wasn't lifted
	FoundSilent     FindingCode = "silent"        // no reply at all to N INVITEs
	FoundRefused    FindingCode = "refused"       // the party refused: Status, Phrase
	FoundTurnedAway FindingCode = "turned-away"   // the box refused: Status
	FoundNoCodec    FindingCode = "no-codec"      // no codec in common: Status
	FoundSlow       FindingCode = "slow"          // the first reply took For
	FoundNoAck      FindingCode = "no-ack"        // our answer was never confirmed; sent N times
	FoundAckLost    FindingCode = "ack-lost"      // it repeated its answer N times: it doesn't hear our ACK
	FoundGaveUp     FindingCode = "gave-up"       // the caller hung up after For, unanswered
	FoundRepeats    FindingCode = "repeats"       // N messages had to be said again
	FoundLost       FindingCode = "lost"          // the party vanished
	FoundNoReply    FindingCode = "no-reply"      // a request within the call got no reply: Phrase is its method
	FoundALG        FindingCode = "alg"           // somebody on the way changed our messages
	FoundPrivate    FindingCode = "private-sound" // it wants its sound at an address that leads nowhere
	FoundPassword   FindingCode = "password"      // it refuses our password
	FoundRestart    FindingCode = "restart"       // the box began anew during the call
	FoundMissing    FindingCode = "missing"       // N messages weren't kept
	FoundOneWay     FindingCode = "one-way"       // no sound came in For
	FoundLoss       FindingCode = "loss"          // N per cent of its sound were lost on the way to us
	FoundTheirLoss  FindingCode = "their-loss"    // N per cent of ours on the way to it
	FoundGap        FindingCode = "gap"           // its sound paused for For
	FoundJitter     FindingCode = "jitter"        // its sound came unevenly, by For
	FoundDelay      FindingCode = "delay"         // there and back takes For
)

// Handout is how a call's messages are to be handed out.
type Handout struct {
	As            HandoutKind
	WholeNumbers  bool   // numbers and names as they are; else their last digits and the names are hidden
	HideAddresses bool   // IP addresses are hidden, too
	Words         string // the findings as the page says them, for who gets it
}

// HandoutKind is the kind of file.
type HandoutKind string

const (
	HandoutBundle  HandoutKind = "zip"  // everything, for a mail
	HandoutPackets HandoutKind = "pcap" // for Wireshark
)
