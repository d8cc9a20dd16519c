package main

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// asks has the box ask this name server: it gets a resolv.conf of its own.
func (b *running) asks(nameserver string) {
	b.t.Helper()
	resolv := filepath.Join(b.t.TempDir(), "resolv.conf")
	write(b.t, filepath.Dir(resolv), "resolv.conf", "nameserver "+nameserver+"\noptions timeout:1 attempts:1\n")
	b.under = []string{"unshare", "--mount", "sh", "-c", `mount --bind "$0" /etc/resolv.conf && exec "$@"`, resolv}
}

// dnsmasq is a name server that knows of each domain three servers for SIP by
// UDP, in this order, and a way by TCP that leads nowhere.
func dnsmasq(t testing.TB, at string, domains map[string][3]string) *peers.Said {
	t.Helper()
	args := []string{
		"--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--bind-interfaces", "--listen-address=" + at, "--local=/example/",
		"--pid-file", "--log-queries", "--log-facility=-",
	}
	for domain, servers := range domains {
		args = append(args,
			"--naptr-record="+domain+",20,10,s,SIP+D2T,,_sip._tcp."+domain, "--naptr-record="+domain+",10,10,s,SIP+D2U,,_sip._udp."+domain)
		for i, server := range servers {
			host := fmt.Sprintf("s%d.%s", i, domain)
			args = append(args, fmt.Sprintf("--srv-host=_sip._udp.%s,%s,5060,%d,10", domain, host, i+1), "--host-record="+host+","+server)
		}
	}
	_, out := peers.Launch(t, t.TempDir(), "dnsmasq", args...)
	return out
}

// The names of two providers lead by NAPTR and SRV, which a real name server
// tells, to three servers each: the first is silent, the second says that it is
// out of order, the third takes us. One we register with; by the other a call
// goes out and is heard (row 47).
func TestWire47PeersThreeTargetsTwoDead(t *testing.T) {
	peers.Need(t, "sipp")
	peers.Root(t, "another resolv.conf")
	at := func(last int) string { return fmt.Sprintf("127.74.9.%d", last) }
	asked := dnsmasq(t, at(53), map[string][3]string{"peer.example": {at(11), at(12), at(13)}, "registrar.example": {at(21), at(22), at(23)}})
	b := newBox(t, at(1), at(2), func(o *telephony.Office) {
		outsideLine(at(13))(o)
		o.Trunks[1].Host = "peer.example"
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "reg", Name: "Registrace", Register: &telephony.Register{Registrar: "registrar.example", User: "420555000222", Expires: 60}})
	})
	b.asks(at(53))
	var lines []*sippLine
	for i, status := range []string{"", "503 Service Unavailable", "200 OK"} {
		line := &sippLine{t: t, at: at(21 + i), dir: t.TempDir()}
		line.begin(status)
		lines = append(lines, line)
	}
	refuses := &sippLine{t: t, at: at(12), dir: t.TempDir()} // nothing is there at 11
	refuses.begin("503 Service Unavailable")
	for _, last := range []int{12, 21, 22, 23} {
		b.until("sipp", func() bool { return answers(netip.AddrPortFrom(netip.MustParseAddr(at(last)), 5060)) })
	}
	b.start("--sim=false")
	messages := b.sippCalled(at(13))
	b.until("a registered line", func() bool { return b.line("reg").Up })
	for id, want := range map[telephony.TrunkID]string{"ven": at(13) + ":5060", "reg": at(23) + ":5060"} {
		if v := b.line(id); v.Where != want || len(v.Addresses) != 3 {
			t.Errorf("the line is used as %+v", v)
		}
	}
	for _, want := range []string{"NAPTR] peer.example", "SRV] _sip._udp.peer.example", "A] s0.peer.example", "NAPTR] registrar.example"} {
		if !asked.Has(want) {
			t.Errorf("the name server was never asked for [%s:\n%s", want, asked)
		}
	}
	seat := b.phone(sim.Options{Local: netip.MustParseAddr(at(3)), User: "203", Password: b.passwords["203"]})
	if err := seat.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	c, err := seat.Call(soon(t), "777123456", sim.CallOptions{})
	if err == nil {
		err = c.Await(soon(t), sim.Talking)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.until("sound from the third server", func() bool { return hears(c, 440) })
	if said := read(messages); !strings.Contains(said, "INVITE sip:777123456@") {
		t.Errorf("the third server heard\n%s", said)
	}
	c.HangUp()
	b.empty()
	for i, l := range lines {
		l.end()
		if text := read(filepath.Join(l.dir, "short.csv")); !strings.Contains(text, "\tREGISTER ") {
			t.Errorf("server %d was never asked to register:\n%s", i+1, text)
		}
	}
}
