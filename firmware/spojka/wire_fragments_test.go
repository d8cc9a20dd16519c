package main

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// An INVITE of an IMS trunk, 6 kB long, comes over wires that carry 700 B at a
// time: in IP fragments, through a router that hides the trunk.
func TestWire44PeersIPFragments(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, end := range []string{h.wan + " eth0", h.nat + " wan0", h.nat + " lan0", h.lan + " eth0"} {
		ns, dev, _ := strings.Cut(end, " ")
		h.does(fmt.Sprintf("ip -n %s link set %s mtu 700", ns, dev))
	}
	w, _ := h.opens()
	s := newScene(t)
	for i := range 50 {
		s.more += fmt.Sprintf("X-Charging-Vector-%d: %s\n", i, strings.Repeat("icid;", 20))
	}
	before := h.reassembled()
	p := h.calls(w, s.calls(w.radio.plain()).cue().hangsUp())
	w.works("jana", telephony.Talking)
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	if got := h.reassembled() - before; got == 0 {
		t.Error("no fragments reached the box")
	}
	p.cue()
	p.ends()
	w.save("jana", "")
}

// reassembled is how many datagrams the box's side has put together of
// fragments.
func (h *home) reassembled() int {
	h.t.Helper()
	out, err := exec.Command("ip", "netns", "exec", h.wan, "cat", "/proc/net/snmp").Output()
	if err != nil {
		h.t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] != "Ip:" {
			continue
		}
		if names == nil {
			names = f
			continue
		}
		for i, name := range names {
			if name == "ReasmOKs" {
				n, _ := strconv.Atoi(f[i])
				return n
			}
		}
	}
	h.t.Fatal("the kernel doesn't count fragments")
	return 0
}
