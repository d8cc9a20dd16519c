package profile

import (
	"strconv"
	"strings"

	"github.com/spojka/spojka/board"
)

// pins of the 40-pin header by the number of the GPIO line (Raspberry Pi,
// "GPIO and the 40-pin header"), the same from model B+ on.
var pins = [...]int{
	2: 3, 3: 5, 4: 7, 5: 29, 6: 31, 7: 26, 8: 24, 9: 21, 10: 19, 11: 23, 12: 32, 13: 33, 14: 8, 15: 10,
	16: 36, 17: 11, 18: 12, 19: 35, 20: 38, 21: 40, 22: 15, 23: 16, 24: 18, 25: 22, 26: 37, 27: 13,
}

// HeaderPin is the pin of a Raspberry Pi's header where a line is; 0: it is
// none of those.
func HeaderPin(p board.Profile, l board.Line) int {
	if !Header(p) {
		return 0
	}
	gpio, found := strings.CutPrefix(l.Name, "GPIO")
	n, err := strconv.Atoi(gpio)
	if !found || err != nil || n < 0 || n >= len(pins) {
		return 0
	}
	return pins[n]
}

// Header says whether the board has a Raspberry Pi's header.
func Header(p board.Profile) bool { return strings.HasPrefix(p.Name, "raspberrypi-") }

// Leg is the leg of an MCP23017 in its narrow case (data sheet DS20001952,
// figure "28-pin SOIC, SPDIP, SSOP") where an expander's line is; 0: it is no
// expander's.
func Leg(p board.Profile, l board.Line) int {
	for _, x := range p.Expanders {
		switch {
		case x.Name != l.Where || len(l.Name) != 2:
		case l.Name[0] == 'A':
			return 21 + int(l.Name[1]-'0')
		default:
			return 1 + int(l.Name[1]-'0')
		}
	}
	return 0
}
