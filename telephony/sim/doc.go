// Package sim is a SIP softphone in code: it registers with a digest, calls
// and is called, sends and hears G.711 A-law with telephone events, and keeps
// figures of what it heard. Tests use it, `spojka sim` runs it as the
// simulated seats of a box, and `spojka call` as a customer on the trunk.
//
//	Phone ─ one UDP socket for SIP (wire.go: transactions, RFC 3261 §17)
//	  └ Call ─ one dialog (call.go, dialling.go, answering.go)
//	      └ sound ─ one UDP socket for RTP (sound.go sends, ear.go hears)
//	Seats ─ a phone for every simulated seat, with a control socket
//
// It shares nothing with sipline but sipgo's parser, so that no error of one
// can hide in the other: messages are written here as plain text.
package sim
