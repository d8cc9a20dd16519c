package load

import (
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"os"
	"time"

	"github.com/spojka/spojka/firmware/supervise"
)

// Job is what is to be measured, as JSON on standard input.
type Job struct {
	What    string // offer, freed, transit, handled, talk or relay
	Box     netip.AddrPort
	Trunk   netip.Addr // address that the box takes calls from
	Phones  netip.Addr // address of all phones
	Number  string     // number that leads to the queue
	Control string     // the box's control socket
	Seats   []Seat
	Calls   int           // how many at once, or in all
	For     time.Duration // how long to measure
	Pids    []int         // processes of the box, for their CPU time
	// Relay are the ports of a bare relay to measure instead of a box.
	Relay []netip.AddrPort
}

// Seat is a phone with the operator who sits at it.
type Seat struct {
	Seat, Password, Agent string
}

// Outcome is what was measured, as JSON on standard output.
type Outcome struct {
	Took     Spread          // from ring to ring, from freed to ring, or one way of sound
	Calls    int             // calls that went through
	Failed   int             // calls that did not
	Sent     int             // packets of sound
	Lost     int             // of them
	Elapsed  time.Duration   // of the measured part
	CPU      time.Duration   // of the box in it
	OwnCPU   time.Duration   // of the generator in it
	RealTime bool            // the generator had real-time priority
	CPUs     []time.Duration // of each process of the job
	// Before, First and During are the memory in bytes of each process of the
	// job, with everybody signed on and no call, with one, and while all talk.
	Before, First, During []int64
	Trouble               string // the first thing that went wrong
}

// Spread is a distribution.
type Spread struct {
	N                   int
	P50, P90, P99, Most time.Duration
}

// Main is the process: it reads a job, does it and writes the outcome.
func Main(in io.Reader, out io.Writer) error {
	supervise.AsRealTime()
	var j Job
	if err := json.NewDecoder(in).Decode(&j); err != nil {
		return fmt.Errorf("reading the job: %w", err)
	}
	jobs := map[string]func(Job) (Outcome, error){
		"offer": offer, "freed": freed, "transit": transit, "handled": handled, "talk": talk, "sound": soundOnly,
	}
	do := jobs[j.What]
	if do == nil {
		return fmt.Errorf("there is no job %q", j.What)
	}
	o, err := do(j)
	if err != nil {
		return err
	}
	o.RealTime, _ = supervise.RealTime(os.Getpid())
	return json.NewEncoder(out).Encode(o)
}
