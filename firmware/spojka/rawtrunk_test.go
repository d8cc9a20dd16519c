package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// rawTrunk is a provider that writes SIP as it likes: sipp and our phone are
// too well-behaved for what real networks do.
type rawTrunk struct {
	t     testing.TB
	b     *bench
	conn  *net.UDPConn
	mu    sync.Mutex
	calls map[string]*rawCall
}

// rawCall is one call of it.
type rawCall struct {
	r                    *rawTrunk
	id, to, branch, body string
	seq                  int
	answers              chan rawAnswer // to INVITE
	mu                   sync.Mutex
	tag                  string // the box's
	gone                 bool   // it hears nothing any more
	cancelled            bool
	final                int
}

type rawAnswer struct{ code int }

const rawSDP = "v=0\r\no=- 1 1 IN IP4 127.44.2.2\r\ns=-\r\nc=IN IP4 127.44.2.2\r\nt=0 0\r\nm=audio 41000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"

func newRawTrunk(t testing.TB, b *bench) *rawTrunk {
	t.Helper()
	conn, err := net.DialUDP("udp", &net.UDPAddr{IP: net.ParseIP(benchTrunk)}, net.UDPAddrFromAddrPort(b.sip()))
	if err != nil {
		t.Fatal(err)
	}
	r := &rawTrunk{t: t, b: b, conn: conn, calls: map[string]*rawCall{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 8192)
		for {
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			r.hear(buf[:n])
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return r
}

func (r *rawTrunk) call(n int) *rawCall {
	c := &rawCall{r: r, id: fmt.Sprintf("raw-%d-%d", n, rand.Uint64()), to: "800100200", seq: 1, body: rawSDP, answers: make(chan rawAnswer, 1000)}
	c.branch = "z9hG4bK" + c.id
	r.mu.Lock()
	r.calls[c.id] = c
	r.mu.Unlock()
	return c
}

var (
	rawID   = regexp.MustCompile(`(?im)^Call-ID: *(\S+)`)
	rawTag  = regexp.MustCompile(`(?im)^To:.*;tag=([^;\r]+)`)
	rawCSeq = regexp.MustCompile(`(?im)^CSeq: *[0-9]+ +(\S+)`)
)

// hear sorts what the box says: answers go to their call, a request gets its
// 200 unless its call's peer is gone.
func (r *rawTrunk) hear(b []byte) {
	id, method := rawID.FindSubmatch(b), rawCSeq.FindSubmatch(b)
	if id == nil || method == nil {
		return
	}
	r.mu.Lock()
	c := r.calls[string(id[1])]
	r.mu.Unlock()
	if !bytes.HasPrefix(b, []byte("SIP/2.0 ")) {
		if (c == nil || !c.isGone()) && string(method[1]) != "ACK" {
			r.conn.Write(okTo(b))
		}
		return
	}
	code, _ := strconv.Atoi(string(b[8:11]))
	if c == nil || string(method[1]) != "INVITE" || c.isGone() {
		return
	}
	c.answered(code, b)
}

func (c *rawCall) answered(code int, b []byte) {
	c.mu.Lock()
	if tag := rawTag.FindSubmatch(b); tag != nil && code < 300 {
		c.tag = string(tag[1])
	}
	if code >= 200 {
		c.final = code
	}
	c.mu.Unlock()
	switch {
	case code >= 300: // its ACK belongs to the transaction
		c.sendAs(numberOf(b), "ACK", tagOf(b), branchOf(b), "")
	case code >= 200 && c.isCancelled(): // they crossed
		c.ack()
		c.bye()
	case code >= 200 && numberOf(b) > 1: // of a re-INVITE
		c.sendAs(numberOf(b), "ACK", tagOf(b), branchOf(b)+"a", "")
	}
	select {
	case c.answers <- rawAnswer{code}:
	default:
	}
}

func tagOf(b []byte) string {
	if m := rawTag.FindSubmatch(b); m != nil {
		return string(m[1])
	}
	return ""
}

var rawBranch = regexp.MustCompile(`(?im)^Via:.*;branch=([^;\r]+)`)

func branchOf(b []byte) string { return string(rawBranch.FindSubmatch(b)[1]) }

var rawNumber = regexp.MustCompile(`(?im)^CSeq: *([0-9]+)`)

func numberOf(b []byte) int {
	n, _ := strconv.Atoi(string(rawNumber.FindSubmatch(b)[1]))
	return n
}

// okTo answers a request with the heads that it came with.
func okTo(b []byte) []byte {
	out := []byte("SIP/2.0 200 OK\r\n")
	head, _, _ := strings.Cut(string(b), "\r\n\r\n")
	for _, line := range strings.Split(head, "\r\n")[1:] {
		name, _, _ := strings.Cut(strings.ToLower(line), ":")
		switch name {
		case "via", "from", "to", "call-id", "cseq":
			out = append(out, line+"\r\n"...)
		}
	}
	return append(out, "Content-Length: 0\r\n\r\n"...)
}

// send writes a request with the number that the call is at.
func (c *rawCall) send(method, tag, branch, body string) {
	c.mu.Lock()
	seq := c.seq
	c.mu.Unlock()
	c.sendAs(seq, method, tag, branch, body)
}

func (c *rawCall) sendAs(seq int, method, tag, branch, body string) {
	to := fmt.Sprintf("<sip:%s@%s>", c.to, c.r.b.sip())
	if tag != "" {
		to += ";tag=" + tag
	}
	kind := ""
	if body != "" {
		kind = "Content-Type: application/sdp\r\n"
	}
	at := c.r.conn.LocalAddr()
	fmt.Fprintf(c.r.conn, "%s sip:%s@%s SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=%s\r\nMax-Forwards: 70\r\nFrom: <sip:777123456@%[4]s>;tag=r\r\nTo: %[6]s\r\n"+
		"Call-ID: %[7]s\r\nCSeq: %[8]d %[1]s\r\nContact: <sip:raw@%[4]s>\r\n%[9]sContent-Length: %[10]d\r\n\r\n%[11]s",
		method, c.to, c.r.b.sip(), at, branch, to, c.id, seq, kind, len(body), body)
}

func (c *rawCall) next() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seq++
	return c.seq
}

func (c *rawCall) dialogTag() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tag
}

func (c *rawCall) isGone() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone
}

// vanish makes the peer silent, as one that lost its power.
func (c *rawCall) vanish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone = true
}

func (c *rawCall) invite() { c.send("INVITE", "", c.branch, c.body) }

// upTo rings and waits for an answer of this class; one of another class is
// an end, too.
func (c *rawCall) upTo(class int) {
	c.invite()
	for end := time.After(30 * time.Second); ; {
		select {
		case a := <-c.answers:
			if a.code >= 200 && a.code != 482 {
				if a.code/100 != class/100 && a.code != 503 {
					c.r.t.Errorf("%s: answered %d", c.id, a.code)
				}
				return
			}
		case <-time.After(500 * time.Millisecond):
			c.invite()
		case <-end:
			c.r.t.Errorf("%s: no final answer", c.id)
			return
		}
	}
}

// pause waits up to so many milliseconds.
func (c *rawCall) pause(most int) { time.Sleep(time.Duration(rand.IntN(most)) * time.Millisecond) }

func (c *rawCall) ack() {
	if c.dialogTag() != "" {
		c.sendAs(1, "ACK", c.dialogTag(), "z9hG4bK"+c.id+"a", "")
	}
}

func (c *rawCall) isCancelled() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cancelled
}

func (c *rawCall) cancel(times int) {
	c.mu.Lock()
	c.cancelled = true
	c.mu.Unlock()
	for range times {
		c.send("CANCEL", "", c.branch, "")
	}
}

func (c *rawCall) bye() {
	if tag := c.dialogTag(); tag != "" {
		seq := c.next()
		c.sendAs(seq, "BYE", tag, fmt.Sprintf("z9hG4bK%sb%d", c.id, seq), "")
	}
}

// again asks for the sound anew, with no regard to what is open.
func (c *rawCall) again() {
	seq := c.next()
	c.sendAs(seq, "INVITE", c.dialogTag(), fmt.Sprintf("z9hG4bK%sr%d", c.id, seq), c.body)
}

// refer asks to be sent elsewhere.
func (c *rawCall) refer() {
	seq := c.next()
	c.sendAs(seq, "REFER", c.dialogTag(), fmt.Sprintf("z9hG4bK%sf%d", c.id, seq), "")
}
