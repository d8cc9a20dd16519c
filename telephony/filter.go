package telephony

import "time"

// CallFilter chooses lines of the list of calls, newest first. Zero fields
// choose everything.
type CallFilter struct {
	From, Until time.Time // arrival, half-open
	Queues      []QueueID // any of these; nil: all
	Agent       AgentID
	Customer    CustomerID
	Text        string // number, name, note, reason, recording id: any part, folded
	Outcome     Outcome
	State       ProcessState
	Kept        bool   // only those that a supervisor wants kept
	Before      CallID // older than this call (next page)
	Limit       int    // 0: 100
}
