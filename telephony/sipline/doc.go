// Package sipline is the wire: SIP towards trunks and desk phones (RFC 3261).
//
// Messages are read by sipgo's parser; sockets, transactions and dialogs are
// ours, because an exchange needs what sipgo v1.7.2's do not give: order
// within a dialog, an answer that crosses a CANCEL, nothing kept for
// strangers, 32 s of repeats kept in bytes and not in objects.
//
//	socket ─▶ door ─▶ parse ─▶ route ─┬─▶ registrar, keeper   phones and trunks
//	          (drops)                 └─▶ dialog              one actor each
//
// The way through the files:
//   - door.go drops strangers, junk and floods before anything is allocated.
//   - route.go finds whose message it is: a response by its branch, a request
//     by its transaction, then by the tag that we gave to its dialog.
//   - dialog.go is the actor, life.go its life: one goroutine a dialog works
//     messages and commands off in order and keeps the timers of RFC 3261 §17. uas.go and
//     answer.go are a call that rings in, uac.go and cancel.go one that we
//     dial, within.go and refresh.go what happens in a talk.
//   - seatcall.go is a call that a phone of ours makes, outcall.go and
//     wayout.go one over a trunk, refer.go a talk that a phone passes on.
//   - echo.go answers repeated requests of dialogs that are gone.
//   - registrar.go and keeper.go know which phone sits at which seat and
//     whether it answers; file.go keeps that over a restart.
//   - subscribe.go, notifier.go and subscription.go light the keys of phones,
//     watchers.go does after a restart; keys.go is what phones call besides
//     numbers, and replaces.go what they want to take the place of.
//   - refusals.go shows what was turned away before it was a call.
//   - identity.go writes a dialog down, so that the next process adopts it.
package sipline
