// Package load measures a running box from outside, over real sockets: it is
// the trunk, the operators' phones and the operators at once, in a process of
// its own, with real-time priority where that is permitted, so that what is
// measured is the box and not the measuring.
//
// It must cost little itself: SIP is written from a template and read by
// looking for a few headers, all phones share one socket, and all sound of a
// side goes through one socket, stamped just before it is sent and by the
// kernel when it arrives.
//
// Only tests import it: make bench starts the test program again as this
// process, gives it a [Job] and gets an [Outcome].
package load
