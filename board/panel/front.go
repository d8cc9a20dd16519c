package panel

import (
	"slices"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/key"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/telephony"
)

const (
	// eachSecond is how often the front looks at the conditions and at how
	// long callers wait, when nothing else happens.
	eachSecond = time.Second
	// tripleTime is one round of the three short flashes of a refusal.
	tripleTime = time.Second
	// testTime is how long a lamp test takes.
	testTime = 3 * time.Second
	// findTime is how long an installer looks for a key; one who left the page
	// must not cost somebody a press later.
	findTime = time.Minute
)

// front is the state of lamps and keys. Only the loop touches it.
type front struct {
	profile board.Profile
	ask     func(key int, w telephony.Wish)

	shot      *telephony.Snapshot
	own       telephony.AgentID
	fns       []board.Function // of lamps, then of keys
	lights    []board.Light    // the same
	keys      []keyState
	byName    map[string]int // keys
	testUntil time.Duration
	testOne   string // a lamp; empty: all
	asking    bool   // for a key
	askUntil  time.Duration
	found     string
	assigned  map[string]board.Function
	shown     []board.Shine // last picture
	dim       bool
	shone     time.Duration // when it was last sent
}

func newFront(o Options) *front {
	f := &front{profile: o.Profile, byName: map[string]int{}}
	f.keys = make([]keyState, len(o.Profile.Keys))
	for i, k := range o.Profile.Keys {
		f.byName[k.Name] = i
	}
	f.see(&telephony.Snapshot{})
	f.lights = make([]board.Light, len(f.fns))
	return f
}

// see takes a snapshot.
func (f *front) see(s *telephony.Snapshot) {
	f.shot, f.own = s, key.Own(s, f.profile.Seat)
	f.fns = f.fns[:0]
	for _, l := range f.profile.Lamps {
		f.fns = append(f.fns, board.Resolve(s, l.Function))
	}
	for _, k := range f.profile.Keys {
		fn, ok := f.assigned[k.Name]
		if !ok {
			fn = k.Function
		}
		f.fns = append(f.fns, board.Resolve(s, fn))
	}
}

func (f *front) keyFunction(n int) board.Function { return f.fns[len(f.profile.Lamps)+n] }

// light decides what every lamp shows.
func (f *front) light(now telephony.Moment, conds []board.Condition) {
	f.lights = lamp.Table(f.shot, lamp.Box{Now: now, Conditions: conds, Own: f.own}, f.fns)
	for i := range f.keys {
		if over, ok := f.keys[i].over(now.Up); ok {
			f.lights[len(f.profile.Lamps)+i] = over
		}
	}
	if left := f.testUntil - now.Up; left > 0 {
		colours := [...]board.Colour{board.Blue, board.Green, board.Red}
		for i := range f.lights {
			if f.testOne != "" && f.testOne != f.name(i) {
				continue
			}
			f.lights[i] = board.Light{Rhythm: board.Steady, Colour: colours[min((left-1)/time.Second, 2)]}
		}
	}
}

// since is the time that lamp i's rhythm counts from: a refusal's flashes
// begin with the refusal, all others go by one clock.
func (f *front) since(i int, up time.Duration) time.Duration {
	if f.lights[i].Rhythm == board.Triple {
		return up - f.keys[i-len(f.profile.Lamps)].refusedAt
	}
	return up
}

// picture is what every lamp gives off now, and whether that is new. It is
// not changed afterwards.
func (f *front) picture(up time.Duration) ([]board.Shine, bool) {
	next := make([]board.Shine, len(f.lights))
	for i, l := range f.lights {
		next[i].Lamp, next[i].Dim = f.name(i), f.dim
		if lamp.On(l.Rhythm, f.since(i, up)) {
			next[i].Colour = l.Colour
			next[i].Rest = f.dim && f.testUntil <= up && lamp.Rests(f.fns[i], l)
		}
	}
	if slices.Equal(next, f.shown) {
		return f.shown, false
	}
	f.shown = next
	return next, true
}

func (f *front) name(i int) string {
	if i < len(f.profile.Lamps) {
		return f.profile.Lamps[i].Name
	}
	return f.profile.Keys[i-len(f.profile.Lamps)].Name
}

// next is how long nothing will change by itself.
func (f *front) next(up time.Duration) time.Duration {
	next := eachSecond
	for i, l := range f.lights {
		if turn := lamp.Turn(l.Rhythm, f.since(i, up)); turn > 0 {
			next = min(next, turn)
		}
	}
	for i := range f.keys {
		if at := f.keys[i].due(f.profile.Keys[i].Debounce, key.Holds(f.keyFunction(i)), up); at > up {
			next = min(next, at-up)
		}
	}
	if left := f.testUntil - up; left > 0 {
		next = min(next, (left-1)%time.Second+1)
	}
	return next
}

// face is the front for people.
func (f *front) face() board.Face {
	face := board.Face{Profile: f.profile.Name, Title: f.profile.Title, Asking: f.asking, Found: f.found, Own: f.own}
	for i, l := range f.profile.Lamps {
		face.Lamps = append(face.Lamps, board.LampView{Name: l.Name, Function: f.fns[i], Light: f.lights[i]})
	}
	for i, k := range f.profile.Keys {
		n := len(f.profile.Lamps) + i
		face.Keys = append(face.Keys, board.KeyView{Name: k.Name, Function: f.fns[n], Light: f.lights[n], Refused: string(f.keys[i].refused), RefusedAt: f.keys[i].refusedAt, Down: f.keys[i].down})
	}
	return face
}

func same(a, b board.Face) bool {
	return a.Profile == b.Profile && a.Title == b.Title && a.Trouble == b.Trouble && a.Asking == b.Asking && a.Found == b.Found && a.Own == b.Own &&
		slices.Equal(a.Lamps, b.Lamps) && slices.Equal(a.Keys, b.Keys)
}
