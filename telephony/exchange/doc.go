// Package exchange is the one loop of the brain. What the wire, the panel and
// the pages bring goes into its inbox; each event is decided by the desk
// (telephony/acd), its facts go to the book, its commands at once to the wire
// and to the sound. The loop waits for nothing but its inbox and one timer.
//
// Promises: whatever tells somebody that a thing is done (the reply to a
// wish) waits behind the commit of its facts; rings, bridges and lamps don't.
package exchange
