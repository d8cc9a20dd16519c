package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// guest is an emulated computer with an image in it.
type guest struct {
	image string
	// address is the host's address that the guest's ports appear at.
	address string
	// web and sip are the host's ports for the guest's 8080 and 5060.
	web, sip int
	// rtp is the range of UDP ports for sound, the same inside and outside.
	rtp [2]int
	// serial is the file for what the guest says on its console; empty: our
	// standard output.
	serial string
	memory int // MiB
	// card is the size in bytes of the card that the image is put on: the
	// image file is lengthened to it.
	card int64
	// rtc is the guest's clock at power-on in QEMU's words; empty: the host's.
	rtc string
}

// The emulator's network forwards ports one by one, so sound gets few: two a
// leg, enough for a handful of calls.
var emulatedRTP = [2]int{20000, 20031}

func (g guest) args(efi string) []string {
	port := func(network string, outside, inside int) string {
		return fmt.Sprintf(",hostfwd=%s:%s:%d-:%d", network, g.address, outside, inside)
	}
	net := "user,id=n0" + port("tcp", g.web, 8080) + port("tcp", g.sip, 5060) + port("udp", g.sip, 5060)
	for p := g.rtp[0]; p <= g.rtp[1]; p++ {
		net += port("udp", p, p)
	}
	args := []string{
		"-machine", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", strconv.Itoa(g.memory),
		"-accel", "tcg,thread=multi", "-bios", efi,
		"-drive", "if=none,id=d0,file=" + g.image + ",format=raw", "-device", "virtio-blk-pci,drive=d0",
		"-netdev", net, "-device", "virtio-net-pci,netdev=n0", "-device", "i6300esb",
		"-nographic", "-monitor", "none", "-serial", "file:/dev/fd/3", // see console
	}
	if g.rtc != "" {
		args = append(args, "-rtc", "base="+g.rtc)
	}
	return args
}

// start powers the guest on. It is switched off, as if its plug were pulled,
// when ctx ends; the caller waits for the command.
func (g guest) start(ctx context.Context) (*exec.Cmd, error) {
	qemu, err := findTool("qemu-system-aarch64", "qemu-system-arm")
	if err != nil {
		return nil, err
	}
	const efi = "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd"
	if _, err := os.Stat(efi); err != nil {
		return nil, fmt.Errorf("%s is missing: sudo apt-get install qemu-efi-aarch64", efi)
	}
	if err := g.insertCard(); err != nil {
		return nil, err
	}
	console, err := g.console()
	if err != nil {
		return nil, err
	}
	defer console.Close()
	cmd := exec.CommandContext(ctx, qemu, g.args(efi)...)
	cmd.Stderr = os.Stderr
	cmd.ExtraFiles = []*os.File{console}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 2 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the emulator: %w", err)
	}
	return cmd, nil
}

// console is where the emulator writes what the guest says. Our own output
// goes through a pipe: the emulator would cut off a file that it opens.
func (g guest) console() (*os.File, error) {
	if g.serial != "" {
		return os.Create(g.serial)
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	go func() { _, _ = io.Copy(os.Stdout, r) }()
	return w, nil
}

// insertCard lengthens the image file to the size of the card. The file stays
// as small on our disk as it was: what nobody wrote takes no space.
func (g guest) insertCard() error {
	is, err := os.Stat(g.image)
	if err != nil {
		return fmt.Errorf("there is no image %s: make it with make image BOARD=virt", g.image)
	}
	if is.Size() >= g.card {
		return nil
	}
	return os.Truncate(g.image, g.card)
}

// portsFree says which port is taken before the emulator says it in its way.
func (g guest) portsFree() error {
	for _, port := range []int{g.web, g.sip} {
		l, err := net.Listen("tcp", net.JoinHostPort(g.address, strconv.Itoa(port)))
		if err != nil {
			return fmt.Errorf("port %d: %w; choose others: make emulate ARGS=\"--web-port 8081 --sip-port 5062\"", port, err)
		}
		l.Close()
	}
	return nil
}
