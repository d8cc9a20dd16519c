package telephony

import (
	"net/netip"
	"time"
)

// Sound is what a party says about its media (SDP reduced to what the house
// needs): where it listens, what it can take.
type Sound struct {
	Addr   netip.AddrPort // where it wants RTP; port 0: none
	Codec  Codec          // the codec chosen for sending to it
	PT     uint8          // its payload type
	Events uint8          // payload type of RFC 4733 events towards it, 0: none agreed
	// EventsIn is the payload type under which it sends its events to us;
	// in an answer to our offer the two may differ (RFC 3264 §5.1).
	EventsIn uint8
	// RTCP is where it wants reports: the port after that of RTP, what a=rtcp
	// says (RFC 3605), or the port of RTP itself (RFC 5761).
	RTCP  netip.AddrPort
	Ptime int  // packet time it wants in ms, 0: 20
	Held  bool // it does not want to hear us (sendonly, inactive, 0.0.0.0)
}

// Codec is a way to code speech.
type Codec string

const (
	PCMA Codec = "PCMA" // G.711 A-law, RFC 3551 PT 8
	PCMU Codec = "PCMU" // G.711 µ-law, RFC 3551 PT 0
	G722 Codec = "G722" // wide sound of 7 kHz, RFC 3551 PT 9; its clock says 8000 for 16000
)

// MediaPort is the media process's own end of a leg.
type MediaPort = netip.AddrPort

// Arrival is a call that rings in, as the wire brought it, after its trunk
// was recognised and before anything else was spent on it.
type Arrival struct {
	Trunk TrunkID
	Seat  SeatID // a phone of ours calls; Trunk and From are empty then
	From  Number // normalised; empty: withheld
	Name  string // display name, cleaned
	To    Number // the number called, normalised
	Sound Sound
	// Speaks are the codecs that the caller offers and we know, in its order.
	Speaks []Codec
	// FromSent and ToSent are the numbers as the wire wrote them.
	FromSent, ToSent string
	Diverted         Number // called first, where the call was forwarded to us
	Private          bool   // a phone wants our number kept back
	Emergency        bool   // a phone calls an emergency number: nothing may stop it
}

// SeatCall is a seat's phone to be rung.
type SeatCall struct {
	Seat  SeatID
	From  Number
	Name  string // shown on the phone's display
	Local MediaPort
	// Speaks are the codecs to offer, in this order, and Ptime the packet time
	// to ask for in ms; nothing: the usual ones.
	Speaks []Codec
	Ptime  int
}

// LegState is what the media process has of a leg.
type LegState struct {
	Leg       LegID
	Port      MediaPort
	Peer      LegID       // bridged with, or 0
	Recording RecordingID // on the tape, or empty
}

// DeskLeg is a connection that a call should have, as the desk knows it.
type DeskLeg struct {
	ID       LegID
	Call     CallID
	Identity string // as told by [LegKept]; empty: not known yet
	Seat     SeatID // at which we rang it, or empty
}

// RecordingState says whether a recording can be played.
type RecordingState string

const (
	RecordingReady   RecordingState = "ready"
	RecordingMaking  RecordingState = "making"  // on the tape, the file is being made
	RecordingMissing RecordingState = "missing" // S-VM-20
	RecordingLost    RecordingState = "lost"    // see [CallRecord.WentWithTheBox]
)

// MostLost is how much of the end of what is said no disk has when the box
// loses power: the tape is written every 100 ms and brought to the disk once a
// second.
const MostLost = 1200 * time.Millisecond
