package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

const usage = `images: what a board boots

  build     make an image:   go run ./images build --board virt --out build/virt.img
  emulate   boot it here:    go run ./images emulate --image build/virt.img

Each command tells its options with --help.
`

func main() {
	commands := map[string]func(context.Context, []string) error{"build": buildCommand, "emulate": emulateCommand}
	name := ""
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	command, ok := commands[name]
	if !ok {
		fmt.Print(usage)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := command(ctx, os.Args[2:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(1)
	}
}

func buildCommand(ctx context.Context, args []string) error {
	var o order
	var flags string
	f := flag.NewFlagSet("images build", flag.ContinueOnError)
	f.StringVar(&o.board, "board", "virt", "`name` of the board")
	f.StringVar(&o.out, "out", "build/virt.img", "`file` to write the image to")
	f.StringVar(&flags, "flags", "", "more `options` for the box, separated by spaces")
	f.StringVar(&o.seed, "seed", "", "`folder` that the data partition begins with")
	if err := f.Parse(args); err != nil {
		return err
	}
	o.flags = strings.Fields(flags)
	if err := build(ctx, o); err != nil {
		return err
	}
	size, err := packedSize(o.out)
	if err != nil {
		return err
	}
	fmt.Printf("%s is ready: %.1f MB compressed\n", o.out, float64(size)/1e6)
	return nil
}

func emulateCommand(ctx context.Context, args []string) error {
	g := guest{address: "127.0.0.1", rtp: emulatedRTP, card: 4 << 30}
	f := flag.NewFlagSet("images emulate", flag.ContinueOnError)
	f.StringVar(&g.image, "image", "build/virt.img", "`file` with the image")
	f.IntVar(&g.web, "web-port", 8080, "`port` here for the guest's page")
	f.IntVar(&g.sip, "sip-port", 5060, "`port` here for the guest's SIP, UDP and TCP")
	f.IntVar(&g.memory, "memory", 1024, "`MiB` of memory in the guest")
	f.StringVar(&g.rtc, "clock", "", "the guest's `time` at power-on, such as 1970-01-01T00:00:00")
	if err := f.Parse(args); err != nil {
		return err
	}
	if err := g.portsFree(); err != nil {
		return err
	}
	cmd, err := g.start(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("page http://%s:%d/ · SIP %s:%d (UDP, TCP) · sound %d-%d (UDP) · up in about 15 s · Ctrl-C switches it off\n",
		g.address, g.web, g.address, g.sip, g.rtp[0], g.rtp[1])
	err = cmd.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}
