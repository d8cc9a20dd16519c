// Package profile reads how a front is wired. A profile is a text, one
// statement a line, # begins a comment:
//
//	title Raspberry Pi 4, panel with 8 keys
//	seat 201                                  # where the presser sits; without: the only agent signed on
//	chip soc pinctrl-bcm2711                  # name, label of the chip (several: any of them; none: any chip)
//	expander x1 i2c 1 0x20 int !soc/GPIO25    # MCP23017 on bus 1; int: the line of its INT output
//	chain strip spi 0.0 apa102 16             # 16 LEDs on bus 0, chip select 0
//	pwm dim fe20c000.pwm period 1ms           # PWM chip by its device (several: any of them)
//	leds kernel                               # the kernel's own LEDs: /sys/class/leds
//	lamp led-power power one soc/GPIO17
//	lamp led-trunk trunk pixel strip/0
//	lamp led-network network one dim/0
//	lamp led-fault fault one kernel/ACT
//	key key-1 seat:201 press !x1/A0 pull-up debounce 10ms red x1/B0 green x1/B1
//
// A lamp or key has a name, a function and its lines. Functions are power,
// network, trunk, waiting, message, recording, fault, seat:ID, queue:ID,
// trunk:ID, break:1 to break:9, night, night:ID, on-air, answer, hold, hang-up and free; seat:#1
// is the office's first seat. A line is CHIP/NAME, CHIP/#NUMBER, EXPANDER/A0
// to B7, CHAIN/PIXEL, PWM/CHANNEL or LEDS/NAME; ! before it means that low is
// yes (a key that pulls to ground, a lamp that lights when low).
//
// Outputs fall back to their pull when the box stops or crashes. So wire the
// fault lamp to light when low with a pull-down at its line, the others the
// other way: a dead box then shows a fault and nothing else. A LED of the
// kernel is lit or darkened by the kernel itself when nobody tells it any more
// that the box lives. Lamps at expanders, chains and PWMs keep what they
// showed last: the fault lamp doesn't belong there.
//
// At night ([board.Shine]) lamps at PWMs, chains and dimmable LEDs of the
// kernel shine less. Those at chips and expanders are on or off: the ones that
// only say that all is well are dark, the others as by day.
package profile
