package main

import (
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// home is a network at home behind a router that hides it: namespaces of this
// computer's kernel, in which addresses and ports are real.
//
//	wan 10.56.0.1 (the box) ── 10.56.0.2 nat 192.168.1.1 ── lan 192.168.1.10 (phone), .11 (a trunk's gateway)
//
// From lan everything is let out under 10.56.0.2 and another port; from wan
// nothing comes in but answers, and 192.168.1.0/24 can't be reached.
type home struct {
	t             testing.TB
	wan, nat, lan string
}

// keptByNAT is for how many seconds the router remembers who asked whom.
const keptByNAT = 20

var homes atomic.Uint32

func newHome(t testing.TB) *home {
	t.Helper()
	peers.Need(t, "ip")
	peers.Need(t, "nft")
	peers.Root(t, "a network namespace")
	n := homes.Add(1)
	name := func(what string) string { return fmt.Sprintf("spojka%d-%d-%s", os.Getpid(), n, what) }
	h := &home{t, name("wan"), name("nat"), name("lan")}
	t.Cleanup(func() {
		for _, ns := range []string{h.wan, h.nat, h.lan} {
			_ = exec.Command("ip", "netns", "del", ns).Run()
		}
	})
	for _, ns := range []string{h.wan, h.nat, h.lan} {
		h.does("ip netns add " + ns)
		h.does("ip -n " + ns + " link set lo up")
	}
	h.link(h.wan, "eth0", "10.56.0.1/24", "wan0", "10.56.0.2/24")
	h.link(h.lan, "eth0", "192.168.1.10/24", "lan0", "192.168.1.1/24")
	h.does("ip -n " + h.lan + " addr add 192.168.1.11/24 dev eth0")
	h.does("ip -n " + h.lan + " route add default via 192.168.1.1")
	in := "ip netns exec " + h.nat + " "
	h.does(in + "sysctl -qw net.ipv4.ip_forward=1")
	h.does(in + "nft add table ip hide")
	h.does(in + "nft add chain ip hide out { type nat hook postrouting priority 100 ; }")
	h.does(in + "nft add rule ip hide out oifname wan0 masquerade random")
	for _, which := range []string{"udp_timeout", "udp_timeout_stream"} {
		h.does(fmt.Sprintf("%ssysctl -qw net.netfilter.nf_conntrack_%s=%d", in, which, keptByNAT))
	}
	return h
}

// link lays a cable between a namespace and the router.
func (h *home) link(ns, dev, addr, natDev, natAddr string) {
	h.t.Helper()
	h.does(fmt.Sprintf("ip link add %s netns %s type veth peer name %s netns %s", dev, ns, natDev, h.nat))
	for _, end := range [][3]string{{ns, dev, addr}, {h.nat, natDev, natAddr}} {
		h.does(fmt.Sprintf("ip -n %s addr add %s dev %s", end[0], end[2], end[1]))
		h.does(fmt.Sprintf("ip -n %s link set %s up", end[0], end[1]))
	}
}

func (h *home) does(line string) {
	h.t.Helper()
	f := strings.Fields(line)
	if out, err := exec.Command(f[0], f[1:]...).CombinedOutput(); err != nil {
		h.t.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// within runs f in a namespace: sockets that it opens are there for good.
func within(t testing.TB, ns string, f func()) {
	t.Helper()
	runtime.LockOSThread()
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	other, err := os.Open("/run/netns/" + ns)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := unix.Setns(int(other.Fd()), unix.CLONE_NEWNET); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if unix.Setns(int(own.Fd()), unix.CLONE_NEWNET) == nil {
			runtime.UnlockOSThread() // else the thread ends with its goroutine
		}
	}()
	f()
}

// opens starts the box in the wide world, its trunk and its phone at home.
func (h *home) opens(lines ...telephony.Trunk) (w *wired, phone *baresip) {
	h.t.Helper()
	b := newBox(h.t, "10.56.0.1", "10.56.0.2", func(o *telephony.Office) {
		o.Trunks[0].Simulated = false
		o.Trunks = append(o.Trunks, lines...)
	})
	b.under = []string{"ip", "netns", "exec", h.wan}
	w = &wired{running: b.start("--sim=false")}
	within(h.t, h.lan, func() { w.radio = newRadio(h.t, "192.168.1.11", 440, 20) })
	phone = b.phoneProgram(baresipOptions{ip: "192.168.1.10", seat: "203", hz: 880, ns: h.lan})
	w.onAir("jana", "203")
	return w, phone
}

// calls lets the gateway at home call in; its sound goes where the box says.
func (h *home) calls(w *wired, s *scene) *playing {
	h.t.Helper()
	s.ns, s.server, s.rport = h.lan, w.sip(), true
	p := w.plays(s, "192.168.1.11")
	w.until("an answer with a port", func() bool {
		m := regexp.MustCompile(`(?s)received.*SIP/2.0 200.*m=audio (\d+)`).FindStringSubmatch(read(filepath.Join(p.dir, "messages")))
		if m == nil {
			return false
		}
		port, err := strconv.ParseUint(m[1], 10, 16)
		w.radio.sends(netip.AddrPortFrom(w.ip, uint16(port)))
		return err == nil
	})
	return p
}

// Phone and trunk sit behind a router. The phone is called when the router
// would have forgotten it without the box's questions; answers, calls and
// sound find back the way they came; the box's BYE does, too.
//
// Proves: W-CC-12
func TestWire39PeersNAT(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	w, phone := h.opens()
	forgotten := time.Now().Add((keptByNAT + 5) * time.Second)
	w.until("a router that has forgotten the registration", func() bool {
		time.Sleep(100 * time.Millisecond)
		return time.Now().After(forgotten)
	})
	if r := w.seatView("203").Reach; r != telephony.Reachable {
		t.Errorf("the phone at home is %s", r)
	}
	s := newScene(t).calls(w.radio.plain()).cue().again(w.radio.plain(), 2).cue().asked("BYE").replies(200, "OK", "", "")
	p := h.calls(w, s)
	w.works("jana", telephony.Talking)
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	p.cue()
	for range 8 {
		w.radio.forget()
		w.until("a caller who goes on hearing the operator", func() bool { return w.radio.hears(880) })
	}
	p.cue()
	phone.says("hangup", "")
	p.ends()
	call := w.save("jana", "za routerem")
	w.channels(w.record(call).Recording)
	if heard := heardByBaresip(t, phone.dir); !sim.Has(heard[len(heard)-6000:len(heard)-2000], 440) {
		t.Error("the phone doesn't hear the caller")
	}
}

// provider is a registrar beside the router, which the box registers with.
func (h *home) provider() (*sippLine, telephony.Trunk) {
	h.t.Helper()
	const at = "10.56.0.3"
	h.does("ip -n " + h.nat + " addr add " + at + "/24 dev wan0")
	p := &sippLine{t: h.t, at: at, dir: h.t.TempDir(), ns: h.nat}
	p.begin("200 OK")
	return p, telephony.Trunk{ID: "ven", Name: "Linka ven", Register: &telephony.Register{Registrar: at, User: "420555000111"}}
}

// The box's cable is out for ten seconds (FAULTS 22): the call lives, both
// hear each other again, and nothing was started anew.
func TestPeersCablePulled(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	_, line := h.provider()
	w, phone := h.opens(line)
	p := h.calls(w, newScene(t).calls(w.radio.plain()).cue().hangsUp())
	call := w.works("jana", telephony.Talking)
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	pids := w.pids()
	h.does("ip -n " + h.wan + " link set eth0 down")
	time.Sleep(10 * time.Second)
	h.does("ip -n " + h.wan + " link set eth0 up")
	for range 2 {
		w.radio.forget()
		w.until("the talk going on", func() bool { return w.radio.hears(880) && w.agent("jana").Call == call })
	}
	w.until("the line", func() bool { return w.line("ven").Up })
	p.cue()
	p.ends()
	w.save("jana", "")
	w.until("a phone that is back", func() bool { return w.seatView("203").Reach == telephony.Reachable })
	w.sameProcesses(pids)
	_, called := w.recording(w.record(call).Recording)
	if with, all := sim.Windows(called[len(called)-6000:len(called)-2000], 10, 880); with < all/2 {
		t.Error("the recording doesn't go on after the cable was back")
	}
	if heard := heardByBaresip(t, phone.dir); !sim.Has(heard[len(heard)-4000:], 440) {
		t.Error("the phone heard nothing after the cable was back")
	}
}

// It is out for five minutes: the call has ended and is billed for as long as
// there was one, and the box is registered again within half a minute. When
// the phone registers again is the phone's matter: baresip waits longer each
// time (RFC 5626 §4.5), so it is switched off and on.
func TestLongCablePulled(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	h := newHome(t)
	provider, line := h.provider()
	w, phone := h.opens(line)
	h.calls(w, newScene(t).calls(w.radio.plain()).asked("BYE"))
	call := w.works("jana", telephony.Talking)
	began := time.Now()
	w.until("a caller who hears the operator", func() bool { return w.radio.hears(880) })
	w.until("the line", func() bool { return w.line("ven").Up })
	pids := w.pids()
	h.does("ip -n " + h.wan + " link set eth0 down")
	out := time.Now()
	w.untilFor(2*time.Minute, "the end of the talk", func() bool { return w.agent("jana").Work == telephony.Wrapping })
	talked := time.Since(began)
	printed(t, figure{what: "cable out: the call ended after", value: time.Since(out).Seconds(), limit: 35, unit: "s"})
	w.save("jana", "")
	r := w.record(call)
	printed(t, figure{what: "cable out: billed time is wrong by", value: (r.Talked - talked).Abs().Seconds(), limit: 1, unit: "s"})
	if r.Why != telephony.ByLoss {
		t.Errorf("the call ended by %s", r.Why)
	}
	time.Sleep(time.Until(out.Add(5 * time.Minute)))
	if w.line("ven").Up {
		t.Error("the line is up without a cable")
	}
	back := time.Now()
	h.does("ip -n " + h.wan + " link set eth0 up")
	w.untilFor(90*time.Second, "the line being back", func() bool { return w.line("ven").Up })
	printed(t, figure{what: "cable out for 5 min: registered again after", value: time.Since(back).Seconds(), limit: 30, unit: "s"})
	if all, _ := provider.heard(back); mostWithin(all, time.Second) > 1 {
		t.Errorf("REGISTERs came at %v", all)
	}
	phone.begins()
	w.until("a phone that is back", func() bool { return w.seatView("203").Reach == telephony.Reachable })
	w.sameProcesses(pids)
}

// sameProcesses says that no process was started anew.
func (b *running) sameProcesses(before map[string]int) {
	b.t.Helper()
	for name, pid := range b.pids() {
		if before[name] != pid {
			b.t.Errorf("%s was started anew", name)
		}
	}
}

func (b *running) seatView(id telephony.SeatID) (v telephony.SeatView) {
	b.t.Helper()
	for _, s := range b.snapshot().Seats {
		if s.ID == id {
			return s
		}
	}
	b.t.Fatalf("there is no seat %s", id)
	return v
}
