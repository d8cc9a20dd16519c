package lamp

import (
	"time"

	"github.com/spojka/spojka/board"
)

// step is the grain of every rhythm.
const step = 125 * time.Millisecond

// scores are the rhythms as they are played, one sign a step.
var scores = map[board.Rhythm]string{
	board.Steady:    "#",
	board.Flash:     "##..",
	board.Alarm:     "#.",
	board.SlowFlash: "########........",
	board.Wink:      "##############..",
	board.Blip:      "##..............",
	board.Triple:    "#.#.#...",
}

// On is whether a lamp of this rhythm is lit at up. All lamps flash
// together, because all are asked with the same clock.
func On(r board.Rhythm, up time.Duration) bool {
	score := scores[r]
	return score != "" && score[beat(score, up)] == '#'
}

// Turn is how long after up the lamp changes next; 0: never.
func Turn(r board.Rhythm, up time.Duration) time.Duration {
	score := scores[r]
	if score == "" {
		return 0
	}
	now := beat(score, up)
	for n := 1; n < len(score); n++ {
		if score[(now+n)%len(score)] != score[now] {
			return time.Duration(n)*step - up%step
		}
	}
	return 0
}

func beat(score string, up time.Duration) int {
	return int(max(up, 0) / step % time.Duration(len(score)))
}

// RedGreen is how a lamp with a red and a green light shows a colour.
func RedGreen(c board.Colour) (red, green bool) {
	switch c {
	case board.Green:
		return false, true
	case board.Amber, board.White:
		return true, true
	case "":
		return false, false
	}
	return true, false // red; blue (talking) and plum (wrap-up): not free
}

// Light is a line of a lamp, and the colours in which it is lit.
type Light struct {
	Line board.Line
	Lit  func(board.Colour) bool
}

// Lights are those of a lamp without a pixel; ones that aren't wired, too.
func Lights(one board.Lamp) [3]Light {
	return [3]Light{
		{one.One, func(c board.Colour) bool { return c != "" }},
		{one.Red, func(c board.Colour) bool { red, _ := RedGreen(c); return red }},
		{one.Green, func(c board.Colour) bool { _, green := RedGreen(c); return green }},
	}
}

// RGB is the colour for a lamp that has all of them. The values are those of
// the page's states, made purer: an LED's green is weaker than its red.
func RGB(c board.Colour) (r, g, b uint8) {
	switch c {
	case board.Green:
		return 0, 255, 32
	case board.Red:
		return 255, 0, 0
	case board.Amber:
		return 255, 120, 0
	case board.Blue:
		return 0, 64, 255
	case board.Plum:
		return 200, 0, 160
	case board.White:
		return 160, 160, 160
	}
	return 0, 0, 0
}
