package main

import (
	"fmt"
	"net/netip"
	"os/exec"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// sixes gives this network addresses of IPv6.
func sixes(t testing.TB, all ...string) {
	t.Helper()
	peers.Need(t, "ip")
	for _, a := range all {
		if out, err := exec.Command("ip", "-6", "addr", "replace", a+"/128", "dev", "lo", "nodad").CombinedOutput(); err != nil {
			peers.Missing(t, fmt.Sprintf("no IPv6 on this computer: %s", out))
		}
	}
}

// A box that has only IPv6 (unique local addresses, RFC 4193): a phone
// registers, a customer rings in over the trunk, both hear each other, one is
// recorded, and a colleague's phone is dialled.
//
// Proves: W-CC-12
func TestWholeCallOverIPv6(t *testing.T) {
	t.Parallel()
	const box, trunk, phone, other = "fd00:64::1", "fd00:64::2", "fd00:64::3", "fd00:64::4"
	sixes(t, box, trunk, phone, other)
	b := newBox(t, box, trunk, func(o *telephony.Office) { o.Trunks[0].Simulated = false }).start("--sim=false")
	w := &wired{running: b, rings: make(chan *sim.Call, 10)}
	w.sits("jana", "203", netip.MustParseAddr(phone))
	if v := w.seatView("203"); len(v.Phones) != 1 || !strings.HasPrefix(v.Phones[0].Where, "["+phone+"]:") {
		t.Errorf("the phone is shown as %+v", v.Phones)
	}
	caller := w.waits(w.trunkPhone())
	c := w.lifts()
	w.until("a talk", func() bool { return hears(c, 440) && hears(caller, 880) })
	c.HangUp()
	over(t, "the caller", caller)
	w.channels(w.record(w.save("jana", "šestka")).Recording)

	w.sits("petr", "204", netip.MustParseAddr(other))
	second := b.phone(sim.Options{Local: netip.MustParseAddr(phone), User: "203", Password: b.passwords["203"], Stamp: true, Play: func() sim.Source { return sim.Tone(440, -20) }})
	out, err := second.Call(soon(t), "204", sim.CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	in := w.lifts()
	w.until("a talk of two phones", func() bool { return hears(in, 440) && hears(out, 880) })
	out.HangUp()
	over(t, "the colleague", in)
}

// A box that listens everywhere (--listen ::) has both kinds of addresses: a
// phone of others by IPv6 talks with a customer by IPv4, who echoes it, and the
// other way round.
//
// Proves: W-CC-12
func TestPeersOneByIPv6TheOtherByIPv4(t *testing.T) {
	const four, trunkFour, phoneFour, six, trunkSix, phoneSix = "127.64.9.1", "127.64.9.2", "127.64.9.3", "fd00:64:9::1", "fd00:64:9::2", "fd00:64:9::3"
	const sound = "v=0\no=u 1 1 IN IP[media_ip_type] [media_ip]\ns=-\nc=IN IP[media_ip_type] [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 8\na=rtpmap:8 PCMA/8000\n"
	sixes(t, six, trunkSix, phoneSix)
	b := newBox(t, four, trunkFour, func(o *telephony.Office) {
		o.Trunks[0].Peers, o.Trunks[0].Simulated = []string{trunkFour, trunkSix}, false
	}).start("--sim=false", "--listen=::", "--sip-port=5070")
	at := func(ip string) netip.AddrPort { return netip.AddrPortFrom(netip.MustParseAddr(ip), 5070) }
	for _, way := range []struct{ phone, at, trunk, to string }{{phoneSix, six, trunkFour, four}, {phoneFour, four, trunkSix, six}} {
		p := peers.Phone{IP: way.phone, User: "203", Password: b.passwords["203"], Server: at(way.at).String(), Plays: b.sings(880)}
		dir, cmd, _ := p.Start(t)
		b.onAir("jana", "203")
		s := newScene(t).calls(sound).raw(`<pause milliseconds="4000"/>`).hangsUp()
		s.server = at(way.to)
		b.plays(s, way.trunk, "-rtp_echo").ends()
		caller, called := b.recording(b.record(b.save("jana", way.phone)).Recording)
		standsOut(t, "what the customer heard", middle(caller), 880)
		standsOut(t, "the operator", middle(called), 880)
		standsOut(t, "what the operator heard", middle(heardByBaresip(t, dir)), 880)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		b.works("jana", telephony.Idle)
		b.ask("sign-off", telephony.SignOff{Agent: "jana"})
	}
}
