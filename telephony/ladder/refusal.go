package ladder

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// longestParty bounds what is shown of who called whom.
const longestParty = 64

// Refusal reads what was asked and what was answered, and says which call it
// was, by its Call-ID. A request without an answer has the status 0.
func Refusal(asked, answer telephony.Signal) (r telephony.RefusedCall, callID string) {
	m := read(asked.Text)
	r = telephony.RefusedCall{
		At: asked.At, Times: 1, Method: m.method, Trunk: asked.Trunk, Seat: asked.Seat, Peer: asked.Peer,
		From: user(m.value("from")), To: user(m.value("to")), Status: read(answer.Text).status, Signals: []telephony.Signal{asked, answer},
	}
	return r, m.value("call-id")
}

// Final is the status of a message that answers an INVITE for good; 0: it
// doesn't.
func Final(text []byte) int {
	if !begins(text, "sip/2.0 ") {
		return 0
	}
	if m := read(text); m.method == "INVITE" && m.status >= 200 {
		return m.status
	}
	return 0
}

// Asks says that a message is an INVITE.
func Asks(text []byte) bool { return begins(text, "invite ") }

// user is who an address is of.
func user(value string) string {
	_, rest, found := strings.Cut(uri(value), ":")
	if !found {
		return ""
	}
	if end := strings.IndexAny(rest, "@>;"); end >= 0 {
		rest = rest[:end]
	}
	return visible(rest, longestParty)
}
