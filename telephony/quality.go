package telephony

import "time"

// Quality is how the sound of one party was, from when its leg had a port
// until now, or until the leg's end. Packets and times are as RFC 3550 §6.4
// counts them; a time that isn't known is 0. What the party itself reports of
// our sound (RTCP) is 0 while Reports is.
type Quality struct {
	Leg   LegID  `json:"leg"`
	Seat  SeatID `json:"seat,omitempty"` // whose phone; empty: the caller's side
	Codec Codec  `json:"codec,omitempty"`

	Received uint64        `json:"received"` // packets from it
	Lost     uint64        `json:"lost,omitempty"`
	Late     uint64        `json:"late,omitempty"`    // behind a newer one, or twice
	Strange  uint64        `json:"strange,omitempty"` // from others, or no RTP: dropped
	Jitter   time.Duration `json:"jitter,omitempty"`
	Gap      time.Duration `json:"gap,omitempty"`   // the longest wait for a packet that the party's clock doesn't explain
	Round    time.Duration `json:"round,omitempty"` // there and back, the newest
	Digits   int           `json:"digits,omitempty"`

	Sent        uint64        `json:"sent"` // packets to it
	Reports     int           `json:"reports,omitempty"`
	TheirLost   uint64        `json:"theirLost,omitempty"`
	TheirJitter time.Duration `json:"theirJitter,omitempty"`

	// Score is an estimate of how people would judge what came from it, and
	// TheirScore of what it heard of us: hundredths of MOS, 100 (bad) to 450
	// (as good as the line can be), by the E-model of ITU-T G.107. 0: nothing
	// came, or nothing was reported.
	Score      int `json:"score,omitempty"`
	TheirScore int `json:"theirScore,omitempty"`
}

// Heard says that there was any sound to judge.
func (q Quality) Heard() bool { return q.Received > 0 || q.Sent > 0 }
