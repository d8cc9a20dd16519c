package sysled

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

// led is a LED of the kernel (Documentation/leds/leds-class.rst). A trigger
// makes the kernel go over to what the lamp is to show of a dead box, unless
// it is told within [lamp.Silence] that the box lives:
//
//	pattern  so much light for so long, then the other; each telling begins
//	         it anew and nothing is seen of that
//	oneshot  the light turns over once for so long; begun anew, by several
//	         writes, it turns for one tick of the kernel, so that is done every
//	         two seconds only
//
// A kernel that has neither can't warn: that is told as trouble.
type led struct {
	owner string
	line  board.Line
	root  string

	dir     string
	most    int    // brightness
	trigger string // "pattern" or "oneshot"
	told    string
	hung    uint8 // what the lamp shows of a dead box
	at      time.Time
}

func (l *led) open() error {
	l.dir = filepath.Join(l.root, "class/leds", l.line.Name)
	most, err := os.ReadFile(filepath.Join(l.dir, "max_brightness"))
	if err == nil {
		l.most, err = strconv.Atoi(strings.TrimSpace(string(most)))
	}
	if err != nil {
		return fmt.Errorf("there is no LED %s (%w): see ls /sys/class/leds", l.line.Name, err)
	}
	can, _ := os.ReadFile(filepath.Join(l.dir, "trigger"))
	triggers := strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(string(can)))
	for _, l.trigger = range []string{"pattern", "oneshot", ""} {
		if slices.Contains(triggers, l.trigger) {
			break
		}
	}
	if l.trigger == "" {
		return fmt.Errorf("the kernel can't light LED %s by itself when the box dies: load ledtrig-pattern or ledtrig-oneshot", l.line.Name)
	}
	l.told = ""
	return nil
}

func (l *led) dims() bool { return l.most > 1 }

// renew is how often oneshot is begun anew.
const renew = 2 * time.Second

func (l *led) light(now, hung uint8) error {
	want := fmt.Sprint(now, " ", hung)
	if l.trigger == "oneshot" && want == l.told && time.Since(l.at) < renew {
		return nil
	}
	was := l.told
	l.told, l.hung, l.at = want, hung, time.Now()
	switch {
	case now == hung:
		return l.steady(now, was)
	case l.trigger == "pattern":
		return l.pattern(now, hung)
	}
	return l.oneshot(now > 0)
}

// scaled is a brightness as this LED counts; the least light is some.
func (l *led) scaled(b uint8) string {
	if b == 0 {
		return "0"
	}
	return strconv.Itoa(max(1, l.most*int(b)/255))
}

// steady: dead or alive it is the same.
func (l *led) steady(b uint8, was string) error {
	if was == l.told {
		return nil
	}
	return l.puts("trigger", "none", "brightness", l.scaled(b))
}

func (l *led) pattern(now, hung uint8) error {
	if !l.triggered() {
		if err := l.puts("trigger", "pattern"); err != nil {
			return err
		}
	}
	n, h := l.scaled(now), l.scaled(hung)
	return l.puts("pattern", fmt.Sprintf("%s %d %s 0 %s 1000 %s 0", n, lamp.Silence.Milliseconds(), n, h, h), "repeat", "1")
}

// triggered says that the trigger is set; the kernel writes brackets round it.
func (l *led) triggered() bool {
	set, err := os.ReadFile(filepath.Join(l.dir, "trigger"))
	return err == nil && strings.Contains(string(set), "["+l.trigger+"]")
}

// oneshot begins anew: a shot while one is under way would be passed over. A
// program that is killed in between leaves the LED as a dead box shows it, but
// for the moment between the first two writes, in which the LED is dark.
func (l *led) oneshot(lit bool) error {
	silence := strconv.FormatInt((lamp.Silence + renew).Milliseconds(), 10)
	if lit {
		return l.puts("trigger", "none", "brightness", "0", "trigger", "oneshot", "delay_on", silence, "delay_off", "1", "shot", "1")
	}
	return l.puts("trigger", "none", "brightness", strconv.Itoa(l.most), "trigger", "oneshot", "invert", "1", "delay_off", silence, "delay_on", "1", "shot", "1")
}

func (l *led) puts(pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if err := put(filepath.Join(l.dir, pairs[i]), pairs[i+1]); err != nil {
			l.told = ""
			return err
		}
	}
	return nil
}

// check says whether the LED is still there and nobody took its trigger.
func (l *led) check() error {
	set, err := os.ReadFile(filepath.Join(l.dir, "trigger"))
	if err == nil && (strings.Contains(string(set), "["+l.trigger+"]") || strings.Contains(string(set), "[none]")) {
		return nil
	}
	l.told = "" // light tells it all again, or fails
	return errors.Join(errForgot, err)
}

// close leaves what a dead box shows: one that was stopped isn't well.
func (l *led) close() { _ = l.puts("trigger", "none", "brightness", l.scaled(l.hung)) }
