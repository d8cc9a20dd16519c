package main

import (
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// proxyRoutes is what kamailio does with every request before the route of a
// test: it is a proxy as RFC 3261 §16 has it.
const proxyRoutes = `
children=1
disable_tcp=yes
auto_aliases=no
dns=no
rev_dns=no
log_stderror=yes
debug=2
listen=udp:{{ip}}:5060
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "corex.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "kex.so"
loadmodule "nathelper.so"
modparam("usrloc", "nat_bflag", 6)
modparam("nathelper", "natping_interval", 1)
modparam("nathelper", "ping_nated_only", 1)
modparam("registrar", "max_expires", 90)
request_route {
	if (is_method("CANCEL")) {
		if (t_check_trans()) t_relay();
		exit;
	}
	if (has_totag()) {
		{{within}}
		if (loose_route() || is_method("ACK") && t_check_trans()) t_relay();
		exit;
	}
	t_check_trans();
	{{route}}
}
`

// kamailio runs a proxy at an address; within is said of requests in a
// dialog, route of all others.
func (b *running) kamailio(ip, within, route string) netip.AddrPort {
	b.t.Helper()
	peers.Need(b.t, "kamailio")
	dir := b.t.TempDir()
	text := strings.NewReplacer("{{ip}}", ip, "{{within}}", within, "{{route}}", route, "{{box}}", b.ip.String()).Replace(proxyRoutes)
	write(b.t, dir, "kamailio.cfg", strings.ReplaceAll(text, "{{box}}", b.ip.String()))
	cmd, _ := peers.Launch(b.t, dir, "kamailio", "-DD", "-E", "-f", "kamailio.cfg", "-Y", dir, "-P", filepath.Join(dir, "pid"), "-m", "16", "-M", "4")
	b.t.Cleanup(func() { // it ends its children by itself, when it is asked
		_ = cmd.Process.Signal(syscall.SIGTERM)
		kill := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		kill.Stop()
	})
	at := netip.AddrPortFrom(netip.MustParseAddr(ip), 5060)
	b.until("a proxy", func() bool { return answers(at) })
	return at
}

// answers says that something takes a keep-alive at a UDP address: where
// nobody is, the kernel says so.
func answers(at netip.AddrPort) bool {
	c, err := net.DialUDP("udp4", nil, net.UDPAddrFromAddrPort(at))
	if err != nil {
		return false
	}
	defer c.Close()
	for range 2 {
		if _, err := c.Write([]byte("\r\n\r\n")); err != nil {
			return false
		}
		time.Sleep(time.Millisecond) // the refusal comes as an error of the next write
	}
	return true
}

// throughProxy is a box whose trunk is a proxy at .4; the trunk has a
// password when one is given.
func throughProxy(t *testing.T, n int, password string, change func(*telephony.Trunk)) (w *wired, proxy string) {
	t.Helper()
	proxy = fmt.Sprintf("127.56.%d.4", n)
	b := wiredBox(t, n, func(o *telephony.Office) {
		o.Trunks[0].Peers, o.Trunks[0].Simulated = []string{proxy}, false
		if change != nil {
			change(&o.Trunks[0])
		}
	})
	if password != "" {
		cfg, err := config.Open(filepath.Join(b.dir, "config"), true)
		if err != nil {
			t.Fatal(err)
		}
		id := cfg.Office().Trunks[0].ID
		if err := cfg.PutTrunk("", password, func(*telephony.Office) (telephony.TrunkID, error) { return id, nil }); err != nil {
			t.Fatal(err)
		}
	}
	return &wired{running: b, radio: newRadio(t, b.trunk, 440, 20), rings: make(chan *sim.Call, 10)}, proxy
}

// Everything in the dialog goes by the proxy that recorded itself: a
// refresh of the caller's, and the operator's BYE.
func TestWire40PeersKamailioRecordsRoute(t *testing.T) {
	t.Parallel()
	w, proxy := throughProxy(t, 40, "", nil)
	at := w.kamailio(proxy, "", `record_route(); $du = "sip:{{box}}:5060"; t_relay();`)
	w.opens()
	s := newScene(t).by(at)
	s.calls(w.radio.plain()).cue().again(w.radio.plain("a=ptime:20"), 2).cue().
		asked("BYE", want{"Via:", "127.56.40.4"}).replies(200, "OK", "", "")
	p, c := w.talks(s)
	p.cue()
	w.stillBoth(c)
	p.cue()
	w.hangsUp(p, c)
}

// A proxy without ;lr finds itself in the Request-URI, the target last of
// the routes (RFC 3261 §12.2.1.1).
func TestWire40PeersStrictRouter(t *testing.T) {
	t.Parallel()
	w := newWired(t, 41, nil)
	s := newScene(t)
	s.more = "Record-Route: <sip:127.56.41.2:5060;strict=yes>\n"
	s.calls(w.radio.plain()).
		asked("BYE", want{"all", "^BYE sip:127.56.41.2:5060;strict=yes SIP/2.0"}, want{"Route:", "sip:trunk@127.56.41.2:5060"}).
		replies(200, "OK", "", "")
	p, c := w.talks(s)
	w.hangsUp(p, c)
}

// authorised lets kamailio ask the box for the trunk's password.
const authorised = `if (is_method("REGISTER")) {
		if (!pv_www_authenticate("provider.example", "tajne", "0")) { www_challenge("provider.example", "1"); exit; }
		save("location");
		exit;
	}
`

// The trunk is registered with kamailio, which asks for the password and
// grants less time than was asked for; calls come by what it has kept.
func TestWire25PeersKamailioRegistrar(t *testing.T) {
	t.Parallel()
	w, proxy := throughProxy(t, 25, "tajne", func(k *telephony.Trunk) {
		k.Register = &telephony.Register{Registrar: "127.56.25.4", User: "420800100200", AuthUser: "ucet7", FromDomain: "provider.example"}
	})
	at := w.kamailio(proxy, "", authorised+`record_route(); $ru = "sip:420800100200@provider.example";
	if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
	t_relay();`)
	w.opens()
	w.until("a trunk that is registered", func() bool { return w.snapshot().Trunks[0].Up })
	p, c := w.talks(newScene(t).by(at).calls(w.radio.plain()).cue().hangsUp())
	w.done(p, c)
}

// The provider asks for the password within the call, too.
func TestWire20PeersKamailioChallengesBye(t *testing.T) {
	t.Parallel()
	w, proxy := throughProxy(t, 20, "tajne", func(k *telephony.Trunk) {
		k.Register = &telephony.Register{Registrar: "127.56.20.4", User: "420800100200"}
	})
	at := w.kamailio(proxy, `if ($si == "{{box}}" && !is_method("ACK")) {
			if (!pv_proxy_authenticate("calls.example", "tajne", "0")) { proxy_challenge("calls.example", "1"); exit; }
			consume_credentials();
		}`, authorised+`record_route(); $du = "sip:{{box}}:5060"; t_relay();`)
	w.opens()
	p, c := w.talks(newScene(t).by(at).calls(w.radio.plain()).asked("BYE").replies(200, "OK", "", ""))
	w.hangsUp(p, c)
}

// Registrar, From's domain, the password's user and the way are four things.
func TestWire23PeersKamailioFourFields(t *testing.T) {
	t.Parallel()
	w, proxy := throughProxy(t, 23, "tajne", func(k *telephony.Trunk) {
		k.Register = &telephony.Register{Registrar: "registrar.invalid", User: "420800100200", AuthUser: "ucet7", FromDomain: "ims.invalid", OutboundProxy: "127.56.23.4"}
	})
	w.kamailio(proxy, "", `if ($rd != "registrar.invalid" || $fd != "ims.invalid" || $fU != "420800100200") {
		sl_send_reply("403", "Forbidden");
		exit;
	}
	if (!pv_www_authenticate("provider.example", "tajne", "0")) { www_challenge("provider.example", "1"); exit; }
	if ($au != "ucet7") { sl_send_reply("403", "Forbidden"); exit; }
	save("location");`)
	w.start("--sim=false")
	w.until("a trunk that is registered", func() bool { return w.snapshot().Trunks[0].Up })
}

// A proxy before a phone may add a Path: nothing comes of it, calls go the
// way that the registration came. One that insists is told that we don't.
func TestWire27PeersKamailioPath(t *testing.T) {
	t.Parallel()
	w := &wired{running: wiredBox(t, 27, nil).start("--sim=false"), rings: make(chan *sim.Call, 10)}
	register := func(last int, insists string) error {
		proxy := fmt.Sprintf("127.56.27.%d", last)
		at := w.kamailio(proxy, "", `if (is_method("REGISTER")) {
			append_hf("Path: <sip:`+proxy+`;lr>\r\n");
			`+insists+`
			$du = "sip:{{box}}:5060";
		} else record_route();
		t_relay();`)
		phone, err := sim.NewPhone(sim.Options{
			Local: w.ip.Next().Next(), Server: at, User: "203", Password: w.passwords["203"], Stamp: true,
			Play:   func() sim.Source { return sim.Tone(880, -20) },
			OnRing: func(c *sim.Call) { w.rings <- c },
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(phone.Close)
		return phone.Register(soon(t))
	}
	if err := register(5, `append_hf("Require: path\r\n");`); err == nil || !strings.Contains(err.Error(), "420") {
		t.Errorf("with Require: path the phone is told %v", err)
	}
	if err := register(4, ""); err != nil {
		t.Fatal(err)
	}
	w.onAir("jana", "203")
	caller := w.waits(w.trunkPhone())
	c := w.lifts()
	w.until("a talk", func() bool { return hears(c, 440) && hears(caller, 880) })
	caller.HangUp()
	over(t, "the operator", c)
	w.save("jana", "")
}
