package sipline

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// replaces is the dialog that a call is to take the place of (RFC 3891 §6.1).
type replaces struct {
	callID     string
	to, from   string // tags, as seen by whose dialog it is
	wellFormed bool
}

// readReplaces reads the value of a header, or of a Refer-To in which it was
// escaped.
func readReplaces(text string) (r replaces) {
	id, params, _ := strings.Cut(text, ";")
	r.callID = strings.TrimSpace(id)
	for p := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(p, "=")
		switch value = strings.TrimSpace(value); strings.ToLower(strings.TrimSpace(name)) {
		case "to-tag":
			r.to = value
		case "from-tag":
			r.from = value
		}
	}
	r.wellFormed = r.callID != "" && r.to != "" && r.from != ""
	return r
}

// isRing says that it names a ring that we told phones of. Which side's tag is
// which is told differently by phones.
func (r replaces) isRing() bool {
	_, ring := telephony.RingOf(r.callID)
	return ring && (r.to == pickUpLocal && r.from == pickUpRemote || r.to == pickUpRemote && r.from == pickUpLocal)
}

// dialog finds the dialog on the wire; nil: there is none.
func (r replaces) dialog(l *Line) *dialog {
	for _, tag := range [...]string{r.to, r.from} {
		if d := l.tables.byTag(tag); d != nil && tag != "" && d.callID == r.callID {
			return d
		}
	}
	return nil
}

// irreplaceable turns a call away that is to take the place of what it can't
// (RFC 3891 §3): of what isn't there, 481. A ring is picked up as a key's, by
// a phone; a talk is nobody's to take.
func (l *Line) irreplaceable(m *message, phone bool) bool {
	list := m.values("replaces")
	if len(list) == 0 {
		return false
	}
	r := readReplaces(list[0])
	switch {
	case len(list) > 1 || !r.wellFormed || m.value("join") != "":
		l.turnAway(m, 400)
	case phone && l.o.Keys != nil && r.isRing():
		return false
	case r.dialog(l) != nil:
		l.turnAway(m, 403, "Warning", `399 spojka "a call that somebody has answered is not taken over"`)
	default:
		l.turnAway(m, 481)
	}
	return true
}
