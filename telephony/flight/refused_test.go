package flight

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func turnedAway(trunk telephony.TrunkID, peer, to, id string, status int) (asked, answer telephony.Signal) {
	asked = telephony.Signal{Trunk: trunk, Peer: netip.MustParseAddrPort(peer), Text: fmt.Appendf(nil,
		"INVITE sip:%[1]s@b SIP/2.0\r\nFrom: \"A\" <sip:777@a>;tag=1\r\nTo: <sip:%[1]s@b>\r\nCall-ID: %s\r\nCSeq: 1 INVITE\r\nAuthorization: Digest username=\"x\", response=\"0123\"\r\n\r\n%s", to, id, strings.Repeat("x", 9000))}
	answer = asked
	answer.Out, answer.Text = true, fmt.Appendf(nil, "SIP/2.0 %d No\r\nCall-ID: %s\r\nCSeq: 1 INVITE\r\n\r\n", status, id)
	return asked, answer
}

// What was refused before it was a call is kept in memory, so many and no
// more; strangers push out nobody else's; the same again is counted; secrets
// are cut.
func TestRefusedCallsAreKept(t *testing.T) {
	inBubble(t, func(r *rig) {
		known, answer := turnedAway("hlavni", "10.0.0.9:5060", "999", "a", 404)
		r.Refused(known, answer)
		r.Refused(known, answer) // the same request, said again
		again, answer := turnedAway("hlavni", "10.0.0.9:5060", "999", "b", 404)
		r.Refused(again, answer)
		for n := range 1000 {
			r.Refused(turnedAway("", fmt.Sprintf("10.1.%d.%d:5060", n/250, n%250+1), "00900", fmt.Sprint("s", n), 401))
		}
		all := r.RefusedCalls()
		if len(all) != 1+strangerRefused {
			t.Fatalf("%d are kept", len(all))
		}
		last := all[len(all)-1]
		if last.Trunk != "hlavni" || last.Times != 2 || last.Status != 404 || last.From != "777" || last.To != "999" || last.Method != "INVITE" {
			t.Errorf("%+v", last)
		}
		if all[0].Peer.Addr().String() != "10.1.3.250" {
			t.Errorf("the newest is of %s", all[0].Peer)
		}
		for _, s := range last.Signals {
			if len(s.Text) > refusedText || strings.Contains(string(s.Text), "0123") {
				t.Errorf("kept as\n%s", s.Text)
			}
		}
		if l := r.OfRefused(last); len(l.Rungs) != 2 || l.Rungs[0].Label != "INVITE" || l.Rungs[1].Label != "404 No" {
			t.Errorf("%+v", l)
		}
	})
}

// A leg that never was a call's was refused, unless it was answered.
func TestRefusedLegsAreKept(t *testing.T) {
	inBubble(t, func(r *rig) {
		for leg, status := range map[telephony.LegID]int{1: 488, 2: 200} {
			asked, answer := turnedAway("hlavni", "10.0.0.9:5060", "999", fmt.Sprint(leg), status)
			asked.Leg, answer.Leg = leg, leg
			r.Signal(asked)
			r.Signal(answer)
			r.LegOver(leg)
		}
		time.Sleep(3 * time.Second)
		if all := r.RefusedCalls(); len(all) != 1 || all[0].Status != 488 || all[0].Trunk != "hlavni" {
			t.Errorf("%+v", all)
		}
	})
}

// A setting that changes doesn't wait for a disk that is slow.
func TestKeepDoesNotWaitForTheDisk(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.disk.Lock()
		defer r.disk.Unlock()
		r.Keep(telephony.KeptSignals{Days: 3, Megabytes: 5})
	})
}
