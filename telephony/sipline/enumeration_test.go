package sipline

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

var tagOf = regexp.MustCompile(`;tag=[0-9a-z]+`)

// FAULTS 11: whoever is asked for, the first answer is the same too, for each
// method, but for the name that was sent, nonce and tag.
func TestConstantFirstAnswers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for i, method := range []string{"REGISTER", "INVITE", "OPTIONS", "SUBSCRIBE", "MESSAGE", "BYE"} {
			p := r.peer(fmt.Sprintf("10.0.0.%d:5062", 60+i))
			var answers []string
			for j, user := range []string{"203", "999", "root"} {
				p.send(fmt.Sprintf("%s sip:%s@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;rport;branch=z9hG4bK-%d\nFrom: <sip:%s@10.0.0.1>;tag=a\n"+
					"To: <sip:%s@10.0.0.1>\nCall-ID: x\nCSeq: 1 %s\nContact: <sip:%s@10.0.0.9>\n\n", method, user, j, user, user, method, user))
				text := p.next(time.Second).(fmt.Stringer).String()
				text = nonceOf.ReplaceAllString(tagOf.ReplaceAllString(text, ""), "")
				answers = append(answers, strings.NewReplacer("sip:"+user+"@", "sip:U@", fmt.Sprint("bK-", j), "bK").Replace(text))
			}
			if answers[0] != answers[1] || answers[1] != answers[2] {
				t.Errorf("%s:\n%s\n%s\n%s", method, answers[0], answers[1], answers[2])
			}
		}
	})
}

// BenchmarkEnumeration prints how much longer a wrong password of a known seat
// takes than one of an unknown seat (FAULTS 11: under 5 %), by their medians
// in turns.
func BenchmarkEnumeration(b *testing.B) {
	a1, a2, _ := testAccount("203") // kept ready, as the box does
	account := func(seat telephony.SeatID) (string, string, bool) { return a1, a2, seat == "203" }
	line, err := New(Options{Packets: []PacketConn{newMemNet().open("10.0.0.1:5060")}, Realm: testRealm, Account: account, Office: testOffice()}, &news{})
	if err != nil {
		b.Fatal(err)
	}
	defer line.Close()
	nonce := line.nonces.make(netip.MustParseAddr("10.0.0.77"), time.Now())
	from := flow{line.links.udp[0], netip.MustParseAddrPort("10.0.0.77:5060")}
	var took [2][]time.Duration
	for b.Loop() {
		for i, user := range []string{"203", "999"} {
			text := fmt.Sprintf("REGISTER sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.77;rport;branch=z9hG4bK1\nFrom: <sip:%s@10.0.0.1>;tag=a\nTo: <sip:%s@10.0.0.1>\n"+
				"Call-ID: x\nCSeq: 1 REGISTER\nAuthorization: %s\n\n", user, user, prove(nonce, "REGISTER", user, "wrong", 1, false))
			m, err := line.parse.read(from, crlf(text))
			if err != nil {
				b.Fatal(err)
			}
			line.door.mu.Lock()
			clear(line.door.bans)
			line.door.mu.Unlock()
			start := time.Now()
			line.registrar.authenticate(m)
			took[i] = append(took[i], time.Since(start))
		}
	}
	known, unknown := median(took[0]), median(took[1])
	b.ReportMetric(100*float64(known-unknown)/float64(unknown), "%longer")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
