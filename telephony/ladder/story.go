package ladder

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// story is what a leg's messages tell, gathered one by one.
type story struct {
	party    telephony.LadderParty
	leg      telephony.LegID
	dialled  bool // we sent its first INVITE
	invite   telephony.Moment
	invites  int // of the first one, as often as it was sent
	first    telephony.Moment
	rang     telephony.Moment
	answered telephony.Moment
	final    telephony.Moment
	status   int // of the final answer to the first INVITE; 0: none
	phrase   string
	answers  int // 2xx to it, as often as they were said
	acks     int
	cancel   telephony.Moment
	byUs     bool // the cancel is ours
	elsewhr  bool // because another phone answered
	bye      telephony.Moment
	byeOut   bool
	last     telephony.Moment

	password int // times that our password was refused
	proved   bool
	again    int // messages of ours said again
	heard    int // of theirs
	open     map[string]string
	vias     map[string]string // what we wrote into Via, by branch
	alg      bool
	private  bool
}

// story is the leg's.
func (r *reader) story(s telephony.Signal) *story {
	if st := r.legs[s.Leg]; st != nil {
		return st
	}
	st := &story{party: partyOf(s), leg: s.Leg, open: make(map[string]string), vias: make(map[string]string)}
	r.legs[s.Leg] = st
	r.list = append(r.list, st)
	return st
}

// take takes one message in.
func (st *story) take(s telephony.Signal, m message, rung telephony.Rung) {
	st.last = s.At
	if rung.Repeat && m.method != "ACK" {
		st.count(s.Out)
	}
	st.wire(s, m)
	switch {
	case m.status != 0:
		st.reply(s, m)
	default:
		st.request(s, m)
	}
}

func (st *story) count(out bool) {
	if out {
		st.again++
	} else {
		st.heard++
	}
}

// request takes a request in.
func (st *story) request(s telephony.Signal, m message) {
	inside := param(m.value("to"), "tag") != ""
	if s.Out && m.method != "ACK" && m.method != "CANCEL" {
		st.open[m.value("cseq")] = m.method
		st.proved = st.proved || m.value("authorization")+m.value("proxy-authorization") != ""
	}
	switch {
	case m.method == "INVITE" && !inside:
		if st.invites++; st.invites == 1 {
			st.dialled, st.invite = s.Out, s.At
		}
	case m.method == "ACK":
		st.acks++
	case m.method == "CANCEL" && st.cancel.IsZero():
		st.cancel, st.byUs = s.At, s.Out
		st.elsewhr = strings.Contains(m.value("reason"), "cause=200")
	case m.method == "BYE" && st.bye.IsZero():
		st.bye, st.byeOut = s.At, s.Out
	}
}

// reply takes a response in.
func (st *story) reply(s telephony.Signal, m message) {
	if !s.Out && m.status >= 200 {
		delete(st.open, m.value("cseq"))
	}
	if m.method != "INVITE" || st.invite.IsZero() || s.Out == st.dialled {
		return
	}
	if st.first.IsZero() {
		st.first = s.At
	}
	switch {
	case m.status >= 180 && m.status < 200 && st.rang.IsZero():
		st.rang = s.At
	case (m.status == 401 || m.status == 407) && st.dialled:
		st.status, st.phrase = m.status, m.phrase
		if st.proved {
			st.password++
		}
	case m.status >= 200 && m.status < 300:
		if st.answers++; st.answers == 1 {
			st.answered = s.At
		}
		st.status = m.status
	case m.status >= 300 && st.answered.IsZero():
		st.status, st.phrase, st.final = m.status, m.phrase, s.At
	}
}

// wire looks for what somebody on the way has done.
func (st *story) wire(s telephony.Signal, m message) {
	via, branch := sentBy(m.value("via"))
	switch {
	case s.Out && m.status == 0:
		st.vias[branch] = via + m.fromURI()
	case !s.Out && m.status != 0 && branch != "":
		if ours, known := st.vias[branch]; known && ours != via+m.fromURI() {
			st.alg = true
		}
	}
	if s.Out {
		return
	}
	if n, err := strconv.ParseUint(m.value("content-length"), 10, 24); err == nil && int(n) != len(m.body) {
		st.alg = true
	}
	st.private = st.private || leadsNowhere(s.Peer.Addr(), m)
}

func (m *message) fromURI() string { return " " + strings.ToLower(uri(m.value("from"))) }

// sentBy is who a Via says that it is, and its branch.
func sentBy(via string) (host, branch string) {
	via, _, _ = strings.Cut(via, ",")
	host, _, _ = strings.Cut(via, ";")
	if i := strings.LastIndexByte(host, ' '); i >= 0 {
		host = host[i+1:]
	}
	return host, param(via, "branch")
}

// leadsNowhere says that a peer with a public address wants its sound at a
// private one, without having been rewritten on the way.
func leadsNowhere(peer netip.Addr, m message) bool {
	if peer.IsPrivate() || peer.IsLoopback() || peer.IsLinkLocalUnicast() || len(m.body) == 0 {
		return false
	}
	session, err := sdp.Parse(m.body)
	if err != nil {
		return false
	}
	sound, err := sdp.Peek(session)
	return err == nil && sound.Addr.Addr().IsPrivate()
}
