package panel

import (
	"fmt"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/key"
	"github.com/spojka/spojka/telephony"
)

// keyState is what one key and its lamp are at.
type keyState struct {
	wire    bool          // the level last told
	down    bool          // the level believed: wire without bouncing
	changed time.Duration // when down changed
	done    bool          // this press has done its deed
	old     bool          // down since the hardware was opened
	doubt   bool          // a hold was noticed so late that it may be over already
	// pressed and let go by the clock of the hardware: a front that was held up
	// still knows how long the finger was there.
	pressed, released time.Duration
	once              time.Duration // let go then, and a second press would make it a double one; 0: not
	asking            bool          // a wish waits for its answer

	refused   telephony.RefusalCode // of the last press, until the next
	refusedAt time.Duration
	flashing  bool // the refusal's flashes go on
}

// over is what the lamp shows over its state: a refusal, or that the press
// was felt.
func (k *keyState) over(up time.Duration) (board.Light, bool) {
	switch {
	case k.flashing && up < k.refusedAt+tripleTime:
		return board.Light{Rhythm: board.Triple, Colour: board.Red}, true
	case k.down:
		return board.Light{Rhythm: board.Steady, Colour: board.White}, true
	}
	return board.Light{}, false
}

// due is when the key wants to be looked at, by the clock alone; 0: not.
func (k *keyState) due(debounce time.Duration, holds bool, up time.Duration) time.Duration {
	switch {
	case k.once != 0 && !k.down && k.wire == k.down:
		return k.once + key.TwiceTime
	case k.wire != k.down:
		return k.changed + debounce
	case k.down && holds && !k.done && k.doubt:
		return up + spacing
	case k.down && holds && !k.done:
		return k.changed + key.HoldTime
	case k.flashing && up < k.refusedAt+tripleTime:
		return k.refusedAt + tripleTime
	}
	return 0
}

// edge takes a level from the hardware and returns when the front wants to
// be looked at because of it; 0: need not be. The first edge counts at once;
// what follows within the debounce time is believed only when it is over.
func (f *front) edge(e board.Edge, up time.Duration) time.Duration {
	n, ok := f.byName[e.Key]
	if !ok || f.keys[n].wire == e.Down {
		return 0
	}
	k := &f.keys[n]
	k.wire = e.Down
	switch {
	case e.Old:
		k.down, k.changed, k.done, k.old = true, up, true, true
		return up
	case !e.Down:
		k.released = e.At
	case !k.down:
		k.pressed = e.At
	}
	f.settle(n, up)
	if k.wire != k.down {
		return k.changed + f.profile.Keys[n].Debounce
	}
	return up
}

func (f *front) settle(n int, up time.Duration) {
	k := &f.keys[n]
	settled := k.changed == 0 || up >= k.changed+f.profile.Keys[n].Debounce
	if k.wire == k.down || !settled {
		return
	}
	k.down, k.changed, k.old, k.doubt = k.wire, up, false, false
	switch {
	case k.down:
		k.refused, k.flashing = "", false
		if k.done = !key.Holds(f.keyFunction(n)) && !f.doubles(n); k.done {
			f.press(n, board.Once, up)
		}
	case !k.done:
		f.letGo(n, up)
	}
}

// letGo ends a press that has done nothing yet: a hold of which the front
// didn't hear in time, the first of two presses, the second, or the only one.
func (f *front) letGo(n int, up time.Duration) {
	k := &f.keys[n]
	switch {
	case key.Holds(f.keyFunction(n)) && k.released-k.pressed >= key.HoldTime:
		k.once = 0
		f.press(n, board.Held, up)
	case k.once != 0:
		k.once = 0
		f.press(n, board.Twice, up)
	case f.doubles(n):
		k.once = up
	default:
		f.press(n, board.Once, up)
	}
}

// heldUp is how late a hold may be noticed before something held up the whole
// program: then what waits in the hardware comes first, for a key that was let
// go meanwhile isn't held.
const heldUp = 50 * time.Millisecond

func (f *front) hold(n int, up time.Duration) {
	k := &f.keys[n]
	if k.doubt = !k.doubt && up-k.changed > key.HoldTime+heldUp; k.doubt {
		return
	}
	k.done, k.once = true, 0
	f.press(n, board.Held, up)
}

func (f *front) doubles(n int) bool { return key.Doubles(f.shot, f.own, f.keyFunction(n)) }

// pass does what time brings: bounces that settle, presses that became holds.
func (f *front) pass(up time.Duration) {
	f.asking = f.asking && up < f.askUntil
	for n := range f.keys {
		k := &f.keys[n]
		f.settle(n, up)
		if k.down && !k.done && key.Holds(f.keyFunction(n)) && up >= k.changed+key.HoldTime {
			f.hold(n, up)
		}
		if k.once != 0 && !k.down && up >= k.once+key.TwiceTime {
			k.once = 0
			f.press(n, board.Once, up)
		}
		if up >= k.refusedAt+tripleTime {
			k.flashing = false
		}
	}
}

// pressed takes a press of the picture on the page.
func (f *front) pressed(press board.Press, up time.Duration) {
	if n, ok := f.byName[press.Key]; ok {
		f.keys[n].refused, f.keys[n].flashing = "", false
		f.press(n, press.Deed, up)
	}
}

// press asks what the key wishes, unless its last wish is still unanswered.
func (f *front) press(n int, how board.Deed, up time.Duration) {
	if f.asking {
		f.asking, f.found = false, f.profile.Keys[n].Name
		return
	}
	if f.keys[n].asking {
		return
	}
	wish, refusal := key.Wish(f.shot, f.own, f.keyFunction(n), how)
	switch {
	case refusal != nil:
		f.refuse(n, refusal.Code, up)
	case wish != nil:
		f.keys[n].asking = true
		f.ask(n, wish)
	}
}

func (f *front) answered(a answer, up time.Duration) {
	f.keys[a.key].asking = false
	if a.code != "" {
		f.refuse(a.key, a.code, up)
	}
}

func (f *front) refuse(n int, code telephony.RefusalCode, up time.Duration) {
	k := &f.keys[n]
	k.refused, k.refusedAt, k.flashing = code, up, true
}

// stuckAfter is longer than anybody presses a key (FAULTS 33).
const stuckAfter = 8 * time.Second

// stuck names the keys that are down for so long that a wire or the key itself
// must be to blame. One that was never up is perhaps wired the other way.
func (f *front) stuck(up time.Duration) string {
	var names, never []string
	for n, k := range f.keys {
		switch name := f.profile.Keys[n].Name; {
		case !k.down || up-k.changed < stuckAfter:
		case k.old:
			never = append(never, fmt.Sprintf("%s (%s)", name, f.profile.Keys[n].Press))
		default:
			names = append(names, name)
		}
	}
	var all []string
	if names != nil {
		all = append(all, fmt.Sprintf("%s: held down for longer than anybody presses: look whether the key sticks or its wire touches another", strings.Join(names, ", ")))
	}
	if never != nil {
		all = append(all, fmt.Sprintf("%s: held down ever since the box looked: if nobody presses, its wire touches another, or the profile has its polarity wrong: put a ! before the line or take it away", strings.Join(never, ", ")))
	}
	return strings.Join(all, "; ")
}
