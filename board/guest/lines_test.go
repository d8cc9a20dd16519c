package guest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/warthog618/go-gpiocdev"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/buses"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/profile"
)

// lines of the contract. The first key is held down at the start; gpio-sim
// takes a requested pull for the finger, so that one has none.
const lines = `
chip a sim0
lamp led-power power one a/LED_POWER
lamp led-fault fault one !a/LED_FAULT
key key-b seat:201 press a/KEY_B
key key-a on-air press !a/KEY_A pull-up debounce 5ms red a/LED_RED green a/LED_GREEN
key key-c seat:202 press a/#2 pull-down debounce 10ms
`

func TestInGuestLines(t *testing.T) {
	inGuest(t)
	p := parse(t, lines)
	c := chip{t, "sim0"}
	for i := range p.Keys {
		if p.Keys[i].Press.Name == "#2" {
			p.Keys[i].Press.Name = "KEY_C" // the finger finds lines by name
		}
	}
	boardtest.Contract(t, p, chardev.New(p, nil), c)
	if c.Get(board.Line{Name: "LED_POWER"}) {
		t.Error("the power lamp stays lit when the box stops")
	}
}

// Chips are found by label: with the same labels in the other order of numbers
// the same lines move.
func TestInGuestChipsInOtherOrder(t *testing.T) {
	inGuest(t)
	p := parse(t, "chip one sim0\nchip two sim1\nlamp led-power power one one/LED_POWER\nlamp led-trunk trunk one two/LED_D")
	a, b := chip{t, "sim0"}, chip{t, "sim1"}
	firstNow := func() bool { return device(t, "sim0") < device(t, "sim1") }
	before := firstNow()
	h := start(t, chardev.New(p, nil))
	picture := []board.Shine{{Lamp: "led-power", Colour: board.Green}}
	lit := func() bool { return a.Get(board.Line{Name: "LED_POWER"}) && !b.Get(board.Line{Name: "LED_D"}) }
	h.d.Shine(picture)
	h.await("the first chip's lamp", lit)
	a.Unplug()
	b.Unplug()
	if before { // now the other has the lower number
		b.Plug()
		a.Plug()
	} else {
		a.Plug()
		b.Plug()
	}
	if firstNow() == before {
		t.Fatal("the chips have the same order: the test shows nothing")
	}
	h.d.Shine(picture)
	h.await("the first chip's lamp at its new number", lit)
}

// A line that another program has, and a chip that isn't there, are said with
// a remedy and do no harm to the rest.
func TestInGuestBusyLine(t *testing.T) {
	inGuest(t)
	p := parse(t, "chip a sim0\nchip z pinctrl-bcm2711\nlamp led-power power one a/LED_POWER\nlamp led-fault fault one a/LED_FAULT\nlamp led-trunk trunk one z/GPIO4")
	other, err := gpiocdev.RequestLine(device(t, "sim0"), 4, gpiocdev.AsOutput(0), gpiocdev.WithConsumer("another"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	h := start(t, chardev.New(p, nil))
	h.await("busy and absent", func() bool {
		s := h.trouble()
		return strings.Contains(s, `led-power: line a/LED_POWER can't be had`) && strings.Contains(s, `"another" uses it`) && strings.Contains(s, "and 1 more")
	})
	h.d.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}, {Lamp: "led-fault", Colour: board.Red}})
	h.await("the free line", func() bool { return chip{t, "sim0"}.Get(board.Line{Name: "LED_FAULT"}) })
	if err := other.Close(); err != nil {
		t.Error(err)
	}
	h.await("the line that became free", func() bool { return chip{t, "sim0"}.Get(board.Line{Name: "LED_POWER"}) })
	h.await("the trouble that is left", func() bool {
		s := h.trouble()
		return strings.Contains(s, "there is no chip labelled pinctrl-bcm2711") && !strings.Contains(s, " more")
	})
}

// Chips that may not be opened aren't taken for absent ones.
func TestInGuestNoLeave(t *testing.T) {
	inGuest(t)
	barred := exec.Command("/proc/self/exe", "-test.run=^TestInGuestBarred$", "-test.v")
	barred.Env = append(os.Environ(), "SPOJKA_BARRED=1")
	barred.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 1000, Gid: 1000}}
	out, err := barred.CombinedOutput()
	for owner, device := range map[string]string{"led-power": "gpiochip", "x1": "i2c-0: ", "strip": "spidev0.0: "} {
		if err != nil || !strings.Contains(string(out), owner+": there is no leave to open /dev/"+device) {
			t.Errorf("%s%v", out, err)
		}
	}
}

// TestInGuestBarred is that program.
func TestInGuestBarred(t *testing.T) {
	if os.Getenv("SPOJKA_BARRED") == "" {
		t.Skip("is a part of TestInGuestNoLeave")
	}
	p := parse(t, "chip a sim0\nexpander x1 i2c 0 0x20\nchain strip spi 0.0 apa102 2\nlamp led-power power one a/LED_POWER\nlamp b network one x1/A0\nlamp c trunk pixel strip/0")
	for _, d := range []boardtest.Driver{chardev.New(p, nil), buses.New(p, buses.Kernel())} {
		fmt.Println(start(t, d).trouble())
	}
}

// A line that flutters as fast as it can overflows the kernel's queue. That
// is noticed, the last level is right, and another key is heard at once.
func TestInGuestFlood(t *testing.T) {
	inGuest(t)
	p := parse(t, "chip a sim0\nchip b sim1\nkey key-b on-air press a/KEY_B\nkey key-d on-air press b/KEY_D")
	l := chardev.New(p, nil)
	h := start(t, l)
	h.slow = 2 * time.Millisecond // the panel is busy: the queue overflows
	flutter, err := os.OpenFile(chip{t, "sim0"}.file("KEY_B", "pull"), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer flutter.Close()
	n := 0
	for began := time.Now(); time.Since(began) < 2*time.Second; n++ {
		if _, err := flutter.WriteString([]string{"pull-up", "pull-down"}[n%2]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := flutter.WriteString("pull-up"); err != nil {
		t.Fatal(err)
	}
	c := chip{t, "sim1"}
	began := time.Now()
	c.Set(board.Line{Name: "KEY_D"}, true)
	h.await("the other key", func() bool { return h.down("key-d") })
	t.Logf("%d edges made, %d told, %d lost and noticed; the other key was heard after %s", n, h.count("key-b"), l.Lost(), time.Since(began))
	h.await("the last level", func() bool { return h.down("key-b") })
	if l.Lost() == 0 {
		t.Error("no edge was noticed to be lost: the flood was too weak to show anything")
	}
}

func parse(t *testing.T, text string) board.Profile {
	t.Helper()
	p, err := profile.Parse("test", text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// device is the chip of this label.
func device(t *testing.T, label string) string {
	t.Helper()
	for _, name := range gpiocdev.Chips() {
		c, err := gpiocdev.NewChip(name)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if c.Label == label {
			return name
		}
	}
	t.Fatalf("no chip %s", label)
	return ""
}

func start(t *testing.T, d boardtest.Driver) *hands {
	h := &hands{T: t, d: d, edges: map[string][]board.Edge{}}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	t.Cleanup(func() { stop(); <-done })
	go func() { defer close(done); d.Run(ctx, h.edge, h.tell) }()
	h.await("open", func() bool { h.mu.Lock(); defer h.mu.Unlock(); return h.told })
	return h
}
