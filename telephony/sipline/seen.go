package sipline

import (
	"net/netip"
	"reflect"
	"time"

	"github.com/spojka/spojka/telephony"
)

// is notes that a trunk is up or down, and why.
func (s *trunkState) is(up bool, trouble telephony.TrunkTrouble, last string) {
	if s.view.Up != up || s.view.Since.IsZero() {
		s.view.Since = time.Now()
	}
	s.view.Up, s.view.Trouble, s.view.Last = up, trouble, last
}

// heard notes an answer, of whatever kind.
func (s *trunkState) heard(l *Line, m *message, now time.Time) {
	if m != nil {
		s.view.Answered, s.view.Rewritten = now, l.rewritten(m)
	}
}

// rewritten says that our Via comes back with another address: something on
// the way reads and changes messages, and may change more (WIRE 41).
func (l *Line) rewritten(m *message) bool {
	sent := l.host(m.flow)
	return sentBy(m.vias[0]) != netip.AddrPortFrom(sent.Addr().Unmap().WithZone(""), sent.Port())
}

// show tells what has changed of a trunk. While nothing is known of a new one
// there is nothing to tell.
func (k *keeper) show(s *trunkState) {
	if g := s.reg; g != nil {
		s.view.Until, s.view.Next = g.until, g.next
		if g.until.IsZero() {
			s.view.Registered = time.Time{}
		}
	}
	if s.told == nil && s.view.Trouble == telephony.TrunkTrying || s.told != nil && reflect.DeepEqual(*s.told, s.view) {
		return
	}
	told := s.view
	s.told = &told
	k.l.h.TrunkSeen(told)
}
