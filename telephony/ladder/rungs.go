package ladder

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// longGap is how long nothing is said until the ladder marks it.
const longGap = time.Second

// Figures are what else is known of a call: its line in the list, and how the
// sound of each party was.
type Figures struct {
	Record telephony.CallRecord
	Sound  []telephony.Quality
}

// Read makes the ladder of a trace.
func Read(tr telephony.Trace, f Figures) telephony.Ladder {
	l := telephony.Ladder{Open: tr.Open}
	r := &reader{l: &l, seen: make(map[string]bool), held: make(map[way]bool), legs: make(map[telephony.LegID]*story)}
	signals := inOrder(tr.Signals)
	r.parties(signals)
	for i, s := range signals {
		m := read(s.Text)
		rung := r.rung(signals, i, m)
		l.Rungs = append(l.Rungs, rung)
		r.story(s).take(s, m, rung)
	}
	l.Findings = r.findings(tr, f)
	return l
}

// inOrder sorts by time: the box's starts first, within one by its own clock.
func inOrder(all []telephony.Signal) []telephony.Signal {
	list := slices.Clone(all)
	slices.SortStableFunc(list, func(a, b telephony.Signal) int {
		return cmp.Or(cmp.Compare(a.At.Boot, b.At.Boot), cmp.Compare(a.At.Up, b.At.Up))
	})
	return list
}

// reader makes a ladder.
type reader struct {
	l    *telephony.Ladder
	seen map[string]bool
	held map[way]bool
	legs map[telephony.LegID]*story
	list []*story // in the order in which they began
}

// way is one direction of a leg.
type way struct {
	leg telephony.LegID
	out bool
}

func partyOf(s telephony.Signal) telephony.LadderParty {
	return telephony.LadderParty{Trunk: s.Trunk, Seat: s.Seat}
}

// parties lists who speaks: trunks first, then phones as they come.
func (r *reader) parties(signals []telephony.Signal) {
	for _, s := range signals {
		if p := partyOf(s); !slices.Contains(r.l.Parties, p) {
			r.l.Parties = append(r.l.Parties, p)
		}
	}
	slices.SortStableFunc(r.l.Parties, func(a, b telephony.LadderParty) int {
		return cmp.Compare(side(a), side(b))
	})
}

func side(p telephony.LadderParty) int {
	if p.Seat == "" {
		return 0
	}
	return 1
}

// rung draws message i.
func (r *reader) rung(all []telephony.Signal, i int, m message) telephony.Rung {
	s := all[i]
	rung := telephony.Rung{
		Party: slices.Index(r.l.Parties, partyOf(s)), At: s.At, After: s.At.Since(all[0].At), Out: s.Out,
		Label: m.label(), TCP: s.TCP, Own: s.Own, Peer: s.Peer, Text: shown(s.Text),
	}
	if i > 0 {
		rung.Restart = all[i-1].At.Boot != s.At.Boot
		if gap := s.At.Since(all[i-1].At); gap >= longGap {
			rung.Gap = gap
		}
	}
	key := string(s.Text)
	if s.Out {
		key = ">" + key
	}
	rung.Repeat = r.seen[key]
	r.seen[key] = true
	rung.Notes = r.notes(s, m)
	return rung
}

// notes say what a message does to the sound.
func (r *reader) notes(s telephony.Signal, m message) []telephony.RungNote {
	kind := strings.ToLower(m.value("content-type"))
	switch {
	case strings.Contains(kind, "dtmf") && m.method == "INFO" && m.status == 0:
		return []telephony.RungNote{{Kind: telephony.NoteDigit}}
	case m.method == "BYE" && m.status == 0:
		return []telephony.RungNote{{Kind: telephony.NoteNoSound}}
	case !strings.Contains(kind, "sdp") && kind != "" || len(m.body) == 0:
		return nil
	}
	session, err := sdp.Parse(m.body)
	if err != nil {
		return nil
	}
	return r.sound(way{s.Leg, s.Out}, session)
}

// sound is what a description says: where its writer listens, whether it
// holds.
func (r *reader) sound(w way, session *sdp.Session) (notes []telephony.RungNote) {
	sound, err := sdp.Peek(session)
	if err != nil {
		return nil
	}
	before := r.held[w]
	r.held[w] = sound.Held
	switch {
	case sound.Held && !before:
		return []telephony.RungNote{{Kind: telephony.NoteHold}}
	case before && !sound.Held:
		notes = append(notes, telephony.RungNote{Kind: telephony.NoteResume})
	}
	return append(notes, telephony.RungNote{Kind: telephony.NoteSound, Text: string(sound.Codec) + " " + sound.Addr.String()})
}
