package telephony

import "time"

// Emergency calls find a line whatever the lines do (P-EMERG-2), and somebody
// confirms that he knows of each (P-EMERG-3).

type (
	// LineSought: no line is free for an emergency call. Ends is the call that
	// is ended for it after For, in which its parties are warned; 0: it only
	// waits so long, for Trunk to be tried again or, where that is empty, for
	// whatever line comes free.
	LineSought struct {
		Call  CallID        `json:"call"`
		Seat  SeatID        `json:"seat"`
		Ends  CallID        `json:"ends,omitempty"`
		Trunk TrunkID       `json:"trunk,omitempty"`
		For   time.Duration `json:"for"`
	}
	// CallSpared: a call that was to be ended for an emergency call goes on; a
	// line came free without that.
	CallSpared struct {
		Call CallID `json:"call"`
		For  CallID `json:"for"` // the emergency call
	}
	// AlertSeen: somebody confirmed that he knows of an alert.
	AlertSeen struct {
		What      AlertKind `json:"what"`
		Call      CallID    `json:"call"`
		Agent     AgentID   `json:"agent"`
		AgentName string    `json:"agentName"`
	}
)

func (LineSought) Kind() FactKind { return KindLineSought }
func (CallSpared) Kind() FactKind { return KindCallSpared }
func (AlertSeen) Kind() FactKind  { return KindAlertSeen }

// ConfirmAlert: a supervisor knows of an emergency call.
type ConfirmAlert struct {
	Agent AgentID
	Call  CallID
}

func (ConfirmAlert) event() {}
func (ConfirmAlert) wish()  {}

// LineNeeded is the prompt, in each language, by which the parties of a call
// are told that it is ended for an emergency call: a tone, then the reason.
const LineNeeded = "line-needed-"

// Open says that an emergency call was made of which nobody has confirmed yet
// that he knows.
func (a Alert) Open() bool { return a.What == AlertEmergency && a.SeenBy == "" }
