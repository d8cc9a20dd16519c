package telephony

import (
	"fmt"
	"time"
)

// Identifiers that people choose (settings) are strings, those that the box
// counts are numbers: boot number in the high half, counter in the low half,
// never a clock, so that they rise over restarts and clock jumps.
type (
	CallID     uint64
	LegID      uint64
	OfferID    uint64
	AgentID    string // the user's login name
	QueueID    string
	SeatID     string // the extension dialled, for example "203"
	TrunkID    string
	SiteID     string
	BreakID    string
	TreeID     string
	CustomerID string
	ReasonID   string // number of a node in a reason tree, for example "123"
	// RecordingID names one recording for ever (W-CC-13): the call's id and
	// the number of the leg within it, "0000001-0000002a-1".
	RecordingID string
)

// offerLeg marks the legs that the box dials; the others rang in.
const offerLeg = 1 << 63

// Leg is the name of the leg that this offer dials.
func (o OfferID) Leg() LegID { return LegID(o) | offerLeg }

// Offer is the offer that dialled this leg; false for a leg that rang in.
func (l LegID) Offer() (OfferID, bool) { return OfferID(l &^ offerLeg), l&offerLeg != 0 }

// Compose makes a number for things that the box counts.
func Compose(boot uint32, n uint32) uint64 { return uint64(boot)<<32 | uint64(n) }

// Boot and Count take a composed number apart.
func (c CallID) Boot() uint32  { return uint32(c >> 32) }
func (c CallID) Count() uint32 { return uint32(c) }

// String is how a call is named to people: "3-000042".
func (c CallID) String() string { return fmt.Sprintf("%d-%06d", c.Boot(), c.Count()) }

// ParseCallID reads what [CallID.String] wrote.
func ParseCallID(s string) (CallID, error) {
	var boot, n uint32
	if _, err := fmt.Sscanf(s, "%d-%d", &boot, &n); err != nil {
		return 0, fmt.Errorf("%q is not the number of a call", s)
	}
	return CallID(Compose(boot, n)), nil
}

// Recording is the id of the nth recording (from 1) of this call.
func (c CallID) Recording(n int) RecordingID {
	return RecordingID(fmt.Sprintf("%07d-%08d-%d", c.Boot(), c.Count(), n))
}

// Moment is an instant as the box knows it. Up drives timers and compares
// only within one Boot; Wall stamps records. While Trusted is false the wall
// clock has not been confirmed.
type Moment struct {
	Boot    uint32        `json:"b"`
	Up      time.Duration `json:"u"`
	Wall    time.Time     `json:"w"` // UTC, to the millisecond
	Trusted bool          `json:"t,omitempty"`
}

// Since is the time from an earlier moment to this one: by the monotonic
// clock within one boot, by the wall clock across boots, never negative.
func (m Moment) Since(earlier Moment) time.Duration {
	d := m.Wall.Sub(earlier.Wall)
	if m.Boot == earlier.Boot {
		d = m.Up - earlier.Up
	}
	return max(d, 0)
}

// Add is the moment d later in the same boot.
func (m Moment) Add(d time.Duration) Moment {
	m.Up += d
	m.Wall = m.Wall.Add(d)
	return m
}

// IsZero says that the moment was never set.
func (m Moment) IsZero() bool { return m.Boot == 0 && m.Up == 0 && m.Wall.IsZero() }

// Number is a telephone number as kept for comparing: E.164 with its plus
// ("+420777123456"), a short or internal number as dialled ("112", "203"),
// or empty for a withheld one.
type Number string

// Withheld says that the caller sent no number that may be shown (S-UNK-1).
func (n Number) Withheld() bool { return n == "" }
