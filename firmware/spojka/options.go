package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// describe says what a command does, for its help.
var describe = map[string]string{
	"run":     "start the whole box and keep it running; Ctrl-C stops it",
	"status":  "show what the running box is doing",
	"audit":   "compare the recordings with the calls of the running box, read each to its end; it fails when something is wrong",
	"backup":  "write all that the running box keeps into one file",
	"restore": "fill an empty folder from the file that backup wrote",
	"brain":   "decide: calls, queues, pages (started by run)",
	"media":   "carry the sound (started by run)",
	"worker":  "make MP3 files in the background (started by run)",
	"sim":     "simulate the phones of the example office (started by run)",
}

// option is one that a command may have.
type option struct {
	name string
	of   string // the commands that use it
	add  func(f *flag.FlagSet, s *settings, name string)
}

func text(of, name, value string, at func(*settings) *string, help string) option {
	return option{name, of, func(f *flag.FlagSet, s *settings, name string) { f.StringVar(at(s), name, value, help) }}
}

func whole(of, name string, value int, at func(*settings) *int, help string) option {
	return option{name, of, func(f *flag.FlagSet, s *settings, name string) { f.IntVar(at(s), name, value, help) }}
}

func choice(of, name string, value bool, at func(*settings) *bool, help string) option {
	return option{name, of, func(f *flag.FlagSet, s *settings, name string) { f.BoolVar(at(s), name, value, help) }}
}

// options of all commands; run hands those that its children use on to them.
var options = []option{
	text("run status audit backup restore brain media worker sim", "data", "data", func(s *settings) *string { return &s.data },
		"`folder` with everything that the box keeps"),
	text("run brain media sim", "listen", "127.0.0.1", func(s *settings) *string { return &s.listen },
		"`address` of IPv4 or IPv6 for SIP, sound and page; 0.0.0.0 lets phones on the local network in, :: those by IPv6, too"),
	text("run brain", "advertise", "", func(s *settings) *string { return &s.advertise },
		"`address` that phones are told to send sound to, where it differs (NAT)"),
	whole("run brain", "web-port", 8080, func(s *settings) *int { return &s.webPort }, "`port` of the page"),
	whole("run brain sim", "sip-port", 5060, func(s *settings) *int { return &s.sipPort }, "`port` of SIP, UDP and TCP"),
	text("run media", "rtp", "20000-21999", func(s *settings) *string { return &s.rtp }, "`range` of UDP ports for sound"),
	choice("run brain", "example", true, func(s *settings) *bool { return &s.example }, "let an empty box begin without the example office"),
	choice("run brain", "sim", true, func(s *settings) *bool { return &s.sim }, "run no simulated phones"),
	text("run brain", "board", "sim", func(s *settings) *string { return &s.profile }, "`profile` of the board and its front panel, by name or as a file with a / in its path; auto: as the board calls itself, once an installer says that a panel hangs on it"),
	{"sync-delay", "run brain", func(f *flag.FlagSet, s *settings, name string) {
		f.DurationVar(&s.syncDelay, name, 0, "pretend that each write to the disk takes this `long` (tests)")
	}},
	text("run brain", "clock-off", "", func(s *settings) *string { return &s.clockOff },
		"`file` that says how wrong the clock is to be, \"-1h\" (tests)"),
	text("backup restore", "file", "", func(s *settings) *string { return &s.file }, "the backup's `name`; backup makes one with the date"),
	choice("backup", "recordings", false, func(s *settings) *bool { return &s.recordings }, "with the recordings, which can be large"),
	choice("run", "grow", false, func(s *settings) *bool { return &s.grow }, "make the partition with the data fill its disk (images)"),
	text("run", "watchdog", "", func(s *settings) *string { return &s.watchdog },
		"`device` that starts the computer anew when the box hangs: /dev/watchdog (images)"),
	text("run", "console", "", func(s *settings) *string { return &s.console }, "`device` that shows what the box prints, too (images)"),
}

// flags are the options of a command, filled into s.
func flags(command string, s *settings) *flag.FlagSet {
	f := flag.NewFlagSet(command, flag.ContinueOnError)
	f.SetOutput(io.Discard) // what is wrong is said once, by main
	for _, o := range options {
		if slices.Contains(strings.Fields(o.of), command) {
			o.add(f, s, o.name)
		}
	}
	return f
}

// parse reads the options of a command.
func parse(command string, args []string) (settings, error) {
	s := settings{data: "data", listen: "127.0.0.1", rtp: "20000-21999", profile: "sim"}
	f := flags(command, &s)
	s.given = f
	err := f.Parse(args)
	switch {
	case err == flag.ErrHelp:
		help(os.Stdout, command, f)
		return s, err
	case err != nil:
		said := strings.NewReplacer("flag provided but not defined: -", "there is no option --", "for flag -", "for --").Replace(err.Error())
		return s, fmt.Errorf("%s; see spojka %s --help", said, command)
	case f.NArg() > 0:
		return s, fmt.Errorf("unexpected %q: options begin with --; see spojka %s --help", f.Arg(0), command)
	}
	return s, s.check()
}

func help(w io.Writer, command string, f *flag.FlagSet) {
	fmt.Fprintf(w, "spojka %s: %s\n\nUsage: spojka %s [options]\n\nOptions:\n", command, describe[command], command)
	f.VisitAll(func(o *flag.Flag) {
		value, what := flag.UnquoteUsage(o)
		switch o.DefValue {
		case "true": // an option that is on is there to be switched off
			value = "=false"
		case "", "false", "0s":
		default:
			what += " (else " + o.DefValue + ")"
		}
		if value != "" && value[0] != '=' {
			value = " " + strings.ToUpper(value)
		}
		fmt.Fprintf(w, "  --%s%s\n        %s\n", o.Name, value, what)
	})
}

// args gives a child of run those of its options that the child uses.
func (s settings) args(child string) []string {
	all := []string{child}
	flags(child, new(settings)).VisitAll(func(o *flag.Flag) {
		all = append(all, "--"+o.Name+"="+s.given.Lookup(o.Name).Value.String())
	})
	return all
}
