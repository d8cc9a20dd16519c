package telephony

import "net/netip"

// Signal is one SIP message as it crossed the box's socket: of a leg, or of
// the registration of a seat's phone or of a trunk (Leg 0).
type Signal struct {
	Leg   LegID
	Seat  SeatID  // whose phone is at the other end,
	Trunk TrunkID // or which trunk
	At    Moment
	Out   bool // we sent it
	TCP   bool
	Own   netip.AddrPort
	Peer  netip.AddrPort
	Text  []byte // as it was on the wire; kept ones have no secrets
}

// KeptSignals says how long messages are kept, and how many at most; whichever
// is reached first. Zero: [UsualSignalDays], [UsualSignalMB].
type KeptSignals struct {
	Days      int `json:"days,omitempty"`
	Megabytes int `json:"megabytes,omitempty"` // of 2^20 bytes, on disk
}

// Bounds of [KeptSignals].
const (
	UsualSignalDays = 30
	MostSignalDays  = 365
	UsualSignalMB   = 200
	LeastSignalMB   = 20
	MostSignalMB    = 4000
)

// Trace is what was kept of a call's messages, in their order.
type Trace struct {
	Signals []Signal
	Missing int  // messages that were not kept: too many, or the disk too slow
	Open    bool // legs of it are still on the wire
}
