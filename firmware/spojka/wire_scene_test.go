package main

import (
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
)

// scene is a scenario for sipp, told step by step from the side of a customer
// on the trunk. In a cue the test says that the scene may go on, so that
// nothing in it waits by the clock.
type scene struct {
	xml  strings.Builder
	cseq int
	from string // From without its tag
	more string // headers of the first INVITE

	server netip.AddrPort // where it calls; else the box
	rport  bool           // it asks for answers to where it sends from (RFC 3581)
	ns     string         // network namespace in which it plays
	forms  []string       // what is written otherwise: old, new, old, new…
}

func newScene(t testing.TB) *scene {
	t.Helper()
	s := &scene{from: `"Jan Novák" <sip:777123456@[local_ip]:[local_port]>`}
	s.xml.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<scenario name=\"wire\">\n")
	return s
}

// send sends a request: the first one to the number called, others within
// the dialog. It counts CSeq on, but for ACK and CANCEL.
func (s *scene) send(method, headers, body string) *scene {
	first := s.cseq == 0
	if method != "ACK" && method != "CANCEL" {
		s.cseq++
	}
	uri, routes := "[next_url]", "[routes]\n"
	if first || method == "CANCEL" {
		uri, routes = "sip:[service]@[remote_ip]:[remote_port]", ""
	}
	branch := fmt.Sprintf("%d%s", s.cseq, method)
	if method == "CANCEL" {
		branch = fmt.Sprintf("%dINVITE", s.cseq) // that of what it cancels
	}
	return s.request(uri, method, branch, routes+headers, body)
}

// request writes a request with a branch of its own.
func (s *scene) request(uri, method, branch, headers, body string) *scene {
	retrans, tag := ` retrans="500"`, "[peer_tag_param]"
	if method == "ACK" {
		retrans = ""
	}
	if s.cseq == 1 && method != "ACK" {
		tag = ""
	}
	fmt.Fprintf(&s.xml, "<send%s><![CDATA[\n\n%s %s SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK[pid]-%s\n%s",
		retrans, method, uri, branch, headers)
	fmt.Fprintf(&s.xml, "From: %s;tag=[pid]t[call_number]\nTo: <sip:[service]@[remote_ip]:[remote_port]>%s\nCall-ID: [call_id]\nCSeq: %d %s\n",
		s.from, tag, s.cseq, method)
	s.xml.WriteString("Contact: <sip:trunk@[local_ip]:[local_port];transport=[transport]>\nMax-Forwards: 70\n" + content(body) + "]]></send>\n")
	return s
}

// content is a body with the headers that describe it; one that begins with
// Content-Type describes itself.
func content(body string) string {
	switch {
	case body == "":
		return "Content-Length: 0\n\n"
	case strings.HasPrefix(body, "Content-Type:"):
		head, rest, _ := strings.Cut(body, "\n\n")
		return head + "\nContent-Length: [len]\n\n" + rest
	}
	return "Content-Type: application/sdp\nContent-Length: [len]\n\n" + body
}

// refused acknowledges a refusal of the last request, in its transaction.
func (s *scene) refused() *scene {
	uri := "[next_url]"
	if s.cseq == 1 {
		uri = "sip:[service]@[remote_ip]:[remote_port]"
	}
	return s.request(uri, "ACK", fmt.Sprintf("%dINVITE", s.cseq), "", "")
}

// maybe hears responses that may come or not.
func (s *scene) maybe(codes ...int) *scene {
	for _, c := range codes {
		fmt.Fprintf(&s.xml, "<recv response=\"%d\" optional=\"true\"/>\n", c)
	}
	return s
}

// want is what a message must have: a pattern in a header ("Allow:") or, with
// no header, in the body.
type want struct{ header, pattern string }

func (s *scene) checks(all []want) *scene {
	s.xml.WriteString("<action>\n")
	for _, w := range all {
		in := `search_in="body"`
		switch w.header {
		case "":
		case "all":
			in = `search_in="msg"`
		default:
			in = fmt.Sprintf("search_in=\"hdr\" header=%q", w.header)
		}
		fmt.Fprintf(&s.xml, "<ereg regexp=%q %s check_it=\"true\" assign_to=\"seen\"/>\n", w.pattern, in)
	}
	s.xml.WriteString("</action></recv>\n")
	return s
}

// gets waits for a response.
func (s *scene) gets(code int, all ...want) *scene {
	fmt.Fprintf(&s.xml, "<recv response=\"%d\" rrs=\"true\" timeout=\"20000\">\n", code)
	return s.checks(all)
}

// asked waits for a request of the box.
func (s *scene) asked(method string, all ...want) *scene {
	fmt.Fprintf(&s.xml, "<recv request=%q timeout=\"40000\">\n", method)
	return s.checks(all)
}

// replies answers the request that came last.
func (s *scene) replies(code int, phrase, headers, body string) *scene {
	fmt.Fprintf(&s.xml, "<send><![CDATA[\n\nSIP/2.0 %d %s\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n%s", code, phrase, headers)
	s.xml.WriteString("Contact: <sip:trunk@[local_ip]:[local_port];transport=[transport]>\n" + content(body) + "]]></send>\n")
	return s
}

// cue notes that the scene has come so far and waits for the test.
func (s *scene) cue() *scene {
	return s.raw(waitsForCue + `<recv request="MESSAGE" timeout="40000"/>`)
}

// waitsForCue is what sipp notes in its file of logs.
const waitsForCue = `<nop><action><log message="cue"/></action></nop>
`

// by lets the scene call at an address other than the box's.
func (s *scene) by(at netip.AddrPort) *scene {
	s.server = at
	return s
}

// raw takes sipp's own words.
func (s *scene) raw(xml string) *scene {
	s.xml.WriteString(xml + "\n")
	return s
}

// calls is the usual beginning: an INVITE with this body that is answered.
func (s *scene) calls(body string, all ...want) *scene {
	return s.send("INVITE", s.more, body).maybe(100, 180, 183).gets(200, all...).send("ACK", "", "")
}

// hangsUp is the usual end.
func (s *scene) hangsUp() *scene { return s.send("BYE", "", "").gets(200) }

// playing is a scene that sipp plays.
type playing struct {
	b    *running
	t    testing.TB
	cmd  *exec.Cmd
	out  *peers.Said
	dir  string
	at   string // sipp's own address
	ns   string
	call string // Call-ID of the call that is cued
	cued int
}

// plays lets sipp play a scene from an address.
func (b *running) plays(s *scene, at string, more ...string) *playing {
	b.t.Helper()
	dir := b.t.TempDir()
	text := s.xml.String()
	text = strings.NewReplacer(s.forms...).Replace(text)
	if s.rport {
		text = strings.ReplaceAll(text, ":[local_port];branch", ":[local_port];rport;branch")
	}
	if strings.Contains(text, "assign_to") {
		text += "<Reference variables=\"seen\"/>\n"
	}
	write(b.t, dir, "scene.xml", text+"</scenario>\n")
	server := s.server
	if !server.IsValid() {
		server = b.sip()
	}
	args := append([]string{
		server.String(), "-i", at, "-p", "5060", "-mi", at, "-s", "800100200", "-m", "1", "-nostdin", "-nd", "-timeout", "60s", "-timeout_error",
		"-cid_str", "scene-%u@" + at, "-trace_err", "-error_file", "errors", "-trace_msg", "-message_file", "messages",
		"-trace_logs", "-log_file", "logs", "-sf", "scene.xml",
	}, more...)
	p := &playing{b: b, t: b.t, dir: dir, at: at, ns: s.ns, call: "scene-1@" + at}
	peers.Need(b.t, "sipp")
	line := inside(s.ns, append([]string{"sipp"}, args...)...)
	p.cmd, p.out = peers.Launch(b.t, dir, line[0], line[1:]...)
	b.t.Cleanup(func() {
		if b.t.Failed() {
			for _, name := range []string{"errors", "messages"} {
				b.t.Logf("sipp's %s:\n%s", name, read(filepath.Join(dir, name)))
			}
		}
	})
	return p
}

// cue lets the scene go on, once it waits for that: sipp takes a message that
// comes before its time for a fault.
func (p *playing) cue() {
	p.t.Helper()
	p.b.until("a scene that waits for its cue", func() bool {
		return strings.Count(read(filepath.Join(p.dir, "logs")), "cue") > p.cued
	})
	p.cued++
	var c net.Conn
	var err error
	dial := func() { c, err = net.Dial("udp", net.JoinHostPort(p.at, "5060")) }
	if p.ns == "" {
		dial()
	} else {
		within(p.t, p.ns, dial)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "MESSAGE sip:%s SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bKcue%d\r\nFrom: <sip:test@%s>;tag=cue\r\nTo: <sip:%s>\r\nCall-ID: %s\r\nCSeq: %d MESSAGE\r\nContent-Length: 0\r\n\r\n",
		p.at, c.LocalAddr(), p.cued, p.at, p.at, p.call, p.cued)
}

// received are the lines that begin so of all messages that sipp received.
func (p *playing) received(begin string) (all []string) {
	for _, m := range strings.Split(read(filepath.Join(p.dir, "messages")), "-----------------------------------------------") {
		for line := range strings.Lines(m) {
			if strings.Contains(m, "message received") && strings.HasPrefix(line, begin) {
				all = append(all, strings.TrimSpace(line))
			}
		}
	}
	return all
}

// ends waits until sipp has played the scene as it is written.
func (p *playing) ends() {
	p.t.Helper()
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatalf("sipp: %v%s", err, regexp.MustCompile(`(?s)\n-----.*`).ReplaceAllString(p.out.String(), ""))
	}
}
