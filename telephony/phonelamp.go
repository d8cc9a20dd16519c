package telephony

import (
	"strconv"
	"strings"
)

// DialogState is what the lamp of a phone's key follows (RFC 4235 §3.7.1).
type DialogState string

const (
	DialogNone      DialogState = "terminated" // dark
	DialogEarly     DialogState = "early"      // blinks
	DialogConfirmed DialogState = "confirmed"  // steady
)

// PhoneLamp is what a phone's key shows of a seat, queue, break or function.
// Phones are told of it as of a dialog (RFC 4235).
type PhoneLamp struct {
	State DialogState
	// Dialog names what the lamp shows, so that a second call isn't taken for
	// the first; empty while it is dark.
	Dialog string
	// Offer is the ring that the key's presser may pick up; 0: none.
	Offer OfferID
	From  Number // who calls, of what rings
	Name  string
}

// Mailbox is what the lamp for messages shows (RFC 3842).
type Mailbox struct{ New, Old int }

// ringPrefix begins the name by which phones ask for a ring.
const ringPrefix = "ring-"

// RingName is the name by which a phone asks for a ring: it is told with the
// lamp, and comes back when its key is pressed. Which of a seat's phones rings
// by which dialog stays the wire's business.
func (o OfferID) RingName() string { return ringPrefix + strconv.FormatUint(uint64(o), 36) }

// RingOf reads what [OfferID.RingName] wrote.
func RingOf(name string) (OfferID, bool) {
	n, found := strings.CutPrefix(name, ringPrefix)
	id, err := strconv.ParseUint(n, 36, 64)
	return OfferID(id), found && err == nil
}
