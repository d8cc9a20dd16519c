package telephony

import "time"

// Refusal is why a wish was turned down: a code for the program, values for
// the sentence. The sentence itself lives in webadmin/lang. A nil *Refusal
// means that the wish was granted.
type Refusal struct {
	Code  RefusalCode
	Name  string    // a person, seat, queue or field, by the code
	Since time.Time // where the sentence says since when
}

func (r *Refusal) Error() string { return string(r.Code) }

// RefusalCode names a refusal.
type RefusalCode string

const (
	RefusedNotSignedOn   RefusalCode = "not-signed-on"
	RefusedUnknownAgent  RefusalCode = "unknown-agent"
	RefusedUnknownSeat   RefusalCode = "unknown-seat"
	RefusedSeatNotYours  RefusalCode = "seat-not-yours" // HOTLINE.SEATS
	RefusedSeatTaken     RefusalCode = "seat-taken"     // D-1: Name, Since
	RefusedElsewhere     RefusalCode = "elsewhere"      // D-1: confirm with Move; Name is the seat
	RefusedBusy          RefusalCode = "busy"           // while ringing, dialling or talking
	RefusedSaveFirst     RefusalCode = "save-first"     // S-STATE-5
	RefusedConfirmLeave  RefusalCode = "confirm-leave"  // D-5: confirm with Leave
	RefusedNotOnAir      RefusalCode = "not-on-air"     // S-BREAK-3
	RefusedUnknownBreak  RefusalCode = "unknown-break"
	RefusedNoCall        RefusalCode = "no-call"
	RefusedNotYourCall   RefusalCode = "not-your-call"
	RefusedFindCustomer  RefusalCode = "find-customer"  // S-UNK-5
	RefusedReasonMissing RefusalCode = "reason-missing" // S-DONE-2
	RefusedReasonCode    RefusalCode = "reason-code-missing"
	RefusedReasonUnknown RefusalCode = "reason-unknown"
	RefusedRTNotNumber   RefusalCode = "rt-not-number" // S-NOTE-3
	RefusedRTTooLong     RefusalCode = "rt-too-long"
	RefusedNoteTooLong   RefusalCode = "note-too-long"
	RefusedStillTalking  RefusalCode = "still-talking"     // D-21: confirm with HangUp
	RefusedNothingLeft   RefusalCode = "nothing-left"      // S-LAST, D-8
	RefusedMustBeOffAir  RefusalCode = "must-be-off-air"   // S-LAST-2
	RefusedNotAllowed    RefusalCode = "not-allowed"       // the right is missing
	RefusedInactive      RefusalCode = "customer-inactive" // S-MATCH-7
	RefusedQueueClosed   RefusalCode = "queue-closed"      // S-XFER-2
	RefusedNothingRings  RefusalCode = "nothing-rings"     // no ring to be picked up
	RefusedNobodyWaits   RefusalCode = "nobody-waits"
	RefusedPhoneGone     RefusalCode = "phone-gone"   // the agent's phone can't be rung
	RefusedNobodyThere   RefusalCode = "nobody-there" // nobody sits at the seat
	RefusedCannotRing    RefusalCode = "cannot-ring"  // Name is the person
	RefusedItemGone      RefusalCode = "item-gone"    // somebody else was faster
	RefusedUnknownQueue  RefusalCode = "unknown-queue"
	RefusedStarting      RefusalCode = "starting" // the box isn't ready yet
	RefusedForHelp       RefusalCode = "for-help" // an emergency call isn't passed on
)

// RefusalCodes lists every code, for the tests that need them all.
var RefusalCodes = []RefusalCode{
	RefusedNotSignedOn, RefusedUnknownAgent, RefusedUnknownSeat, RefusedSeatNotYours, RefusedSeatTaken,
	RefusedElsewhere, RefusedBusy, RefusedSaveFirst, RefusedConfirmLeave, RefusedNotOnAir, RefusedUnknownBreak,
	RefusedNoCall, RefusedNotYourCall, RefusedFindCustomer, RefusedReasonMissing, RefusedReasonCode,
	RefusedReasonUnknown, RefusedRTNotNumber, RefusedRTTooLong, RefusedNoteTooLong, RefusedStillTalking,
	RefusedNothingLeft, RefusedMustBeOffAir, RefusedNotAllowed, RefusedInactive, RefusedQueueClosed,
	RefusedNothingRings, RefusedNobodyWaits, RefusedPhoneGone, RefusedNobodyThere, RefusedItemGone, RefusedCannotRing,
	RefusedUnknownQueue, RefusedStarting, RefusedForHelp,
}
