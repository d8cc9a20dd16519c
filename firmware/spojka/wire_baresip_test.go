package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"strings"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// baresip is a real phone that is told what to do.
type baresip struct {
	b   *running
	dir string
	ns  string
	at  netip.AddrPort // its control socket
	cmd *exec.Cmd
	out *peers.Said

	ports uint32 // the first one for sound
}

type baresipOptions struct {
	ip   string
	seat telephony.SeatID
	hz   float64 // what it says
	more string  // of the account, ";dtmfmode=info"
	via  string  // of the address that it registers with, ";transport=tcp"
	ns   string  // network namespace

	config string // a line more

	customer bool // it calls from the trunk, and registers nowhere
	mirror   bool // it says what it hears
}

// phoneProgram runs baresip at a seat: it answers by itself.
func (b *running) phoneProgram(o baresipOptions) *baresip {
	b.t.Helper()
	f := peers.Phone{
		IP: o.ip, User: string(o.seat), Password: b.passwords[o.seat], Server: b.sip().String() + o.via, Account: o.more, Silent: o.customer,
		Config: []string{"module_app ctrl_tcp.so", "ctrl_tcp_listen " + o.ip + ":4444", o.config},
	}
	if !o.mirror {
		f.Plays = b.sings(o.hz)
	}
	p := &baresip{b: b, ns: o.ns, at: netip.AddrPortFrom(netip.MustParseAddr(o.ip), 4444)}
	p.dir, p.ports = f.Baresip(b.t)
	p.begins()
	return p
}

// begins switches the phone on, or off and on.
func (p *baresip) begins() {
	p.b.t.Helper()
	if p.cmd != nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
	line := inside(p.ns, "baresip", "-f", p.dir)
	p.cmd, p.out = peers.Launch(p.b.t, p.dir, line[0], line[1:]...)
}

// inside is a command line in a network namespace, or here.
func inside(ns string, line ...string) []string {
	if ns == "" {
		return line
	}
	return append([]string{"ip", "netns", "exec", ns}, line...)
}

// says gives baresip a command of its menu.
func (p *baresip) says(command, params string) {
	p.b.t.Helper()
	do := func() {
		c, err := net.Dial("tcp", p.at.String())
		if err != nil {
			p.b.t.Fatal(err)
		}
		defer c.Close()
		text, _ := json.Marshal(map[string]string{"command": command, "params": params, "token": "t"})
		fmt.Fprintf(c, "%d:%s,", len(text), text)
		_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
		var said strings.Builder
		for answer := make([]byte, 4096); !strings.Contains(said.String(), `"token":"t"`); {
			n, err := c.Read(answer) // events of its calls come in between
			if err != nil {
				break
			}
			said.Write(answer[:n])
		}
		if !strings.Contains(said.String(), `"ok":true`) {
			p.b.t.Errorf("baresip does not %s %s: %s", command, params, said.String())
		}
	}
	if p.ns == "" {
		do()
		return
	}
	within(p.b.t, p.ns, do)
}
