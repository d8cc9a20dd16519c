package main

import (
	"net"
	"sync/atomic"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// kamailio pings those who are registered with it by four zero bytes, as
// providers do to keep a NAT open: nothing comes of them, and calls go on.
func TestWire42PeersKamailioPings(t *testing.T) {
	t.Parallel()
	w, proxy := throughProxy(t, 142, "tajne", func(k *telephony.Trunk) {
		k.Register = &telephony.Register{Registrar: "127.56.142.4", User: "420800100200"}
	})
	seen := pingsFrom(t, proxy, w.ip.String())
	at := w.kamailio(proxy, "", `if (is_method("REGISTER")) {
		if (!pv_www_authenticate("provider.example", "tajne", "0")) { www_challenge("provider.example", "1"); exit; }
		setbflag(6);
		save("location");
		exit;
	}
	record_route(); $ru = "sip:420800100200@provider.example";
	if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
	t_relay();`)
	w.opens()
	w.until("a trunk that is registered", func() bool { return w.snapshot().Trunks[0].Up })
	w.until("pings", func() bool { return seen.Load() >= 3 })
	p, c := w.talks(newScene(t).by(at).calls(w.radio.plain()).cue().hangsUp())
	n := seen.Load()
	w.until("pings in the talk", func() bool { return seen.Load() >= n+2 })
	w.stillBoth(c)
	w.done(p, c)
	if !w.snapshot().Trunks[0].Up {
		t.Error("the trunk is down")
	}
}

// pingsFrom counts the datagrams of four zero bytes on their way from an
// address to another, beside who gets them.
func pingsFrom(t *testing.T, from, to string) *atomic.Int64 {
	t.Helper()
	peers.Root(t, "a look at what comes by")
	c, err := net.ListenPacket("ip4:udp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	seen := new(atomic.Int64)
	go func() {
		for b := make([]byte, 2000); ; {
			n, at, err := c.ReadFrom(b)
			if err != nil {
				return
			}
			if at.String() == from && string(b[8:n]) == "\x00\x00\x00\x00" {
				seen.Add(1)
			}
		}
	}()
	return seen
}
