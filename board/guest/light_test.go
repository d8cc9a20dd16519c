package guest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/board/sysled"
)

// dim is the far end of labdim: what its chip and its LEDs were told.
type dim struct{ *testing.T }

func (d dim) Set(board.Line, bool)            {}
func (d dim) Pixel(board.Line) (r, g, b byte) { return 0, 0, 0 }
func (d dim) Unplug()                         { write(d.T, "/sys/bus/platform/drivers/labdim/unbind", "labdim") }
func (d dim) Plug()                           { write(d.T, "/sys/bus/platform/drivers/labdim/bind", "labdim") }
func (d dim) told(name string) string         { return read("/sys/kernel/debug/labdim/" + name) }
func (d dim) fault() bool                     { return d.told("lit0") != "0" }
func (d dim) power() bool                     { return d.told("lit1") != "0" }

func (d dim) Get(l board.Line) bool {
	switch l.Name {
	case "lab:red:fault":
		return d.fault()
	case "lab:green:power":
		return d.power()
	}
	return d.told("on"+l.Name) == "1" && d.told("duty"+l.Name) != "0"
}

// Channels of a real PWM chip and LEDs of the real LED class keep the contract
// of all lamps: they are found by device and name, come back after they were
// unplugged, and what is lit is lit at the far end.
func TestInGuestPWM(t *testing.T) {
	inGuest(t)
	p := parse(t, "pwm dim fe20c000.pwm labdim period 500us\nleds k\nlamp led-power power one dim/0\nlamp led-fault fault one k/lab:red:fault\nlamp led-trunk trunk red dim/1 green k/lab:green:power")
	d := dim{t}
	boardtest.Contract(t, p, sysled.New(p, sysled.Kernel), d)
	if d.told("duty0") != "0" || !d.fault() {
		t.Errorf("a box that was stopped shows power %s, fault %v", d.told("duty0"), d.fault())
	}
}

// At night a PWM lamp shines less.
func TestInGuestPWMAtNight(t *testing.T) {
	inGuest(t)
	p := parse(t, "pwm dim labdim period 500us\nlamp led-power power one dim/0\nlamp led-net network one !dim/1")
	h := start(t, sysled.New(p, sysled.Kernel))
	d := dim{t}
	for _, c := range []struct {
		dim        bool
		duty, less string
	}{{false, "500000", "0"}, {true, "47058", "452942"}} {
		h.d.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green, Dim: c.dim}, {Lamp: "led-net", Colour: board.Green, Dim: c.dim}})
		h.await("its light", func() bool { return d.told("duty0") == c.duty && d.told("duty1") == c.less })
	}
	if d.told("period0") != "500000" {
		t.Errorf("the period is %s", d.told("period0"))
	}
	write(t, "/sys/class/pwm/"+d.pwmchip()+"/pwm0/duty_cycle", "1") // somebody else
	h.await("its light again", func() bool { return d.told("duty0") == "47058" })
}

func (d dim) pwmchip() string {
	all, _ := os.ReadDir("/sys/class/pwm")
	for _, c := range all {
		if at, _ := filepath.EvalSymlinks("/sys/class/pwm/" + c.Name() + "/device"); filepath.Base(at) == "labdim" {
			return c.Name()
		}
	}
	d.Fatal("no chip")
	return ""
}

// The kernel's own triggers light the fault lamp and darken the power lamp
// when nobody tells it any more that the box lives, whether the program was
// killed or only stands still, and with either trigger.
//
// FAULTS 29.
func TestInGuestKernelLightsTheFaultLamp(t *testing.T) {
	inGuest(t)
	d := dim{t}
	const text = "leds k\nlamp led-power power one k/lab:green:power\nlamp led-fault fault one k/lab:red:fault"
	well := func() bool { return d.power() && !d.fault() }
	ill := func() bool { return d.fault() && !d.power() }
	for _, trigger := range []string{"pattern", "oneshot"} {
		h := &hands{T: t}
		signal := child(t, text)
		h.await("all is well", well)
		looks, flickers := 0, 0
		for began := time.Now(); time.Since(began) < 2*lamp.Silence; time.Sleep(5 * time.Millisecond) {
			if looks++; !well() {
				flickers++
			}
		}
		t.Logf("%s: a box that lives, looked at %d times, flickered %d times", trigger, looks, flickers)
		if trigger == "pattern" && flickers > 0 || flickers*10 > looks { // oneshot begins anew for a tick
			t.Fatal("the lamp of a box that lives flickers")
		}
		signal(syscall.SIGSTOP)
		began := time.Now()
		h.await("it stands still: a fault, and no power lamp", ill)
		t.Logf("%s: a program that stands still shows a fault after %s", trigger, time.Since(began))
		signal(syscall.SIGCONT)
		h.await("all is well again", well)
		time.Sleep(time.Second) // oneshot is begun anew by several writes: see sysled
		signal(syscall.SIGKILL)
		began = time.Now()
		h.await("it is dead: a fault, and no power lamp", ill)
		t.Logf("%s: one that is killed after %s", trigger, time.Since(began))
		time.Sleep(time.Second)
		if !ill() {
			t.Error("the fault doesn't last")
		}
		d.forget(trigger)
	}
}

// forget takes a trigger out of the kernel.
func (d dim) forget(trigger string) {
	for _, l := range []string{"lab:red:fault", "lab:green:power"} {
		write(d.T, "/sys/class/leds/"+l+"/trigger", "none")
	}
	if out, err := exec.Command("/bin/busybox", "rmmod", "ledtrig_"+trigger).CombinedOutput(); err != nil {
		d.Errorf("%s%v", out, err)
	}
}
