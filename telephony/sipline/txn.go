package sipline

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// request is one of our requests that waits for its final answer: the client
// transaction of RFC 3261 §17.1.2. An INVITE is [outgoing].
type request struct {
	key      uint64
	method   string
	b        []byte
	to       flow
	interval time.Duration // until the next repeat; before the start: at least so long
	next     time.Time     // when to send again; zero over TCP
	end      time.Time     // timer F
	done     func(m *message)
	// prove sends it once more with proof (RFC 3261 §22.2); nil: that can't be.
	prove func()
	try   *attempt
}

// earlier is when something is to be done, if before at.
func (r *request) earlier(at time.Time) time.Time {
	if !r.next.IsZero() && r.next.Before(at) {
		at = r.next
	}
	if r.end.Before(at) {
		at = r.end
	}
	return at
}

// start sends it the first time.
func (r *request) start(now time.Time) {
	r.end = now.Add(64 * t1)
	if !r.to.link.reliable() {
		r.interval = max(r.interval, t1)
		r.next = now.Add(r.interval)
	}
	r.to.send(r.b)
}

// again sends it once more when that is due. False: its time is up.
func (r *request) again(now time.Time) bool {
	if !now.Before(r.end) {
		return false
	}
	if !r.next.IsZero() && !now.Before(r.next) {
		r.interval = min(2*r.interval, t2)
		r.next = now.Add(r.interval)
		r.to.send(r.b)
	}
	return true
}

// provisional slows the repeats down (timer E in Proceeding); those of an
// INVITE end.
func (r *request) provisional(now time.Time) {
	if r.method == "INVITE" {
		r.next = time.Time{}
		return
	}
	if !r.next.IsZero() {
		r.interval = t2
		r.next = now.Add(t2)
	}
}

// send starts a request of the dialog; done hears its final answer, or nil
// when there was none.
func (d *dialog) send(method string, done func(m *message), heads ...string) {
	d.sendAgain(method, nil, &attempt{}, done, heads...)
}

// sendAgain sends a request of the dialog, and once more when it is asked for
// a password that we have.
func (d *dialog) sendAgain(method string, body []byte, try *attempt, done func(m *message), heads ...string) {
	d.localSeq++
	seq, branch := d.localSeq, newBranch()
	prove := func() { d.sendAgain(method, body, try, done, heads...) }
	if d.state == calling { // it may go to one of several
		e := far{d.f, d.remoteTag, d.target, d.routes}
		once := prove
		prove = func() { d.toward(e, once) }
	}
	w := d.begin(method, branch, seq)
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	d.launch(&request{key: clientKey(branch, method), method: method, b: w.end("application/sdp", body), to: d.f, try: try, prove: prove,
		done: func(m *message) {
			if m != nil && method == "INVITE" {
				d.ackReinvite(m, branch, seq)
			}
			done(m)
		}})
}

func (d *dialog) launch(r *request) {
	if !r.to.ok() {
		d.revive()
		r.to = d.f
	}
	d.sent = append(d.sent, r)
	d.l.tables.setClient(r.key, d)
	r.start(time.Now())
}

// answered finds the request that a response belongs to.
func (d *dialog) answered(m *message) {
	key := clientKey(m.branch, m.method)
	for i, r := range d.sent {
		if r.key != key {
			continue
		}
		if m.status < 200 {
			r.provisional(time.Now())
			return
		}
		d.sent = slices.Delete(d.sent, i, i+1)
		d.l.tables.dropClient(key)
		if d.proves(r, m) {
			return
		}
		r.done(m)
		return
	}
}

// proves answers a challenge of the dialog's trunk. False: it is none, or our
// proof was wrong.
func (d *dialog) proves(r *request, m *message) bool {
	p := d.l.provers.of(d.trunk)
	if m.status != 401 && m.status != 407 || p == nil || r.prove == nil || !p.take(m, r.try) {
		return false
	}
	if r.method == "INVITE" {
		d.ackReinvite(m, m.branch, m.cseq)
	}
	r.prove()
	return true
}

// resend repeats the requests that are due and gives up those that are too
// old. Giving one up may send another.
func (l *Line) resend(sent *[]*request, now time.Time) {
	for i := 0; i < len(*sent); {
		r := (*sent)[i]
		if r.again(now) {
			i++
			continue
		}
		*sent = slices.Delete(*sent, i, i+1)
		l.tables.dropClient(r.key)
		r.done(nil)
	}
}

// answered is the final answer to one of these requests, or to none of them.
func (l *Line) answered(sent *[]*request, m *message) {
	key := clientKey(m.branch, m.method)
	i := slices.IndexFunc(*sent, func(r *request) bool { return r.key == key })
	if i < 0 || m.status < 200 {
		return
	}
	r := (*sent)[i]
	*sent = slices.Delete(*sent, i, i+1)
	l.tables.dropClient(key)
	r.done(m)
}

// resend looks after all that the dialog has under way.
func (d *dialog) resend(now time.Time) {
	d.l.resend(&d.sent, now)
	if d.out != nil {
		d.inviteAgain(now)
	}
}

// begin writes the head of a request in the dialog (RFC 3261 §12.2.1.1).
func (d *dialog) begin(method, branch string, seq uint32) *writer {
	uri, routes := d.target, d.routes
	if len(routes) > 0 && !strings.Contains(strings.ToLower(routes[0]), ";lr") {
		// A strict router wants itself as the target and ours at the end.
		if _, first, _, err := address(routes[0]); err == nil {
			uri = first.String()
		}
		routes = append(slices.Clone(routes[1:]), "<"+d.target+">")
	}
	w := &writer{b: make([]byte, 0, 1024)}
	w.b = append(w.b, method...)
	w.b = append(w.b, ' ')
	w.b = append(w.b, uri...)
	w.b = append(w.b, " SIP/2.0\r\n"...)
	w.head("Via", "SIP/2.0/"+d.f.transport()+" "+bracket(d.l.host(d.f))+";rport;branch="+branch)
	w.head("Max-Forwards", "70")
	for _, r := range routes {
		w.head("Route", r)
	}
	w.head("From", d.localURI+";tag="+d.localTag)
	to := d.remoteURI
	if d.remoteTag != "" {
		to += ";tag=" + d.remoteTag
	}
	w.head("To", to)
	w.head("Call-ID", d.callID)
	w.head("CSeq", strconv.Itoa(int(seq))+" "+method)
	w.head("User-Agent", d.l.o.Program)
	heads := d.proofs(method, uri)
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	return w
}

// proofs are those of a request of the dialog; an ACK has its INVITE's (RFC 3261
// §13.2.2.4).
func (d *dialog) proofs(method, uri string) (heads []string) {
	p := d.l.provers.of(d.trunk)
	if method == "ACK" || method == "CANCEL" || p == nil {
		if method == "ACK" {
			return d.proof
		}
		return nil
	}
	if heads = p.heads(method, uri); method == "INVITE" {
		d.proof = heads
	}
	return heads
}
