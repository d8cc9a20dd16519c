package sipline

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// leastSession is the shortest session interval in seconds (RFC 4028 §5).
const leastSession = 90

// sessionTimer is the agreement of RFC 4028: who refreshes, and how long the
// session lives without. Zero: none.
type sessionTimer struct {
	Seconds int  `json:"seconds,omitempty"`
	Ours    bool `json:"ours,omitempty"`   // we refresh
	Update  bool `json:"update,omitempty"` // the peer understands UPDATE
}

// interval reads Session-Expires ("1800;refresher=uac"); 0: none.
func (m *message) interval() (seconds int, refresher string) {
	v := m.value("session-expires")
	if v == "" {
		v = m.value("x")
	}
	text, params, _ := strings.Cut(v, ";")
	for p := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(name), "refresher") {
			refresher = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return number10(text, 0), refresher
}

// tooBrief asks for a longer interval (422).
func (m *message) tooBrief() bool {
	seconds, _ := m.interval()
	return seconds > 0 && seconds < leastSession && m.has("supported", "timer")
}

// timerHeads agrees to a session timer in the 2xx to an INVITE or UPDATE. The
// peer refreshes unless it asks us to.
func (d *dialog) timerHeads(w *writer, m *message) {
	w.head("Supported", "timer")
	seconds, refresher := m.interval()
	if seconds < leastSession {
		return
	}
	if !m.has("supported", "timer") && !m.has("require", "timer") {
		return
	}
	d.timer = sessionTimer{Seconds: seconds, Ours: refresher == "uas", Update: m.has("allow", "UPDATE")}
	if !d.timer.Ours {
		refresher = "uac"
		w.head("Require", "timer")
	}
	w.head("Session-Expires", strconv.Itoa(seconds)+";refresher="+refresher)
	d.wind()
}

// wind sets the alarm: half of the interval when we refresh, else shortly
// before its end (RFC 4028 §10).
func (d *dialog) wind() {
	if d.timer.Seconds == 0 {
		return
	}
	whole := time.Duration(d.timer.Seconds) * time.Second
	if d.timer.Ours {
		d.set(alarmRefresh, whole/2)
		return
	}
	d.set(alarmRefresh, whole-min(32*time.Second, whole/3))
}

// refresh keeps the session alive, or ends it when the peer did not.
func (d *dialog) refresh() {
	if d.state != talking {
		return
	}
	if !d.timer.Ours {
		d.end(telephony.ByLoss)
		d.bye()
		return
	}
	expires := strconv.Itoa(d.timer.Seconds) + ";refresher=uac"
	if d.timer.Update {
		d.send("UPDATE", d.refreshed, "Contact", "<"+d.contactURI()+">", "Supported", "timer", "Session-Expires", expires)
		return
	}
	d.sendAgain("INVITE", d.side.Again(), &attempt{}, d.refreshed,
		"Contact", "<"+d.contactURI()+">", "Allow", allow, "Supported", "timer", "Session-Expires", expires)
}

// ackReinvite acknowledges the final answer to an INVITE within the dialog: a
// refusal in its transaction, a 2xx in one of its own.
func (d *dialog) ackReinvite(m *message, branch string, seq uint32) {
	if m.status < 300 {
		branch = newBranch()
	}
	w := d.begin("ACK", branch, seq)
	ack := w.end("", nil)
	d.f.send(ack)
	d.l.echoes.keep(clientKey(m.branch, "INVITE"), d.f, ack)
}

// backOff is how long to wait after both sides began an INVITE at once: the
// one that made the Call-ID longer, so that it doesn't happen again (RFC 3261
// §14.1).
func (d *dialog) backOff() time.Duration {
	if d.seat != "" {
		return 2100*time.Millisecond + rand.N(1900*time.Millisecond)
	}
	return rand.N(2 * time.Second)
}

// refreshed: the outcome. A peer that doesn't know the call, or is silent,
// is gone (RFC 3261 §12.2.1.2); after any other refusal we try again.
func (d *dialog) refreshed(m *message) {
	switch {
	case d.state != talking:
	case m == nil || m.status == 481 || m.status == 408:
		d.end(telephony.ByLoss)
		d.bye()
	case m.status == 491:
		d.set(alarmRefresh, d.backOff())
	case m.status == 422:
		if least := number10(m.value("min-se"), 0); least > d.timer.Seconds && least < 1<<20 {
			d.timer.Seconds = least
		}
		d.set(alarmRefresh, time.Second)
	case m.status >= 300 && d.timer.Update && (m.status == 405 || m.status == 501):
		d.timer.Update = false
		d.set(alarmRefresh, time.Second)
	default:
		d.wind()
	}
}
