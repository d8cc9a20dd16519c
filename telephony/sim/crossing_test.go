package sim

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
)

// scripted is the other side of a call, played line by line.
type scripted struct {
	t    *testing.T
	conn *net.UDPConn
	from netip.AddrPort
}

func newScripted(t *testing.T, ip string) *scripted {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(ip), 5060)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &scripted{t: t, conn: conn}
}

// hear waits for a request of this method; repeats of others are skipped.
func (s *scripted) hear(method string) *sip.Request {
	s.t.Helper()
	b := make([]byte, 4096)
	_ = s.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		n, from, err := s.conn.ReadFromUDPAddrPort(b)
		if err != nil {
			s.t.Fatalf("no %s: %v", method, err)
		}
		m, err := sip.ParseMessage(append([]byte(nil), b[:n]...))
		if err != nil {
			s.t.Fatalf("%v\n%s", err, b[:n])
		}
		if r, ok := m.(*sip.Request); ok && string(r.Method) == method {
			s.from = from
			return r
		}
	}
}

func (s *scripted) answer(r *sip.Request, code int, body string) {
	contact := fmt.Sprintf("Contact: <sip:x@%s>\r\n", s.conn.LocalAddr())
	_, _ = s.conn.WriteToUDPAddrPort(response(r, code, "Any", "theirs", contact, []byte(body)), s.from)
}

func (s *scripted) phone(local string) *Phone {
	p, err := NewPhone(Options{Local: netip.MustParseAddr(local), Server: s.conn.LocalAddr().(*net.UDPAddr).AddrPort(), User: "777"})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(p.Drop)
	return p
}

const theirSDP = "v=0\r\no=- 1 1 IN IP4 127.41.7.1\r\ns=-\r\nc=IN IP4 127.41.7.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000\r\n"

func TestCancelWaitsForTheFirstResponse(t *testing.T) {
	s := newScripted(t, "127.41.7.1")
	c, err := s.phone("127.41.7.2").Call(soon(t), "800", CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	invite := s.hear("INVITE")
	c.HangUp()
	s.answer(invite, 180, "")
	cancel := s.hear("CANCEL")
	if branchOf(cancel.Via()) != branchOf(invite.Via()) || cancel.CSeq().SeqNo != invite.CSeq().SeqNo {
		t.Errorf("the CANCEL is not of the INVITE:\n%s", cancel)
	}
	s.answer(cancel, 200, "")
	s.answer(invite, 487, "")
	ack := s.hear("ACK")
	if branchOf(ack.Via()) != branchOf(invite.Via()) || toTag(ack) != "theirs" {
		t.Errorf("the ACK is not of the INVITE:\n%s", ack)
	}
	_ = c.Await(soon(t), Ended)
	if code, _ := c.End(); code != 487 {
		t.Errorf("ended with %d", code)
	}
}

// A 200 that crosses our CANCEL: the call stands, so it gets ACK and BYE.
func TestAnswerCrossesCancel(t *testing.T) {
	s := newScripted(t, "127.41.7.3")
	c, err := s.phone("127.41.7.4").Call(soon(t), "800", CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	invite := s.hear("INVITE")
	s.answer(invite, 180, "")
	if err := c.Await(soon(t), Ringing); err != nil {
		t.Fatal(err)
	}
	c.HangUp()
	cancel := s.hear("CANCEL")
	s.answer(invite, 200, theirSDP)
	s.answer(cancel, 200, "")
	if ack := s.hear("ACK"); branchOf(ack.Via()) == branchOf(invite.Via()) {
		t.Error("the ACK of a 200 is a transaction of its own")
	}
	bye := s.hear("BYE")
	if !strings.HasPrefix(bye.Recipient.String(), "sip:x@127.41.7.3") || bye.CSeq().SeqNo != invite.CSeq().SeqNo+1 {
		t.Errorf("BYE\n%s", bye)
	}
	s.answer(bye, 200, "")
	_ = c.Await(soon(t), Ended)
}

func TestUnderstandDescriptions(t *testing.T) {
	for text, want := range map[string]string{
		theirSDP: "127.41.7.1:9 sendrecv 96 true",
		"v=0\r\nc=IN IP4 10.0.0.1\r\nm=video 7 RTP/AVP 99\r\nc=IN IP4 10.0.0.9\r\na=sendonly\r\nm=audio 8 RTP/AVP 8\r\na=inactive\r\n": "10.0.0.1:8 inactive 0 true",
		"c=IN IP4 10.0.0.1\nm=audio 0 RTP/AVP 8\n":                                 "10.0.0.1:0 sendrecv 0 false",
		"m=audio 8 RTP/AVP 8\nc=IN IP4 0.0.0.0\na=sendonly\nm=audio 9 RTP/AVP 8\n": "0.0.0.0:8 sendonly 0 true",
		"": "invalid AddrPort sendrecv 0 false",
	} {
		d, ok := understand([]byte(text))
		if got := fmt.Sprint(d.at, " ", d.direction, " ", d.events, " ", ok); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
