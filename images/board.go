package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// board says what differs between the computers an image is made for.
type board struct {
	arch   string // GOARCH
	goarm  string // GOARM, with arch arm
	kernel string // module with the kernel
	// firmware and eeprom are modules with the loader's files; empty: the
	// board brings UEFI.
	firmware, eeprom string
	console          string
	// hostServices run beside the box: the network address and the clock.
	hostServices []string
	// bootLines switch on what a front hangs on, and let its lines fall back to
	// their pulls when the box dies.
	bootLines []string
	// flags of the box that the board's network asks for.
	flags []string
}

// imageBytes is the size of every image: the least that gokrazy takes, with
// 96 MB of it for data. The data partition grows at the first start.
const imageBytes = 1258299392

const (
	serviceDHCP   = "github.com/gokrazy/gokrazy/cmd/dhcp"
	serviceNTP    = "github.com/gokrazy/gokrazy/cmd/ntp"
	serviceRandom = "github.com/gokrazy/gokrazy/cmd/randomd"
)

// boards by the name given with --board. virt is a computer that only exists
// in the emulator: its clock is the host's, so it asks no time server and its
// tests reach nothing outside; phones find it at this computer's loopback.
var boards = map[string]board{
	"virt": {
		arch: "arm64", kernel: "github.com/gokrazy/kernel.arm64", console: "ttyAMA0,115200",
		hostServices: []string{serviceDHCP, serviceRandom},
		flags:        []string{"--advertise=127.0.0.1", fmt.Sprintf("--rtp=%d-%d", emulatedRTP[0], emulatedRTP[1])},
	},
	"raspberrypi": {
		arch: "arm64", kernel: "github.com/gokrazy/kernel.rpi", firmware: "github.com/gokrazy/firmware", console: "disabled",
		hostServices: []string{serviceDHCP, serviceNTP, serviceRandom},
		bootLines:    []string{"dtparam=i2c_arm=on", "dtparam=spi=on", "dtparam=strict_gpiod"},
		flags:        []string{"--board=auto"},
	},
}

func boardNamed(name string) (board, error) {
	b, ok := boards[name]
	if !ok {
		known := strings.Join(slices.Sorted(maps.Keys(boards)), ", ")
		return board{}, fmt.Errorf("there is no board %q: use one of %s", name, known)
	}
	return b, nil
}
