// Package sysled lights lamps by files of the kernel's sysfs: channels of PWM
// chips, which can be dimmed, and the kernel's own LEDs, which it lights or
// darkens by itself when nobody tells it any more that the box lives.
//
// Why our own: periph has no PWM of sysfs (its PWM writes the registers of one
// chip through /dev/mem, beside the kernel that owns them), and its LEDs know
// no triggers. Both are a handful of small files.
//
// A PWM chip has no label: it is found by the name of its device
// (/sys/class/pwm/pwmchipN/device). A channel goes on as it was told last when
// the program dies, so the fault lamp doesn't belong there (board/profile
// refuses it).
package sysled

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

const (
	checkEach = time.Second     // how soon a lamp that is gone is noticed
	openEach  = 2 * time.Second // how soon one that came back is
)

// Kernel is where sysfs is; tests have one of their own.
const Kernel = "/sys"

// device is a channel or a LED.
type device interface {
	// open finds it and takes it. It tells what is wrong and what to do.
	open() error
	// dims says that it can shine less.
	dims() bool
	// light shows now: 0 dark, 255 as bright as it can. After silence the
	// kernel goes over to hung by itself, where it can.
	light(now, hung uint8) error
	// check says that it isn't any more as it was told.
	check() error
	// close darkens it and gives it back.
	close()
}

// light is one lamp, or one of its colours.
type light struct {
	device
	lamp   string
	lit    func(board.Colour) bool
	hung   uint8
	now    uint8
	opened bool
}

// Lamps are those of a profile that are lit by sysfs.
type Lamps struct {
	profile  board.Profile
	root     string
	lights   []*light
	hung     []board.Shine
	pictures chan []board.Shine // newest, one slot
}

// New makes the driver of all lamps of p at PWMs and LEDs of the sysfs at root.
func New(p board.Profile, root string) *Lamps {
	l := &Lamps{profile: p, root: root, hung: lamp.Hung(p), pictures: make(chan []board.Shine, 1)}
	for _, one := range p.Lamps {
		l.add(one)
	}
	for _, k := range p.Keys {
		l.add(k.Lamp)
	}
	return l
}

func (l *Lamps) add(one board.Lamp) {
	for _, its := range lamp.Lights(one) {
		if d := l.device(one.Name, its.Line); d != nil {
			light := &light{device: d, lamp: one.Name, lit: its.Lit}
			light.hung = light.level(l.hung)
			l.lights = append(l.lights, light)
		}
	}
}

func (l *Lamps) device(owner string, line board.Line) device {
	for _, p := range l.profile.PWMs {
		if p.Name == line.Where {
			return &channel{owner: owner, line: line, chip: p, root: l.root}
		}
	}
	for _, name := range l.profile.LEDs {
		if name == line.Where {
			return &led{owner: owner, line: line, root: l.root}
		}
	}
	return nil
}

// nightly is what a lamp gives off at night, of 255.
const nightly = 24

// level is what the picture wants of this light; no picture: dark.
func (l *light) level(picture []board.Shine) uint8 {
	for _, s := range picture {
		switch {
		case s.Lamp != l.lamp || !l.lit(s.Colour) || s.Rest && !l.dims():
		case s.Dim:
			return nightly
		default:
			return 255
		}
	}
	return 0
}

// Wired says whether the profile has any lamp here.
func (l *Lamps) Wired() bool { return len(l.lights) > 0 }

// Shine brings the newest picture.
func (l *Lamps) Shine(picture []board.Shine) {
	select {
	case <-l.pictures:
	default:
	}
	l.pictures <- picture
}

// Run has the lamps until ctx ends; see [github.com/spojka/spojka/board/panel.Driver].
func (l *Lamps) Run(ctx context.Context, _ func(board.Edge), trouble func(string)) {
	defer l.close()
	check := time.NewTicker(checkEach)
	defer check.Stop()
	tried := time.Now()
	trouble(l.open())
	for {
		select {
		case <-ctx.Done():
			return
		case picture := <-l.pictures:
			l.show(picture)
		case now := <-check.C:
			if l.check() || l.missing() && now.Sub(tried) >= openEach {
				tried = now
				trouble(l.open())
			}
		}
	}
}

// show lights what the picture says, again also when that isn't new: it keeps
// the kernel from taking the box for dead. What fails is found by check.
func (l *Lamps) show(picture []board.Shine) {
	for _, one := range l.lights {
		one.now = one.level(picture)
		if one.opened {
			_ = one.light(one.now, one.hung)
		}
	}
}

func (l *Lamps) open() string {
	var failed []string
	for _, one := range l.lights {
		if one.opened {
			continue
		}
		err := one.open()
		if err == nil {
			err = one.light(one.now, one.hung)
		}
		if one.opened = err == nil; err != nil {
			failed = append(failed, fmt.Sprintf("%s: %v", one.lamp, err))
		}
	}
	return strings.Join(failed, "; ")
}

// check lets go of lamps that are gone.
func (l *Lamps) check() (gone bool) {
	for _, one := range l.lights {
		if one.opened && one.check() != nil && one.light(one.now, one.hung) != nil {
			one.opened, gone = false, true
		}
	}
	return gone
}

func (l *Lamps) missing() bool {
	for _, one := range l.lights {
		if !one.opened {
			return true
		}
	}
	return false
}

func (l *Lamps) close() {
	for _, one := range l.lights {
		if one.opened {
			one.close()
		}
	}
}
