package exchange

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// portWait is how long a leg waits for a port before it is given up. The
// sound process opens ports ahead, but a burst of calls may be faster.
const portWait = time.Second

// portless is a leg for which no port was at hand.
type portless struct {
	leg     telephony.LegID
	help    bool // it is of an emergency call
	since   time.Time
	do      func(telephony.MediaPort)
	without func()
}

// withPort does something with a leg's port: at once, or as soon as there is
// one. Where none comes, or too many wait already, without is called, never
// from in here. An emergency call gets the next one, and is never too many
// (P-EMERG-1).
func (x *Exchange) withPort(l telephony.LegID, help bool, do func(telephony.MediaPort), without func()) {
	before := x.before(help)
	if before == 0 {
		if port, ok := x.media.Take(l); ok {
			do(port)
			return
		}
	}
	if !help && before >= x.o.NewCalls {
		x.news(0, without)
		return
	}
	x.portless = slices.Insert(x.portless, before, portless{l, help, time.Now(), do, without})
}

// before counts those who get a port before one that comes now.
func (x *Exchange) before(help bool) (n int) {
	for n < len(x.portless) && (!help || x.portless[n].help) {
		n++
	}
	return n
}

// MorePorts: ports are at hand again.
func (x *Exchange) MorePorts() { x.news(0, x.servePortless) }

// servePortless gives ports to those who wait.
func (x *Exchange) servePortless() {
	for len(x.portless) > 0 {
		p := x.portless[0]
		port, ok := x.media.Take(p.leg)
		if !ok {
			return
		}
		x.portless = x.portless[1:]
		x.guard(item{leg: p.leg, do: func() { p.do(port) }, at: p.since})
	}
	x.portless = nil
}

// giveUpPortless turns away who has waited for too long.
func (x *Exchange) giveUpPortless() {
	x.servePortless()
	late := func(p portless) bool { return time.Since(p.since) >= portWait }
	for i := slices.IndexFunc(x.portless, late); i >= 0; i = slices.IndexFunc(x.portless, late) {
		p := x.portless[i]
		x.portless = slices.Delete(x.portless, i, i+1)
		x.guard(item{leg: p.leg, do: p.without, at: p.since})
	}
}

// isPortless says that a leg waits for a port.
func (x *Exchange) isPortless(l telephony.LegID) bool {
	return slices.ContainsFunc(x.portless, func(p portless) bool { return p.leg == l })
}

// leavePortless takes a leg that is over out of the line.
func (x *Exchange) leavePortless(l telephony.LegID) {
	x.portless = slices.DeleteFunc(x.portless, func(p portless) bool { return p.leg == l })
}
