// Package acd is the desk: the call distributor, pure. What happens comes in
// as a [telephony.Event]; the desk decides which facts follow and what is to
// be done at once, and changes only by facts. It reads no clock, throws no
// dice and waits for nothing: time and chance are handed in.
//
// One verb is one file: first what turns the wish down, then the deed. After
// each deed the desk serves who waits ([step.serve]).
//
// Calls that phones begin are apart from those of the queues (dial.go): who
// sits at the phone has nothing to save afterwards, and no queue rings him
// meanwhile.
//
// An emergency call is a call that a phone begins, but for the rules: it finds
// a line (rescue.go), if need be by ending another call (sacrifice.go).
//
// Two fields make what a screen calls inactive: Presence is the agent's wish,
// Work is what happens to him.
package acd
