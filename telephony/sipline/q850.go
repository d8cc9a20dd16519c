package sipline

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// CauseHearer is a [Handler] that wants to know why the public network ended
// a call: the cause of ITU-T Q.850 in a Reason (RFC 3326, RFC 6432), told
// right before Failed or Ended.
type CauseHearer interface {
	Cause(leg telephony.LegID, q850 int)
}

// cause reads Reason: Q.850;cause=17;text="User busy". 0: none was told.
func (m *message) cause() int {
	for _, v := range m.list("reason") {
		protocol, params, _ := strings.Cut(v, ";")
		if !strings.EqualFold(strings.TrimSpace(protocol), "Q.850") {
			continue
		}
		for p := range strings.SplitSeq(params, ";") {
			name, value, _ := strings.Cut(p, "=")
			if n := number10(value, 0); strings.EqualFold(strings.TrimSpace(name), "cause") && n > 0 && n < 128 {
				return n
			}
		}
	}
	return 0
}

// tellCause tells who wants to know.
func (d *dialog) tellCause(m *message) {
	if h, ok := d.l.h.(CauseHearer); ok && !d.silent && m.cause() != 0 {
		h.Cause(d.leg, m.cause())
	}
}
