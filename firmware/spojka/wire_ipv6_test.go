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
