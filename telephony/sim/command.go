package sim

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

const callHelp = `spojka call: ring in as a customer over the simulated trunk

Usage: spojka call [options]

The call is real SIP and sound. What happens is printed step by step, with the
time since the start. The exit status is 0 only when an operator answered and
both were heard: the caller heard the operator's phone after it had answered,
and that phone (a simulated one tells; of a real one, the box's own count of
packets passed on to it) heard the caller. While nobody is ready the caller
waits in the queue, as a customer does, until --wait is over.

Options:
`

// callOptions are the options of `spojka call`.
type callOptions struct {
	from, to, name, server, local, data string
	file, digits, save                  string
	hold, wait                          time.Duration
	tone                                float64
	hangUpRinging                       bool
}

// Box is what a running box tells about a call; every field may be nil.
type Box struct {
	Snapshot func(context.Context) (*telephony.Snapshot, error)
	Seats    *SeatsClient
	// PassedOn is how many packets of sound the box sent to the operator of
	// this call.
	PassedOn func(context.Context, telephony.CallID) (uint64, error)
}

func parseCall(args []string, out io.Writer) (o callOptions, err error) {
	f := flag.NewFlagSet("spojka call", flag.ContinueOnError)
	f.SetOutput(out)
	f.StringVar(&o.from, "from", "+420777123456", "`number` of the caller, or anonymous")
	f.StringVar(&o.to, "to", "800100200", "`number` called")
	f.StringVar(&o.name, "name", "", "`name` that the caller's provider sends")
	f.DurationVar(&o.hold, "hold", 5*time.Second, "how long to talk before hanging up")
	f.DurationVar(&o.wait, "wait", 2*time.Minute, "how long to wait for an operator")
	f.StringVar(&o.file, "file", "", "WAV `file` that the caller plays once (8 kHz, 16 bit or G.711)")
	f.Float64Var(&o.tone, "tone", 440, "tone in `Hz` that the caller sounds")
	f.StringVar(&o.digits, "digits", "", "`keys` that the caller presses once the box has answered")
	f.BoolVar(&o.hangUpRinging, "hang-up-ringing", false, "give up while the operator's phone rings")
	f.StringVar(&o.save, "save", "", "WAV `file` to write with all that the caller heard")
	f.StringVar(&o.server, "server", "127.0.0.1:5060", "`address` of the box's SIP port")
	f.StringVar(&o.local, "local", "127.0.0.2", "`address` to call from: one that the simulated trunk has")
	f.StringVar(&o.data, "data", "data", "`folder` of the box's data, to look into the box while calling")
	f.Usage = func() {
		fmt.Fprint(out, callHelp)
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("unexpected %q: options begin with --, see spojka call --help", f.Arg(0))
	}
	return o, nil
}

// CallCommand is the body of `spojka call`. box opens what can be known of
// the box whose data are in a folder.
func CallCommand(ctx context.Context, args []string, out io.Writer, box func(data string) Box) error {
	o, err := parseCall(args, out)
	if err != nil {
		return err
	}
	if o.data, err = filepath.Abs(o.data); err != nil {
		return err
	}
	phone, err := o.phone()
	if err != nil {
		return err
	}
	defer phone.Close()
	c := &caller{o: o, out: out, box: box(o.data), began: time.Now(), phone: phone}
	return c.run(ctx)
}

// phone is the caller's, at the trunk's address.
func (o callOptions) phone() (*Phone, error) {
	server, err := netip.ParseAddrPort(o.server)
	if err != nil {
		return nil, fmt.Errorf("--server %q is not an address with a port: use for example 127.0.0.1:5060", o.server)
	}
	local, err := netip.ParseAddr(o.local)
	if err != nil {
		return nil, fmt.Errorf("--local %q is not an address: use 127.0.0.2", o.local)
	}
	source := Tone(o.tone, -20)
	if o.file != "" {
		samples, err := ReadWAV(o.file)
		if err != nil {
			return nil, err
		}
		source = Samples(samples)
	}
	if err := knock(local, server); err != nil {
		return nil, err
	}
	return NewPhone(Options{Local: local, Server: server, User: number(o.from), Name: o.name, Play: func() Source { return source }})
}

// number is a number as a trunk sends it.
func number(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(s) }

// knock finds out at once that nobody listens, where a call would try for
// half a minute.
func knock(local netip.Addr, server netip.AddrPort) error {
	d := net.Dialer{LocalAddr: net.UDPAddrFromAddrPort(netip.AddrPortFrom(local, 0)), Timeout: time.Second}
	conn, err := d.Dial("udp", server.String())
	if err != nil {
		return fmt.Errorf("calling from %s: %w; choose another address with --local", local, err)
	}
	defer conn.Close()
	_, _ = conn.Write([]byte("\r\n\r\n")) // a keep-alive: no answer is asked for
	_ = conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	_, err = conn.Read(make([]byte, 16))
	var timeout net.Error
	if err != nil && !(errors.As(err, &timeout) && timeout.Timeout()) {
		return fmt.Errorf("nothing answers at %s: start the box with `make run`, or name its port with --server", server)
	}
	return nil
}
