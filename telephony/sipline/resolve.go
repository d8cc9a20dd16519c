package sipline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// hop is an address at which a trunk may be reached.
type hop struct {
	at  netip.AddrPort
	tcp bool
}

// How long what was found is used, whatever its own time says, and how many
// addresses are kept.
const (
	foundLeast = 30 * time.Second
	foundMost  = time.Hour
	maxHops    = 16
)

// found is where a name leads: addresses in the order in which they are to be
// tried.
type found struct {
	hops []hop
	good time.Duration // how long
}

// resolver finds the addresses of trunks (RFC 3263). It remembers nothing.
type resolver struct {
	servers []netip.AddrPort // empty: the system's
	hosts   func(ctx context.Context, name string) ([]netip.Addr, error)
	ask     func(ctx context.Context, servers []netip.AddrPort, name string, kind uint16) ([]record, error)
	dice    func(n int) int
}

func newResolver(servers []netip.AddrPort) *resolver {
	hosts := func(ctx context.Context, name string) ([]netip.Addr, error) {
		return net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	}
	return &resolver{servers: servers, hosts: hosts, ask: askDNS, dice: rand.IntN}
}

// find reads host[:port]: an address is used as it is; a name with a port is
// looked up by its address records; one without by NAPTR, then SRV, then its
// address records (RFC 3263 §4.1, §4.2). TCP: wanted, whatever NAPTR prefers.
func (r *resolver) find(ctx context.Context, host string, tcp bool) (found, error) {
	if a, err := netip.ParseAddrPort(host); err == nil {
		return found{[]hop{{plain(a), tcp}}, foundMost}, nil
	}
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return found{[]hop{{netip.AddrPortFrom(a.Unmap(), 5060), tcp}}, foundMost}, nil
	}
	f := found{good: foundMost}
	name, text, err := net.SplitHostPort(host)
	if err == nil {
		port, bad := strconv.ParseUint(text, 10, 16)
		if bad != nil {
			return found{}, fmt.Errorf("%s: the port is no number", host)
		}
		err = r.addresses(ctx, &f, name, uint16(port), tcp)
	} else {
		err = r.services(ctx, &f, host, tcp)
	}
	if len(f.hops) > maxHops {
		f.hops = f.hops[:maxHops]
	}
	switch {
	case len(f.hops) > 0:
		f.good = max(foundLeast, f.good)
		return f, nil
	case errors.Is(err, errBadName):
		return found{}, fmt.Errorf("%s: %w", host, errBadName)
	}
	return found{}, fmt.Errorf("%s: no address found: %w", host, cmp.Or(err, errNoName))
}

// services goes by NAPTR and SRV.
func (r *resolver) services(ctx context.Context, f *found, name string, tcp bool) error {
	for _, n := range r.naptr(ctx, f, name, tcp) {
		r.srv(ctx, f, n.name, n.service != "SIP+D2U")
	}
	if len(f.hops) == 0 && !tcp {
		r.srv(ctx, f, "_sip._udp."+name, false)
	}
	if len(f.hops) == 0 {
		r.srv(ctx, f, "_sip._tcp."+name, true)
	}
	if len(f.hops) > 0 {
		return nil
	}
	return r.addresses(ctx, f, name, 5060, tcp)
}

// naptr lists the ways that the domain prefers and we have, in its order.
func (r *resolver) naptr(ctx context.Context, f *found, name string, tcp bool) (list []record) {
	all, _ := r.ask(ctx, r.names(), name, typeNAPTR)
	for _, n := range all {
		n.service = strings.ToUpper(n.service)
		if strings.EqualFold(n.flags, "s") && (n.service == "SIP+D2U" && !tcp || n.service == "SIP+D2T") {
			f.good = min(f.good, n.ttl)
			list = append(list, n)
		}
	}
	slices.SortStableFunc(list, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.weight, b.weight))
	})
	return list
}

// srv adds the servers of one service, as RFC 2782 orders them.
func (r *resolver) srv(ctx context.Context, f *found, name string, tcp bool) {
	list, _ := r.ask(ctx, r.names(), name, typeSRV)
	for _, s := range r.order(list) {
		if s.name == "" || len(f.hops) >= maxHops {
			continue // "." means that the service isn't there
		}
		f.good = min(f.good, s.ttl)
		r.addresses(ctx, f, s.name, s.port, tcp)
	}
}

// order is by priority, within one at random by weight (RFC 2782).
func (r *resolver) order(list []record) (out []record) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.weight, b.weight))
	})
	for len(list) > 0 {
		n, sum := 0, 0
		for ; n < len(list) && list[n].priority == list[0].priority; n++ {
			sum += int(list[n].weight)
		}
		pick, at := r.dice(sum+1), 0
		for i, run := 0, 0; i < n; i++ {
			if run += int(list[i].weight); run >= pick {
				at = i
				break
			}
		}
		out = append(out, list[at])
		list = slices.Delete(list, at, at+1)
	}
	return out
}

// addresses adds those of one host: by DNS, then as the system knows it (the
// hosts file).
func (r *resolver) addresses(ctx context.Context, f *found, name string, port uint16, tcp bool) error {
	before := len(f.hops)
	if a, err := netip.ParseAddr(name); err == nil { // against RFC 2782, but some do
		f.add(a, port, tcp)
		return nil
	}
	var last error
	for _, kind := range []uint16{typeA, typeAAAA} {
		list, err := r.ask(ctx, r.names(), name, kind)
		last = cmp.Or(last, err)
		for _, a := range list {
			f.good = min(f.good, a.ttl)
			f.add(a.addr, port, tcp)
		}
	}
	if len(f.hops) > before || errors.Is(last, errBadName) {
		return last
	}
	list, err := r.hosts(ctx, name)
	for _, a := range list {
		f.good = min(f.good, time.Minute)
		f.add(a, port, tcp)
	}
	return err
}

func (f *found) add(a netip.Addr, port uint16, tcp bool) {
	h := hop{netip.AddrPortFrom(a.Unmap(), port), tcp}
	if port != 0 && !slices.Contains(f.hops, h) {
		f.hops = append(f.hops, h)
	}
}

func (r *resolver) names() []netip.AddrPort {
	if len(r.servers) > 0 {
		return r.servers
	}
	return nameServers()
}
