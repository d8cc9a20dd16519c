package acd

import (
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// used counts the calls that a trunk carries, but for one.
func (s *state) used(t telephony.TrunkID, but telephony.CallID) (n int) {
	for _, c := range s.Calls {
		if c.Trunk == t && c.live() && c.ID != but {
			n++
		}
	}
	for _, d := range s.Dials {
		if d.ID == but {
			continue
		}
		for _, over := range d.lines() {
			if over == t {
				n++
			}
		}
	}
	return n
}

// beside counts the calls that a trunk carries beside the one that an emergency
// call is to make on it: that of who was passed on to it is among them.
func (s *state) beside(d *dial, t telephony.TrunkID) int {
	n := s.used(t, d.ID)
	if d.Via == t {
		n++
	}
	return n
}

// lines are the trunks that a dialled call occupies: one for each party that
// is outside.
func (d *dial) lines() (over []telephony.TrunkID) {
	if d.Via != "" {
		over = append(over, d.Via)
	}
	if d.outside() && d.Offer != 0 {
		over = append(over, d.Trunk)
	}
	return over
}

// awaited says that an emergency call waits for a line of a trunk: nobody else
// gets one there.
func (s *state) awaited(t telephony.TrunkID) bool {
	return s.findDial(func(d *dial) bool { return d.Need != nil && (d.Need.Trunk == t || s.lacks(d, t)) }) != nil
}

// fullTrunks take no other call: they carry as many as the office says that
// they can, or an emergency call waits for one.
func (s *state) fullTrunks() (full []telephony.TrunkID) {
	for _, t := range s.Office.Trunks {
		if s.filled(t.ID, s.used(t.ID, 0)) || s.awaited(t.ID) {
			full = append(full, t.ID)
		}
	}
	return full
}

// refusal is how a trunk refused an emergency call.
type refusal struct {
	Trunk telephony.TrunkID `json:"trunk"`
	Line  bool              `json:"line,omitempty"` // it may have had no line left
	Calls int               `json:"calls"`          // that it carried then, beside this one
}

func (d *dial) refusedBy(t telephony.TrunkID) (refusal, bool) {
	for _, r := range d.Refused {
		if r.Trunk == t {
			return r, true
		}
	}
	return refusal{}, false
}

// room says that a trunk may take an emergency call. One that had no line left
// has one once it carries fewer calls than then: that way it works, too, where
// the office doesn't know how many lines there are, or others use them.
func (s *state) room(d *dial, t telephony.TrunkID) bool {
	used := s.beside(d, t)
	if r, ok := d.refusedBy(t); ok {
		return r.Line && used < r.Calls
	}
	return !s.filled(t, used)
}

// lacks says that a trunk would take the call if it carried fewer of ours.
func (s *state) lacks(d *dial, t telephony.TrunkID) bool {
	if r, ok := d.refusedBy(t); ok {
		return r.Line && s.used(t, d.ID) > 0
	}
	return s.filled(t, s.beside(d, t))
}

// filled says that so many calls are all that the office says a trunk can carry.
func (s *state) filled(t telephony.TrunkID, calls int) bool {
	i := slices.IndexFunc(s.Office.Trunks, func(o telephony.Trunk) bool { return o.ID == t })
	return i >= 0 && s.Office.Trunks[i].Lines > 0 && calls >= s.Office.Trunks[i].Lines
}

// nextLine is the trunk by which a call goes out now. False: each that is left
// is full.
func (s *state) nextLine(d *dial) (telephony.TrunkID, bool) {
	if !d.Emergency {
		return d.Trunks[0], true
	}
	for _, t := range d.Trunks {
		if s.room(d, t) {
			return t, true
		}
	}
	return "", false
}

// freeLine is the first trunk that would take an emergency call now.
func (s *state) freeLine(d *dial) (telephony.TrunkID, bool) {
	for _, t := range dialplan.Carriers(&s.Office, d.Seat) {
		if s.room(d, t) {
			return t, true
		}
	}
	return "", false
}

// noLine says that a trunk may have refused because all its lines are in use.
// An emergency centre is never busy, so that "busy" is the line; some
// providers say 403 beyond the calls that were paid for. A number that the
// trunk doesn't know, or no answer at all, has nothing to do with it.
func noLine(code, cause int) bool {
	switch cause { // ITU-T Q.850: busy, no circuit, congestion, channel not available, resources
	case 17, 34, 42, 44, 47:
		return true
	}
	switch code {
	case 403, 480, 486, 500, 503, 600, 603:
		return true
	}
	return false
}
