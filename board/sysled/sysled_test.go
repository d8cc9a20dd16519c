package sysled

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/profile"
)

// tree is a sysfs made of plain files: a chip with two channels and two LEDs,
// of which one kernel has the one trigger and the other the other.
type tree struct {
	*testing.T
	root string
}

func newTree(t *testing.T) tree {
	tr := tree{t, t.TempDir()}
	tr.Plug()
	return tr
}

func (t tree) Plug() {
	t.put("devices/other.pwm/x", "")
	t.put("devices/fe20c000.pwm/x", "")
	for n, device := range []string{"other.pwm", "fe20c000.pwm"} { // found by the device, not by the number
		chip := fmt.Sprintf("class/pwm/pwmchip%d", n)
		t.put(chip+"/export", "")
		if err := os.Symlink("../../../devices/"+device, filepath.Join(t.root, chip, "device")); err != nil {
			t.Fatal(err)
		}
		for c := range 2 {
			for _, file := range []string{"duty_cycle", "period", "enable"} {
				t.put(fmt.Sprintf("%s/pwm%d/%s", chip, c, file), "0\n")
			}
		}
	}
	for led, triggers := range map[string]string{"ACT": "[none] timer oneshot pattern\n", "PWR": "none [timer] oneshot\n", "old": "[none] timer\n"} {
		t.put("class/leds/"+led+"/trigger", triggers)
		t.put("class/leds/"+led+"/max_brightness", "1\n")
		t.put("class/leds/"+led+"/brightness", "0\n")
	}
}

func (t tree) Unplug() {
	if err := os.RemoveAll(filepath.Join(t.root, "class")); err != nil {
		t.Fatal(err)
	}
}

func (t tree) put(file, text string) {
	path := filepath.Join(t.root, file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (t tree) get(file string) string {
	b, _ := os.ReadFile(filepath.Join(t.root, file))
	return strings.TrimSpace(string(b))
}

func (t tree) Set(board.Line, bool)            {}
func (t tree) Pixel(board.Line) (r, g, b byte) { return 0, 0, 0 }

// Get is whether the lamp is lit at first, while it is told that the box lives.
func (t tree) Get(l board.Line) bool {
	if l.Where == "p" {
		dir := "class/pwm/pwmchip1/pwm" + l.Name
		duty, _ := strconv.Atoi(t.get(dir + "/duty_cycle"))
		return t.get(dir+"/enable") == "1" && duty > 0
	}
	dir := "class/leds/" + l.Name
	switch t.get(dir + "/trigger") {
	case "pattern":
		return strings.HasPrefix(t.get(dir+"/pattern"), "1 ")
	case "oneshot":
		return t.get(dir+"/delay_off") == "1" // it turns on first
	}
	return t.get(dir+"/brightness") == "1"
}

const front = `
pwm p 3f20c000.pwm fe20c000.pwm
leds k
lamp led-power power one p/0
lamp led-fault fault one k/ACT
lamp led-trunk trunk red p/1 green k/PWR
`

// The files of sysfs are written as the contract of all lamps wants it.
func TestContract(t *testing.T) {
	p, err := profile.Parse("test", front)
	if err != nil {
		t.Fatal(err)
	}
	tr := newTree(t)
	boardtest.Contract(t, p, New(p, tr.root), tr)
	if tr.get("class/pwm/pwmchip0/pwm0/enable") != "0" {
		t.Error("the chip of another device was touched")
	}
	if tr.get("class/leds/ACT/trigger") != "none" || tr.get("class/leds/ACT/brightness") != "1" {
		t.Error("a box that was stopped doesn't show a fault")
	}
}

// What is wrong is said with a remedy, each lamp by itself.
func TestTrouble(t *testing.T) {
	p, err := profile.Parse("test", "pwm p 1f00098000.pwm\npwm q fe20c000.pwm\nleds k\nlamp a power one p/0\nlamp b trunk one q/7\nlamp c waiting one k/green\nlamp d message one k/old\nlamp e network one q/1")
	if err != nil {
		t.Fatal(err)
	}
	tr := newTree(t)
	l := New(p, tr.root)
	var mu sync.Mutex
	said := ""
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.Run(ctx, func(board.Edge) {}, func(s string) { mu.Lock(); defer mu.Unlock(); said = s })
	}()
	defer func() { stop(); <-done }()
	l.Shine([]board.Shine{{Lamp: "e", Colour: board.Green}})
	for end := time.Now().Add(10 * time.Second); !tr.Get(board.Line{Where: "p", Name: "1"}); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the lamp that is there isn't lit")
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for _, want := range []string{
		"a: there is no PWM at 1f00098000.pwm: switch it on in the board's settings", "b: channel q/7 isn't ready",
		"c: there is no LED green", "see ls /sys/class/leds", "d: the kernel can't light LED old by itself when the box dies: load ledtrig-pattern",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q doesn't say %q", said, want)
		}
	}
}

// At night a LED that can't be dimmed is dark where it only says that all is
// well, as a line of a chip is; a channel shines less.
func TestNight(t *testing.T) {
	p, err := profile.Parse("test", front)
	if err != nil {
		t.Fatal(err)
	}
	l := New(p, newTree(t).root)
	l.open()
	resting := []board.Shine{
		{Lamp: "led-power", Colour: board.Green, Dim: true, Rest: true}, {Lamp: "led-trunk", Colour: board.Amber, Dim: true, Rest: true},
	}
	levels := map[string]uint8{}
	for _, one := range l.lights {
		levels[one.lamp+" "+fmt.Sprintf("%T", one.device)] += one.level(resting)
	}
	want := map[string]uint8{"led-power *sysled.channel": nightly, "led-trunk *sysled.channel": nightly, "led-trunk *sysled.led": 0, "led-fault *sysled.led": 0}
	if !maps.Equal(levels, want) {
		t.Errorf("at night: %v, not %v", levels, want)
	}
}
