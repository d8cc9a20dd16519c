package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/supervise"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/record"
)

// shelf is where the recordings are.
func (s settings) shelf() record.Shelf {
	return record.Shelf{Tape: s.path("tape"), Out: s.path("audio")}
}

// auditor compares the recordings with the calls of the running box.
func auditor(s settings) record.Audit {
	calls := callLister{dialControl(s)}
	return record.Audit{Shelf: s.shelf(), Calls: calls.recorded, Of: keeper{calls}.Of}
}

// audit is the body of `spojka audit`.
func audit(ctx context.Context, args []string) error {
	s, err := parse("audit", args)
	if err != nil {
		return err
	}
	supervise.AsIdle()
	r, err := auditor(s).Run(ctx)
	if err != nil {
		return fmt.Errorf("%w; the box must be running, with its data in %s", err, s.data)
	}
	fmt.Printf("%d connected calls since %s, %d files, all of %d read in %s, %d still being made\n", r.Calls, r.Since, r.Files, r.Read, r.Took, r.Making)
	for _, f := range r.Findings {
		fmt.Printf("%-8s %s\n", f.Fault, f.ID)
	}
	for _, l := range r.Losses {
		fmt.Printf("lost     %s: the box went down at %s, when the call had hardly begun; no fault\n", l.ID, l.At.Format(time.RFC3339))
	}
	if n := r.Faults(); n > 0 {
		return fmt.Errorf("%d faults in the recordings", n)
	}
	fmt.Println("nothing is wrong")
	return nil
}

// callLister asks the brain for calls, through the control socket.
type callLister struct{ client *http.Client }

// callsAsked is how many calls are asked for at once: more would keep the
// brain from other work.
const callsAsked = 500

// recorded hands over the recordings of the calls that came in [from, until).
func (l callLister) recorded(ctx context.Context, from, until time.Time, page func([]record.Expected)) error {
	f := telephony.CallFilter{From: from, Until: until, Limit: callsAsked}
	for {
		calls, err := l.list(ctx, f)
		if err != nil {
			return err
		}
		page(expected(calls))
		if len(calls) < callsAsked {
			return nil
		}
		f.Before = calls[len(calls)-1].ID
	}
}

func (l callLister) list(ctx context.Context, f telephony.CallFilter) (calls []telephony.CallRecord, err error) {
	return calls, l.post(ctx, "/calls", f, &calls)
}

// expected are the recordings that calls have.
func expected(calls []telephony.CallRecord) (all []record.Expected) {
	for _, c := range calls {
		if c.Recording == "" {
			continue
		}
		e := record.Expected{ID: c.Recording, Call: c.ID, At: c.At, Kept: c.KeptBy != "", Unsure: !c.Unsure.IsZero()}
		if c.Outcome != "" {
			e.Talked, e.Ended, e.WithTheBox = max(c.Talked, c.Length), c.Ended(), c.WentWithTheBox()
		}
		all = append(all, e)
	}
	return all
}

// recordingsCondition says what the last audit found.
func recordingsCondition(r record.Report) board.Condition {
	c := board.Condition{ID: board.CondRecordings}
	if n := r.Faults(); n > 0 {
		c.Level, c.Value = board.Warn, fmt.Sprint(n)
	}
	return c
}
