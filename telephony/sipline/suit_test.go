package sipline

import (
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Who calls is answered with what the other side of the call chose, before and
// after the answer; what it wants in the end is told, because the first of its
// list was looked at when the call arrived.
func TestACallerIsAnsweredAsTheOtherSideChose(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().dials("777123456")
		d.invite("", strings.Replace(phoneSound, "RTP/AVP 8 0 101", "RTP/AVP 9 0 8 101", 1))
		r.heard(`arrived from "" to "+420777123456"`)
		if a := r.news.arrivals[0]; len(a.Speaks) != 3 || a.Speaks[0] != telephony.G722 || a.Sound.Codec != telephony.G722 {
			t.Errorf("arrived as %+v", a)
		}
		r.line.Suit(r.news.leg(0), telephony.Sound{Codec: telephony.PCMA, Ptime: 30})
		r.line.Early(r.news.leg(0), ourMedia)
		early := string(d.status(183).Body())
		if !strings.Contains(early, " RTP/AVP 8 101\r\n") || !strings.Contains(early, "a=ptime:30\r\n") {
			t.Errorf("answered:\n%s", early)
		}
		r.heard("moved 192.168.1.5:7000 held=false")
		r.line.Suit(r.news.leg(0), telephony.Sound{Codec: telephony.PCMU, Ptime: 20}) // another phone of the fork was lifted
		if ok := string(d.up(r).Body()); ok != early {
			t.Errorf("early\n%s\nthen\n%s", early, ok)
		}
		// The same list again: the codec that holds goes on.
		d.cseq++
		d.request("INVITE", "again", "", strings.Replace(phoneSound, "RTP/AVP 8 0 101", "RTP/AVP 9 0 8 101", 1))
		if ok := string(d.status(200).Body()); ok != early {
			t.Errorf("in the talk:\n%s", ok)
		}
		d.request("ACK", "again-ack", "", "")
		r.heard("")
	})
}

// A trunk is offered what the caller speaks, as far as its habits let, and
// answered so.
func TestATrunkIsOfferedWhatItTakes(t *testing.T) {
	const g722, a, u = telephony.G722, telephony.PCMA, telephony.PCMU
	for _, c := range []struct {
		speaks, only []telephony.Codec
		want         string
	}{
		{nil, nil, "8 0 101"}, {[]telephony.Codec{u, g722, a}, nil, "0 9 8 101"}, {[]telephony.Codec{g722, a, u}, []telephony.Codec{a, u}, "8 0 101"},
		{[]telephony.Codec{g722, u, a}, []telephony.Codec{a}, "8 101"}, {[]telephony.Codec{a, u}, []telephony.Codec{g722, u}, "0 101"}, {nil, []telephony.Codec{g722}, "9 101"},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.peered(isp, func(t *telephony.Trunk) { t.Habits.Codecs = c.only })
			r.callOut(func(o *telephony.TrunkCall) { o.Speaks, o.Ptime = c.speaks, 40 })
			if body := string(p.method("INVITE").Body()); !strings.Contains(body, " RTP/AVP "+c.want+"\r\n") || !strings.Contains(body, "a=ptime:40\r\n") {
				t.Errorf("%+v offers\n%s", c, body)
			}
		})
	}
	inBubble(t, func(t *testing.T, r *rig) {
		o := testOffice()
		o.Trunks[0].Habits.Codecs = []telephony.Codec{u}
		r.line.SetOffice(o)
		c := r.caller()
		if ok := string(c.up(r).Body()); !strings.Contains(ok, " RTP/AVP 0 101\r\n") {
			t.Errorf("answered:\n%s", ok)
		}
	})
}
