package main

import (
	"flag"
	"fmt"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// settings are the options of all commands; each command reads those that it
// uses. The supervisor hands its own to its children, so that they agree.
type settings struct {
	data       string
	listen     string
	advertise  string
	webPort    int
	sipPort    int
	rtp        string
	example    bool
	sim        bool
	profile    string
	syncDelay  time.Duration
	clockOff   string // file with how wrong the wall clock is
	file       string // of a backup
	recordings bool   // in it
	grow       bool   // only run's: not handed to children
	console    string // only run's
	watchdog   string // only run's

	given *flag.FlagSet // as they were given
}

// check says what is wrong, before anything is started. An option that a
// command doesn't have is as it is by default.
func (s settings) check() error {
	if !isAddress(s.listen) {
		return fmt.Errorf("--listen %q is not an IP address: use 127.0.0.1, 0.0.0.0 for every address of IPv4, or :: for those of IPv6, too", s.listen)
	}
	if s.advertise != "" && !isAddress(s.advertise) {
		return fmt.Errorf("--advertise %q is not an IP address", s.advertise)
	}
	for name, port := range map[string]int{"--web-port": s.webPort, "--sip-port": s.sipPort} {
		if s.given.Lookup(name[2:]) != nil && (port < 1 || port > 65535) {
			return fmt.Errorf("%s %d is not a port: use one of 1024 to 65535", name, port)
		}
	}
	if n := len(s.socket("control")); s.data == "" || n > longestSocket {
		return fmt.Errorf("--data %q can't be used: its name must have 1 to %d characters", s.data, longestSocket-n+len(s.data))
	}
	if _, err := s.front(); err != nil {
		return fmt.Errorf("--board: %w", err)
	}
	_, err := s.rtpPorts()
	return err
}

// longestSocket is what the kernel takes for a socket's name.
const longestSocket = 107

func isAddress(text string) bool {
	_, err := netip.ParseAddr(text)
	return err == nil
}

// leastRTP ports carry one call: two parties, two ports each, and as many
// ready for the next.
const leastRTP = 8

func (s settings) rtpPorts() (ports [2]uint16, err error) {
	low, high, _ := strings.Cut(s.rtp, "-")
	first, err1 := strconv.ParseUint(low, 10, 16)
	last, err2 := strconv.ParseUint(high, 10, 16)
	if err1 != nil || err2 != nil || first < 1024 || last < first+leastRTP-1 {
		return ports, fmt.Errorf("--rtp %q is not a range of %d ports or more: use for example 20000-21999", s.rtp, leastRTP)
	}
	return [2]uint16{uint16(first), uint16(last)}, nil
}

// sipAddrs are the addresses for phones and trunks. Listening everywhere by IPv6
// means by IPv4, too, as it does for the page and the sound.
func (s settings) sipAddrs() []netip.AddrPort {
	all := []netip.AddrPort{netip.AddrPortFrom(s.addr(), uint16(s.sipPort))}
	if s.addr() == netip.IPv6Unspecified() {
		all = append(all, netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(s.sipPort)))
	}
	return all
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

// simulated is where the simulated phones are: on loopback, always.
func (s settings) simulated() netip.Addr {
	if a := s.loopback(); a.IsLoopback() {
		return a
	}
	return netip.AddrFrom4([4]byte{127, 0, 0, 1})
}

// Who writes which file: config (config shell), book (book and store), tape
// (media), audio (worker), flight (flight recorder), run (supervisor: sockets and process ids).
func (s settings) path(parts ...string) string {
	return filepath.Join(append([]string{s.data}, parts...)...)
}

func (s settings) socket(name string) string  { return s.path("run", name+".sock") }
func (s settings) pidFile(name string) string { return s.path("run", name+".pid") }
