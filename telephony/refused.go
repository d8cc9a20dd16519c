package telephony

import "net/netip"

// RefusedCall is a call, or a registration, that was turned away before it was
// one: nothing of it stands in the list of calls.
type RefusedCall struct {
	N       uint64 // names it
	At      Moment // the newest time
	Times   int
	Method  string // INVITE or REGISTER
	Trunk   TrunkID
	Seat    SeatID // who proved to be it; both empty: somebody unknown
	Peer    netip.AddrPort
	From    string // as it was sent, cleaned
	To      string
	Status  int      // of the answer
	Signals []Signal // what was asked and the answer, of the newest time
}

// StatusCount is how often something was answered so.
type StatusCount struct {
	Status int
	N      uint64
}
