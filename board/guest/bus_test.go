package guest

import (
	"os"
	"testing"

	"periph.io/x/conn/v3/i2c"
	"periph.io/x/host/v3/sysfs"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/buses"
	"github.com/spojka/spojka/board/chardev"
)

const labFail = "/sys/module/labbus/parameters/fail"

// registers are the expander's registers at labbus, which only keep what is
// written: the test plays the chip.
type registers struct {
	*testing.T
	dev i2c.Dev
	int chip
}

// Set moves a key's line: the levels, what pulled INT and the levels then,
// and INT itself.
func (r registers) Set(l board.Line, high bool) {
	level := r.get(0x12)
	if high {
		level |= bit(l)
	} else {
		level &^= bit(l)
	}
	r.put(0x0E, bit(l))
	r.put(0x10, level)
	r.put(0x12, level)
	r.int.Set(board.Line{Name: "EXP_INT"}, false)
	r.int.Set(board.Line{Name: "EXP_INT"}, true) // the chip lets go when it is read
	r.put(0x0E, 0)
}

func (r registers) Get(l board.Line) bool           { return r.get(0x14)&bit(l) != 0 && r.get(0x00)&bit(l) == 0 }
func (r registers) Pixel(board.Line) (a, b, c byte) { return 0, 0, 0 }

// Unplug lets every transfer fail; Plug brings the chip back without its
// settings.
func (r registers) Unplug() { write(r.T, labFail, "-6") }
func (r registers) Plug() {
	write(r.T, labFail, "0")
	r.reset()
}

func (r registers) reset() {
	r.put(0x00, 0xFFFF)
	for reg := byte(0x02); reg < 0x16; reg += 2 {
		r.put(reg, 0)
	}
}

func (r registers) get(reg byte) uint16 {
	var b [2]byte
	_ = r.dev.Tx([]byte{reg}, b[:]) // unplugged: nothing is lit
	return uint16(b[0]) | uint16(b[1])<<8
}

func (r registers) put(reg byte, v uint16) {
	r.Helper()
	if err := r.dev.Tx([]byte{reg, byte(v), byte(v >> 8)}, nil); err != nil {
		r.Error(err)
	}
}

func bit(l board.Line) uint16 { return 1 << (uint(l.Name[0]-'A')*8 + uint(l.Name[1]-'0')) }

// The whole way of a key at an expander: the INT line's edge by the character
// device, the registers by the I²C bus.
func TestInGuestExpander(t *testing.T) {
	inGuest(t)
	bus, err := sysfs.NewI2C(0)
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	r := registers{t, i2c.Dev{Bus: bus, Addr: 0x20}, chip{t, "sim0"}}
	r.reset()
	p := parse(t, `
chip a sim0
expander x1 i2c 0 0x20 int !a/EXP_INT
lamp led-power power one x1/B6
lamp led-trunk trunk one !x1/B7
key key-1 on-air press x1/A0 red x1/B0 green x1/B1
key key-2 seat:201 press !x1/A1 pull-up red !x1/B2
`)
	b := buses.New(p, buses.Kernel())
	start(t, chardev.New(p, b.Interrupt))
	boardtest.Contract(t, p, b, r)
}

// What the chain sends comes out of the SPI bus.
func TestInGuestChain(t *testing.T) {
	inGuest(t)
	p := parse(t, "chain strip spi 0.0 apa102 3\nlamp led-power power pixel strip/0\nlamp led-trunk trunk pixel strip/2")
	h := start(t, buses.New(p, buses.Kernel()))
	h.d.Shine([]board.Shine{{Lamp: "led-trunk", Colour: board.Red}})
	h.await("the red LED", func() bool {
		b, err := os.ReadFile("/sys/kernel/debug/labbus/mosi")
		return err == nil && len(b) >= 16 && string(b[:4]) == "\x00\x00\x00\x00" && b[4]&0xE0 == 0xE0 && b[7] == 0 && b[15] > 0 && b[14] == 0
	})
	write(t, labFail, "-5")
	h.await("the alarm", func() bool { return h.trouble() != "" })
	t.Log(h.trouble())
	write(t, labFail, "0")
	h.await("the end of the alarm", func() bool { return h.trouble() == "" })
}
