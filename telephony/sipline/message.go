package sipline

import (
	"bytes"
	"errors"
	"strings"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// message is a request or a response as it came, with what every message has
// (RFC 3261 §8.1.1) taken out once.
type message struct {
	flow
	method  string   // of the request, or that the response answers
	uri     *sip.Uri // of a request
	status  int      // of a response; 0: a request
	phrase  string   // of a response, cleaned
	version string   // of a request, when it isn't ours
	vias    []*sip.ViaHeader
	from    *sip.FromHeader
	to      *sip.ToHeader
	callID  string
	answers string // the method in CSeq as it is written there
	cseq    uint32
	fromTag string
	toTag   string
	branch  string
	kind    string // Content-Type, lower case, without parameters
	body    []byte
	headers []sip.Header // all, in order
	raw     []byte       // as it came; the reader's own, gone when it reads on

	seat  telephony.SeatID // that it proved to be of
	wrong bool             // it didn't, though it tried
}

// parser reads messages with sipgo, only the headers that every message needs
// in typed form: a bad Referred-By must not cost a call.
type parser struct{ p *sip.Parser }

func newParser() *parser {
	all := sip.DefaultHeadersParser()
	few := make(map[string]sip.HeaderParser)
	for _, name := range []string{"via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "content-length", "l", "content-type", "c"} {
		few[name] = all[name]
	}
	return &parser{sip.NewParser(sip.WithHeadersParsers(few))}
}

// Errors of reading. A request that is only malformed gets a 400, what has no
// way back is dropped.
var (
	errMalformed = errors.New("malformed message: the sender must repair it")
	errNoWayBack = errors.New("message without Via, Call-ID, CSeq, From or To")
)

// read parses one message. Parser trouble never reaches the caller as a
// panic: strangers write these bytes.
func (p *parser) read(f flow, data []byte) (m *message, err error) {
	defer func() {
		if recover() != nil {
			m, err = nil, errNoWayBack
		}
	}()
	if !unbroken(data) {
		return nil, errNoWayBack
	}
	raw, n, err := p.p.Parse(data, false)
	if raw == nil {
		return nil, errNoWayBack
	}
	short := errors.Is(err, sip.ErrParseReadBodyIncomplete)
	m = &message{flow: f, raw: data}
	switch r := raw.(type) {
	case *sip.Request:
		m.method, m.uri, m.headers = string(r.Method), &r.Recipient, r.Headers()
		if !strings.EqualFold(r.SipVersion, "SIP/2.0") {
			m.version, err = r.SipVersion, errMalformed
		}
		if err == nil && r.Recipient.Headers != nil && r.Recipient.Headers.Length() > 0 {
			err = errMalformed // a URI to be called holds no headers (RFC 3261 §19.1.1)
		}
	case *sip.Response:
		m.status, m.phrase, m.headers = r.StatusCode, clean(r.Reason), r.Headers()
	}
	if broken := m.take(raw); errors.Is(broken, errMalformed) {
		return m, broken
	} else if broken != nil {
		return nil, broken
	}
	m.body = raw.Body()
	if short && n <= len(data) { // an ALG changed the body and not its length
		m.body, err = m.body[:max(0, len(m.body)-missing(data, m.body))], nil
	}
	if err != nil {
		return m, errMalformed
	}
	return m, nil
}

// unbroken says that the head holds no line end but CRLF and no NUL: what comes
// back in our messages must not break their lines.
func unbroken(data []byte) bool {
	for i, c := range data {
		switch {
		case c == 0 && (i == 0 || data[i-1] != '\\'):
			return false // but in a quoted pair (RFC 4475 §3.1.1.2)
		case c != '\n':
		case i == 0 || data[i-1] != '\r':
			return false
		case i >= 3 && data[i-3] == '\r' && data[i-2] == '\n':
			return true // the body is the description's matter
		}
	}
	return true
}

// missing is how many bytes of a body did not come.
func missing(data, body []byte) int {
	head := bytes.Index(data, []byte("\r\n\r\n"))
	if head < 0 {
		return len(body)
	}
	return max(0, len(body)-(len(data)-head-4))
}

// take fills the fields that every message has.
func (m *message) take(raw sip.Message) error {
	for _, h := range m.headers {
		switch h := h.(type) {
		case *sip.ViaHeader:
			m.vias = append(m.vias, h)
		case *sip.ContentTypeHeader:
			kind, _, _ := strings.Cut(string(*h), ";")
			m.kind = strings.ToLower(strings.TrimSpace(kind))
		}
	}
	id, cseq := raw.CallID(), raw.CSeq()
	m.from, m.to = raw.From(), raw.To()
	m.tidy()
	if len(m.vias) == 0 || id == nil || cseq == nil || m.from == nil || m.to == nil || m.vias[0].Host == "" {
		return errNoWayBack
	}
	if clip(m.from.Address.String()) == "" || clip(m.to.Address.String()) == "" {
		return errNoWayBack
	}
	m.callID, m.cseq = string(*id), cseq.SeqNo
	said := m.method
	m.answers = strings.TrimSpace(string(cseq.MethodName))
	m.method = strings.ToUpper(m.answers) // the parser makes that of a request so
	m.fromTag, m.toTag = param(m.from.Params, "tag"), param(m.to.Params, "tag")
	m.branch = param(m.vias[0].Params, "branch")
	if m.status == 0 && said != m.method || m.twice() {
		return errMalformed
	}
	return nil
}

// tidy takes away the blanks that the parser leaves around (RFC 3261 §7.3.1),
// so that what comes back in our messages means the same.
func (m *message) tidy() {
	for _, v := range m.vias {
		v.Transport, v.Host = strings.TrimSpace(v.Transport), strings.TrimSpace(v.Host)
		if words := strings.Fields(v.Host); v.Transport == "" && len(words) == 2 {
			v.Transport, v.Host = words[0], words[1] // a blank stood before the transport
		}
		v.Params = tidied(v.Params)
	}
	if m.from != nil {
		m.from.Address.Host, m.from.Params = strings.TrimSpace(m.from.Address.Host), tidied(m.from.Params)
	}
	if m.to != nil {
		m.to.Address.Host, m.to.Params = strings.TrimSpace(m.to.Address.Host), tidied(m.to.Params)
	}
}

func tidied(ps sip.HeaderParams) sip.HeaderParams {
	out := ps[:0]
	for _, p := range ps {
		if p.K, p.V = strings.TrimSpace(p.K), strings.TrimSpace(p.V); p.K != "" {
			out = append(out, p)
		}
	}
	return out
}

// once are the headers that a message has one of.
var once = [...]string{"call-id", "cseq", "from", "to", "content-length", "content-type", "max-forwards"}

// twice says that one of them is there again: what counts can't be told (RFC
// 4475 §3.3.8, §3.3.9).
func (m *message) twice() bool {
	var seen [len(once)]bool
	for _, h := range m.headers {
		for i, name := range once {
			if !strings.EqualFold(h.Name(), name) {
				continue
			}
			if seen[i] {
				return true
			}
			seen[i] = true
		}
	}
	return false
}
