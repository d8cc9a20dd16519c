package main

import (
	"context"
	"net"
	"net/netip"
	"strconv"
	"time"
)

// reachable is the address at which other computers find the box, for links
// and help: the advertised one, the one it listens at, or the local
// network's.
func (s settings) reachable() netip.Addr {
	if a := s.outside(); a.IsValid() {
		return a
	}
	if a := s.addr(); !a.IsUnspecified() {
		return a
	}
	if a, ok := lanAddress(); ok {
		return a
	}
	return s.loopback()
}

// joined is a host with a port, an address of IPv6 in brackets.
func joined(host string, port int) string { return net.JoinHostPort(host, strconv.Itoa(port)) }

// lanAddress is this computer's first IPv4 address that isn't loopback or
// link-local.
func lanAddress() (netip.Addr, bool) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return netip.Addr{}, false
	}
	for _, one := range all {
		p, err := netip.ParsePrefix(one.String())
		if a := p.Addr(); err == nil && a.Is4() && !a.IsLoopback() && !a.IsLinkLocalUnicast() {
			return a, true
		}
	}
	return netip.Addr{}, false
}

// networkPatience is how long a box that serves the local network waits for
// its address when it starts: a board asks for one while it boots.
const networkPatience = 5 * time.Second

// awaitNetwork returns when the local network has given an address, or
// without one after a while.
func awaitNetwork(ctx context.Context, s settings) {
	if !s.addr().IsUnspecified() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, networkPatience)
	defer cancel()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for {
		if _, ok := lanAddress(); ok {
			return
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}
