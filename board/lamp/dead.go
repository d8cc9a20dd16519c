package lamp

import (
	"time"

	"github.com/spojka/spojka/board"
)

// Silence is how long no picture comes before the front is taken for hung: a
// living one sends its picture each second.
const Silence = 4 * time.Second

// Hung is the picture of a front that nobody moves any more: a fault, and nothing
// that says all is well.
func Hung(p board.Profile) []board.Shine {
	var picture []board.Shine
	add := func(l board.Lamp) {
		s := board.Shine{Lamp: l.Name}
		if l.Function.Kind == board.FnFault {
			s.Colour = board.Red
		}
		picture = append(picture, s)
	}
	for _, l := range p.Lamps {
		add(l)
	}
	for _, k := range p.Keys {
		add(k.Lamp)
	}
	return picture
}
