package media

import "net/netip"

// The brain holds ready legs in advance, so that taking one never waits for
// the sound process. It asks for more when half of them went before they
// could be replaced.
const (
	poolLeast = 32
	poolMost  = 1024
)

type ready struct {
	slot uint32
	port netip.AddrPort
}

type pool struct {
	ready []ready
	want  int  // how many the media process keeps us supplied with
	asked bool // more were asked for and haven't come yet
	calm  int  // takes since the pool was last short
}

func (p *pool) put(r ready) {
	p.ready = append(p.ready, r)
	if len(p.ready) >= p.want/2 {
		p.asked = false
	}
}

// take hands out the leg that has rested longest.
func (p *pool) take() (ready, bool) {
	if len(p.ready) == 0 {
		return ready{}, false
	}
	r := p.ready[0]
	copy(p.ready, p.ready[1:])
	p.ready = p.ready[:len(p.ready)-1]
	return r, true
}

// grow says after a take whether the wish has changed: doubled when half is
// gone, halved after many takes that never came near that.
func (p *pool) grow() bool {
	p.calm++
	if len(p.ready) < p.want/2 && p.want < poolMost && !p.asked {
		p.want, p.calm, p.asked = p.want*2, 0, true
		return true
	}
	if p.calm > 64*p.want && p.want > poolLeast {
		p.want, p.calm = p.want/2, 0
		return true
	}
	return false
}
