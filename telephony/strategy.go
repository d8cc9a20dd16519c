package telephony

// Strategy chooses among the agents who could take a call (W-CC-6). Whoever
// was rung for the call before comes behind those who weren't, and who joins
// in early ([Rank]) before who joins in late; the strategy decides the rest.
type Strategy string

const (
	LongestIdle Strategy = "longest-idle" // whose last work ended first
	RingAll     Strategy = "ring-all"     // several phones at once, the first to answer has the call
	RoundRobin  Strategy = "round-robin"  // who comes after the one rung last, by the queue's order
	FixedOrder  Strategy = "fixed-order"  // the first of the queue's order
	FewestCalls Strategy = "fewest-calls" // who had the fewest today, those not taken included
	LeastTalk   Strategy = "least-talk"   // who talked least today; one not taken counts as a usual call
	ByChance    Strategy = "random"

	// Anyone is not a setting: it is how [Offered] names the choice at
	// random among all on air (S-OVER-5).
	Anyone Strategy = "anyone"
	// Preferred isn't one either: the agent to whom a call was transferred.
	Preferred Strategy = "preferred"
	// PickedUp and TakenOut are an agent's own choice ([PickUp], [TakeOldest]).
	PickedUp Strategy = "picked-up"
	TakenOut Strategy = "taken-out"
	// Given: a supervisor chose the agent.
	Given Strategy = "given"
)

// Strategies lists those that a queue may have, the default first.
var Strategies = []Strategy{LongestIdle, RingAll, RoundRobin, FixedOrder, FewestCalls, LeastTalk, ByChance}

// MostRinging is how many phones ring at once for one call at most.
const MostRinging = 10

// Rank gives an agent his place in a queue: the earlier in the list the
// higher. After is how long a caller has to wait until the agent joins in;
// while nobody of those before him can be rung at all, he joins in at once.
// Who serves the queue and has no rank comes behind the others, at once.
type Rank struct {
	Agent AgentID `json:"agent"`
	After Seconds `json:"after,omitempty"`
}
