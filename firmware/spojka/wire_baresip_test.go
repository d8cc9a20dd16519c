package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// baresip is a real phone that is told what to do.
type baresip struct {
	b   *running
	dir string
	ns  string
	at  netip.AddrPort // its control socket
	cmd *exec.Cmd
	out *said

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

// baresipPorts are for sound: baresip takes them on every address, so that each
// has portsEach of its own.
var baresipPorts atomic.Uint32

const portsEach = 40

// phoneProgram runs baresip at a seat: it answers by itself.
func (b *running) phoneProgram(o baresipOptions) *baresip {
	b.t.Helper()
	dir := b.t.TempDir()
	says := make([]int16, 120*8000)
	sim.Tone(o.hz, -20)(says)
	if err := sim.WriteWAV(filepath.Join(dir, "says.wav"), says); err != nil {
		b.t.Fatal(err)
	}
	port := 22000 + baresipPorts.Add(1)*portsEach%10000
	write(b.t, dir, "contacts", "")
	every := 60
	if o.customer {
		every = 0
	}
	write(b.t, dir, "accounts", fmt.Sprintf("<sip:%s@%s%s>;auth_pass=%s;answermode=auto;regint=%d;audio_codecs=pcma%s\n", o.seat, b.sip(), o.via, b.passwords[o.seat], every, o.more))
	source := "aufile," + dir + "/says.wav"
	if o.mirror {
		source = "aubridge,x" // what is played there
	}
	write(b.t, dir, "config", lines(
		"sip_listen "+o.ip+":5060", "net_interface "+o.ip, fmt.Sprintf("rtp_ports %d-%d", port, port+portsEach-2), "module_path /usr/lib/baresip/modules",
		"module g711.so", "module aubridge.so", "module aufile.so", "module sndfile.so", "module_app account.so", "module_app menu.so",
		"module_app ctrl_tcp.so", "ctrl_tcp_listen "+o.ip+":4444",
		"audio_source "+source, "audio_player aubridge,x", "audio_alert aubridge,x", "snd_path "+dir, o.config,
	))
	p := &baresip{b: b, dir: dir, ns: o.ns, at: netip.AddrPortFrom(netip.MustParseAddr(o.ip), 4444), ports: port}
	need(b.t, "baresip")
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
	p.cmd, p.out = launch(p.b.t, p.dir, line[0], line[1:]...)
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

// contains says that a program has said something.
func contains(out *said, text string) bool { return strings.Contains(out.String(), text) }
