package sipline

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// find looks the name up beside the keeper.
func (k *keeper) find(s *trunkState) {
	s.looking = true
	name := s.name() // the keeper's own: it may change meanwhile
	tcp := s.set.Register != nil && s.set.Register.TCP
	k.l.start(func() {
		ctx, cancel := context.WithTimeout(k.l.life, lookUpLimit)
		defer cancel()
		f, err := k.l.resolver.find(ctx, name, tcp)
		k.box.put(func() { k.foundTrunk(s, f, err) })
	})
}

// foundTrunk takes the answer in. A way that is in use and still listed stays;
// when nothing is found what was known goes on.
func (k *keeper) foundTrunk(s *trunkState, f found, err error) {
	now := time.Now()
	s.looking = false
	if k.lines[s.set.ID] != s {
		return
	}
	if err == nil {
		f.hops, err = k.l.links.ofOurKind(f.hops)
	}
	if err != nil {
		s.lookUp = now.Add(foundLeast)
		if len(s.hops) == 0 {
			s.is(false, telephony.TrunkNoAddress, err.Error())
		}
		return
	}
	s.lookUp = now.Add(f.good)
	var used hop
	if len(s.hops) > 0 {
		used = s.hops[s.at]
	}
	if s.at = slices.Index(f.hops, used); s.at < 0 {
		s.at, s.f, s.probe = 0, flow{}, now
	}
	s.hops, s.view.Addresses = f.hops, nil
	for _, h := range s.hops {
		s.view.Addresses = append(s.view.Addresses, h.at.String())
	}
	maps.DeleteFunc(s.aside, func(h hop, _ time.Time) bool { return !slices.Contains(s.hops, h) })
	maps.DeleteFunc(s.alone, func(h hop, _ time.Time) bool { return !slices.Contains(s.hops, h) })
	k.placeTrunk(s, now)
}

// ofOurKind leaves the addresses that can be reached from a socket of ours.
func (s *links) ofOurKind(hops []hop) ([]hop, error) {
	reach := slices.DeleteFunc(slices.Clone(hops), func(h hop) bool {
		return !slices.ContainsFunc(s.udp, func(u *udpLink) bool { return u.addr.Addr().Is4() == h.at.Addr().Is4() })
	})
	if len(reach) == 0 {
		return nil, fmt.Errorf("%s is of the other kind of addresses (IPv4, IPv6) than the box listens at: --listen :: makes it listen at both", hops[0].at.Addr())
	}
	return reach, nil
}

// placeTrunk keeps where calls of the trunk may come from: all that its name
// led to in the last day.
func (k *keeper) placeTrunk(s *trunkState, now time.Time) {
	for _, h := range s.hops {
		if len(s.places) < maxPlaces {
			s.places[h.at.Addr()] = now.Add(placeFor)
		}
	}
	var list []netip.Addr
	for a, until := range s.places {
		if now.After(until) {
			delete(s.places, a)
			continue
		}
		list = append(list, a)
	}
	slices.SortFunc(list, netip.Addr.Compare)
	k.l.place(s.set.ID, list)
}

// mayOpen says that the way may be made: one by TCP that was refused waits for
// the back-off, or a dead provider would be knocked at four times a second.
func (s *trunkState) mayOpen(now time.Time) bool {
	switch {
	case !s.hops[s.at].tcp:
		return true
	case s.reg != nil:
		return s.reg.stands(now) || !now.Before(s.reg.next)
	}
	return !now.Before(s.probe)
}

// open makes the way to the address in use.
func (k *keeper) open(s *trunkState) {
	h := s.hops[s.at]
	if !h.tcp {
		s.f = flow{k.l.packetLink(h.at.Addr()), h.at}
		s.view.Where = h.at.String()
		return
	}
	s.opening = true
	k.l.start(func() {
		f, err := k.l.connect(h.at)
		k.box.put(func() {
			s.opening = false
			if err != nil {
				k.noConnection(s)
				return
			}
			s.f, s.view.Where = f, h.at.String()
			if s.reg != nil && s.reg.stands(time.Now()) {
				s.reg.next = time.Now() // the connection that was registered is gone
			}
		})
	})
}

// noConnection: TCP is refused there. The next address is tried at once; when
// there is none the back-off goes on.
func (k *keeper) noConnection(s *trunkState) {
	moved := k.failOver(s, telephony.TrunkNoConnection, "no connection", 0)
	if s.reg != nil {
		s.reg.lost(moved)
	}
}

// failOver puts the address in use aside and goes to the next (RFC 3263 §4.3).
// True: there is one; else every one has failed and the trunk is down.
func (k *keeper) failOver(s *trunkState, trouble telephony.TrunkTrouble, why string, wait time.Duration) bool {
	now := time.Now()
	at := s.hops[s.at]
	s.f, s.mute = flow{}, false
	if s.aside[at] = now.Add(asideFor); wait > 0 {
		s.alone[at] = now.Add(wait)
	}
	if s.free(now) {
		s.probe = now
		return true
	}
	clear(s.aside) // next time from the start, but for those that want to be left alone
	if !s.free(now) {
		clear(s.alone)
		s.at = 0
	}
	s.probe, s.lookUp = now.Add(probeTrunk), now // its names may lead elsewhere by now
	s.is(false, trouble, why+" from "+at.at.String())
	return false
}

// free goes to the first address that isn't put aside; false: there is none.
func (s *trunkState) free(now time.Time) bool {
	for i, h := range s.hops {
		if !now.Before(s.aside[h]) && !now.Before(s.alone[h]) {
			s.at = i
			return true
		}
	}
	return false
}
