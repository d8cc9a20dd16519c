package main

import (
	"flag"
	"fmt"
	"net/netip"
	"path/filepath"
	"time"
)

// settings are the options that all processes of one box share. The
// supervisor hands its own arguments to its children, so that they agree.
type settings struct {
	data      string
	listen    string
	advertise string
	webPort   int
	sipPort   int
	rtp       string
	example   bool
	sim       bool
	profile   string
	syncDelay time.Duration
	grow      bool   // only run's: not handed to children
	console   string // only run's
}

// parse reads the options of a command.
func parse(command string, args []string) (settings, error) {
	var s settings
	f := flag.NewFlagSet("spojka "+command, flag.ContinueOnError)
	f.StringVar(&s.data, "data", "data", "`folder` with everything that the box keeps")
	f.StringVar(&s.listen, "listen", "127.0.0.1", "`address` for SIP, sound and page; 0.0.0.0 lets phones on the local network in")
	f.StringVar(&s.advertise, "advertise", "", "`address` that phones are told to send sound to, where it differs (NAT)")
	f.IntVar(&s.webPort, "web-port", 8080, "`port` of the page")
	f.IntVar(&s.sipPort, "sip-port", 5060, "`port` of SIP, UDP and TCP")
	f.StringVar(&s.rtp, "rtp", "20000-21999", "`range` of UDP ports for sound")
	f.BoolVar(&s.example, "example", true, "begin an empty box with the example office")
	f.BoolVar(&s.sim, "sim", true, "run the simulated phones of the example office")
	f.StringVar(&s.profile, "board", "sim", "`profile` of the board and its front panel")
	f.DurationVar(&s.syncDelay, "sync-delay", 0, "pretend that each write to the disk takes this long (tests)")
	f.BoolVar(&s.grow, "grow", false, "make the partition with the data fill its disk (images)")
	f.StringVar(&s.console, "console", "", "`device` that shows what the box prints, too (images)")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	if f.NArg() > 0 {
		return s, fmt.Errorf("unexpected %q: options begin with --, see spojka %s --help", f.Arg(0), command)
	}
	return s, s.check()
}

func (s settings) check() error {
	if _, err := netip.ParseAddr(s.listen); err != nil {
		return fmt.Errorf("--listen %q is not an IP address: use 127.0.0.1 or 0.0.0.0", s.listen)
	}
	if s.advertise != "" {
		if _, err := netip.ParseAddr(s.advertise); err != nil {
			return fmt.Errorf("--advertise %q is not an IP address", s.advertise)
		}
	}
	_, err := s.rtpPorts()
	return err
}

func (s settings) rtpPorts() (ports [2]uint16, err error) {
	var low, high uint16
	if _, err := fmt.Sscanf(s.rtp, "%d-%d", &low, &high); err != nil || low >= high || low < 1024 {
		return ports, fmt.Errorf("--rtp %q is not a range of ports: use for example 20000-21999", s.rtp)
	}
	return [2]uint16{low, high}, nil
}

func (s settings) addr() netip.Addr { return netip.MustParseAddr(s.listen) }

// outside is the advertised address, zero where none is set.
func (s settings) outside() netip.Addr {
	a, _ := netip.ParseAddr(s.advertise)
	return a
}

// loopback is the address at which programs on this computer find the box.
func (s settings) loopback() netip.Addr {
	if a := s.addr(); !a.IsUnspecified() {
		return a
	}
	return netip.AddrFrom4([4]byte{127, 0, 0, 1})
}

// Who writes which file: config (config shell), book (book and store), tape
// (media), audio (worker), run (supervisor: sockets and process ids).
func (s settings) path(parts ...string) string {
	return filepath.Join(append([]string{s.data}, parts...)...)
}

func (s settings) socket(name string) string  { return s.path("run", name+".sock") }
func (s settings) pidFile(name string) string { return s.path("run", name+".pid") }

// args gives the settings to a child.
func (s settings) args(command string) []string {
	return []string{
		command, "--data=" + s.data, "--listen=" + s.listen, "--advertise=" + s.advertise,
		fmt.Sprintf("--web-port=%d", s.webPort), fmt.Sprintf("--sip-port=%d", s.sipPort), "--rtp=" + s.rtp,
		fmt.Sprintf("--example=%t", s.example), fmt.Sprintf("--sim=%t", s.sim), "--board=" + s.profile,
		"--sync-delay=" + s.syncDelay.String(),
	}
}
