package sipline

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// Session intervals in seconds: the shortest that we agree to (RFC 4028 §5),
// what we ask for in calls that we make (§4), the longest that we let anybody
// raise it to, and the shortest that we keep where a peer agreed to less than
// it may.
const (
	leastSession = 90
	ourSession   = 1800
	mostSession  = 1 << 20
	hastySession = 30
)

// sessionTimer is the agreement of RFC 4028: who refreshes, and how long the
// session lives without. Zero: none.
type sessionTimer struct {
	Seconds int  `json:"seconds,omitempty"`
	Least   int  `json:"least,omitempty"`  // a shorter one was refused somewhere on the way (422)
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

// timerHeads agrees to a session timer in the 2xx to an INVITE or UPDATE (RFC
// 4028 §9). The peer refreshes unless it asks us to, or doesn't know how: a
// proxy on the way asked then. A request that says nothing of the timer goes
// on with the one that holds, as far as it can.
func (d *dialog) timerHeads(w *writer, m *message) {
	w.head("Supported", "timer")
	if m.value("allow") != "" {
		d.timer.Update = m.has("allow", "UPDATE")
	}
	knows := m.has("supported", "timer") || m.has("require", "timer")
	seconds, refresher := m.interval()
	switch {
	case seconds >= leastSession:
		d.timer.Seconds, d.timer.Ours = seconds, refresher == "uas" || !knows
	case d.timer.Seconds == 0:
		return
	case !knows && !d.timer.Ours:
		d.timer.Seconds = 0 // nobody refreshes any more
		d.stop(alarmRefresh)
		return
	}
	refresher = "uas"
	if !d.timer.Ours {
		refresher = "uac"
		w.head("Require", "timer")
	}
	w.head("Session-Expires", strconv.Itoa(d.timer.Seconds)+";refresher="+refresher)
	d.wind()
}

// timerWish is what an INVITE of ours that begins a call asks for, in seconds;
// who refreshes is the other side's choice.
func (o *outgoing) timerWish(w *writer) int {
	if o.session == 0 {
		w.head("Supported", "100rel")
		return 0
	}
	wish := max(o.session, o.leastSession)
	w.head("Supported", "100rel, timer")
	w.head("Session-Expires", strconv.Itoa(wish))
	w.head("Min-SE", strconv.Itoa(max(leastSession, o.leastSession)))
	return wish
}

// longer takes the interval in that a 422 to a branch asks for (RFC 4028 §7.3).
// False: it asks for none that is longer.
func (o *outgoing) longer(m *message, b *branch) bool {
	least := number10(m.value("min-se"), 0)
	if m.status != 422 || b.session == 0 || least <= b.session || least > mostSession {
		return false
	}
	o.leastSession = max(o.leastSession, least)
	return true
}

// heads keep the timer in a request within the talk: without them the other
// side would take it for over (RFC 4028 §7.4).
func (t sessionTimer) heads() []string {
	if t.Seconds == 0 {
		return nil
	}
	refresher := "uas"
	if t.Ours {
		refresher = "uac"
	}
	heads := []string{"Supported", "timer", "Session-Expires", strconv.Itoa(t.Seconds) + ";refresher=" + refresher}
	if t.Least > leastSession {
		heads = append(heads, "Min-SE", strconv.Itoa(t.Least))
	}
	return heads
}

// longer takes the interval in that a 422 to a refresh asks for. False: it asks
// for none that is longer.
func (t *sessionTimer) longer(m *message) bool {
	least := number10(m.value("min-se"), 0)
	if least <= t.Seconds || least > mostSession {
		return false
	}
	t.Seconds, t.Least = least, least
	return true
}

// agree takes in what the 2xx to a request of ours says of the timer. Who
// isn't named refreshes not: then it is us (RFC 4028 §7.2).
func (d *dialog) agree(m *message) {
	seconds, refresher := m.interval()
	switch {
	case seconds > 0:
		d.timer.Seconds, d.timer.Ours = min(max(seconds, hastySession), mostSession), refresher != "uas"
	case !d.timer.Ours:
		d.timer.Seconds = 0
		d.stop(alarmRefresh)
	}
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
	heads := append([]string{"Contact", "<" + d.contactURI() + ">"}, d.timer.heads()...)
	switch {
	case d.timer.Update:
		d.send("UPDATE", d.refreshed, heads...)
	case d.in != nil || d.asking(): // one INVITE at a time; that may be the refresh
		d.set(alarmRefresh, time.Second)
	default:
		d.sendAgain("INVITE", d.side.Again(), &attempt{}, d.refreshed, append(heads, "Allow", allow)...)
	}
}

// answeredAgain takes the answer to a description repeated by us in: mostly it
// is the one that holds.
func (d *dialog) answeredAgain(m *message) {
	body := description(m)
	if m.method != "INVITE" || len(body) == 0 || sdp.Same(body, d.heard) {
		return
	}
	before := d.sound
	if d.learn(body) {
		d.moved(before)
	}
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
	case m.status == 422 && d.timer.longer(m):
		d.set(alarmRefresh, time.Second)
	case m.status >= 300 && d.timer.Update && (m.status == 405 || m.status == 501):
		d.timer.Update = false
		d.set(alarmRefresh, time.Second)
	case m.status < 300:
		d.agree(m)
		d.answeredAgain(m)
	default:
		d.wind()
	}
}
