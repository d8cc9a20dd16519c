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
// A queue is closed by its hours or because the night switch holds it so; a
// fact says when that turns. Decisions where the requirements leave it open:
//
//   - Who waits when the queue closes is served on, whoever closed it; so a
//     caller who is being talked to can go on to a colleague of his own queue
//     (S-XFER-3), but to no other that is closed.
//   - Who calls a closed queue is answered, told the hours and treated by the
//     queue's rule, outside what was offered. Whoever hangs up first, he counts
//     as closed out unless he left something.
//   - Passed on by one queue because it is full or he has waited too long, he
//     is treated by the rule of the one that he comes to; a closed queue passes
//     on only to one that is open, and nobody more than five times.
//   - Merged means out of hours: 0 for the call-back, # or * for the message at
//     once, nothing for the message after a pause.
//   - A hold that says what the hours say anyway isn't kept: it would end with
//     the next change and do nothing until then.
//   - A number typed by who withholds his is kept as far as it is typed, so that
//     it survives a restart; only one that the office may call is read back.
//   - The party of a talk that a phone began can be transferred as a caller can
//     (S-XFER-8); he counts as having called the queue's number. An emergency
//     call isn't.
//   - A queue's ring moves on, and is no miss, when the phone calls somebody or
//     takes a colleague's call.
//   - By the strategies that reckon up a day, a call that an operator let ring or
//     refused counts as one that he had.
//   - The right to the night switch is one to the queues that one serves.
//
// Two fields make what a screen calls inactive: Presence is the agent's wish,
// Work is what happens to him.
package acd
