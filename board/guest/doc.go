// Package guest holds the tests of the front on the kernel's own interfaces,
// in a small emulated computer: simulated lines (gpio-sim), an I²C bus with
// plain registers and an SPI loop. It has no code for the box.
//
// Lines are the real thing there: character device, edges, debounce, names,
// a chip that goes away. Two things are not: the registers at the I²C bus
// are no MCP23017 (nothing clears an interrupt by itself, the test plays the
// chip), and nobody sees an LED behind the SPI loop.
package guest
