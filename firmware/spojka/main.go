// Command spojka is the whole box in one program: started with run it keeps
// three processes going (brain, media, worker), started with call it rings in
// as a simulated customer. This package only plugs rooms together.
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

const usage = `spojka: a call centre in one box

Usage: spojka COMMAND [options]

  run      start the whole box and keep it running (Ctrl-C stops it)
  call     ring in as a simulated customer through the simulated trunk
  status   show what the running box is doing
  audit    compare the recordings with the calls, read each to its end
  backup   write all that the running box keeps into one file
  restore  fill an empty folder from such a file
  help     show this text; "spojka COMMAND --help" tells a command's options

Started by run, not by hand:
  brain    decides: calls, queues, pages
  media    sound: relay, prompts, recording
  worker   makes MP3 files in the background
  sim      simulated phones (development only)
`

// commands by name. Each gets the arguments after its name.
var commands = map[string]func(context.Context, []string) error{
	"run":     run,
	"brain":   brain,
	"media":   mediaProcess,
	"worker":  worker,
	"sim":     simPhones,
	"call":    call,
	"status":  status,
	"audit":   audit,
	"backup":  backup,
	"restore": restore,
}

func main() {
	name := "help"
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	args := os.Args[min(2, len(os.Args)):]
	if name == "help" && len(args) > 0 { // spojka help run
		name, args = args[0], []string{"--help"}
	}
	command, ok := commands[name]
	if !ok {
		fmt.Print(usage)
		if name != "help" && name != "--help" && name != "-h" {
			os.Exit(2)
		}
		return
	}
	_ = os.WriteFile("/proc/self/comm", []byte("spojka "+name), 0)
	syscall.Umask(0o077) // files, sockets and folders of the box are its own user's
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := command(ctx, args)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	default:
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintln(os.Stderr, "spojka:", strings.TrimSpace(line))
		}
		os.Exit(1)
	}
}
