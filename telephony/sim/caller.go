package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// caller is one run of `spojka call`.
type caller struct {
	o     callOptions
	out   io.Writer
	box   Box
	began time.Time
	phone *Phone
	call  *Call

	old     map[telephony.CallID]bool // calls that were there before ours
	last    string                    // the last thing said about the box
	view    telephony.CallView        // our call, once seen
	arrived time.Time                 // when the operator's answer was seen
}

func (c *caller) say(format string, args ...any) {
	fmt.Fprintf(c.out, "%6.2f s  %s\n", time.Since(c.began).Seconds(), fmt.Sprintf(format, args...))
}

func (c *caller) run(ctx context.Context) error {
	c.note(ctx)
	c.say("calling %s as %s", c.o.to, c.o.from)
	call, err := c.phone.Call(ctx, number(c.o.to), CallOptions{From: number(c.o.from)})
	if err != nil {
		return err
	}
	c.call = call
	err = c.follow(ctx)
	if c.o.save != "" {
		if werr := WriteWAV(c.o.save, call.Heard()); werr != nil {
			err = errors.Join(err, werr)
		} else {
			c.say("what was heard is in %s", c.o.save)
		}
	}
	if call.State() != Ended {
		call.HangUp()
		c.say("hung up")
	}
	return err
}

// note remembers the calls that are there already.
func (c *caller) note(ctx context.Context) {
	c.old = map[telephony.CallID]bool{}
	if shot := c.look(ctx); shot != nil {
		for _, v := range shot.Calls {
			c.old[v.ID] = true
		}
	}
}

func (c *caller) look(ctx context.Context) *telephony.Snapshot {
	if c.box.Snapshot == nil {
		return nil
	}
	shot, err := c.box.Snapshot(ctx)
	if err != nil {
		return nil
	}
	return shot
}

// follow prints what happens until the call has served its purpose.
func (c *caller) follow(ctx context.Context) error {
	limit := time.After(c.o.wait)
	silent := time.After(5 * time.Second)
	ticks := time.NewTicker(50 * time.Millisecond)
	defer ticks.Stop()
	for {
		select {
		case e, more := <-c.call.Events():
			if !more {
				return c.ended()
			}
			c.tell(e)
		case <-ticks.C:
			if done, err := c.watch(ctx); done {
				return err
			}
		case <-silent:
			if c.call.State() == Trying {
				return fmt.Errorf("nothing answers at %s: is that the SIP port of a running box?", c.o.server)
			}
		case <-limit:
			if c.arrived.IsZero() {
				return fmt.Errorf("no operator answered within %s; %s", c.o.wait, c.why(ctx))
			}
		case <-ctx.Done():
			return errors.New("interrupted")
		}
	}
}

func (c *caller) tell(e Event) {
	switch e.State {
	case Ringing:
		c.say("the box rings")
	case Talking:
		c.say("the box has taken the call")
		c.call.Press(c.o.digits)
		if c.o.digits != "" {
			c.say("pressing %s", c.o.digits)
		}
	}
}

// ended: the box ended the call before we did.
func (c *caller) ended() error {
	code, why := c.call.End()
	c.say("the call is over: %s", why)
	switch code {
	case 0:
		return fmt.Errorf("the call ended early: %s", why)
	case 403, 401:
		return fmt.Errorf("the box refuses calls from %s: the simulated trunk must be there and have this address (Settings, Trunks), or choose with --local", c.o.local)
	case 404:
		return fmt.Errorf("the box knows no number %s: call one that leads to a queue, with the example office 800100200", c.o.to)
	case 486, 600:
		return errors.New("the queue is full or closed")
	case 503:
		return errors.New("the box takes no calls right now: it is starting, or full; try again in a moment")
	}
	return fmt.Errorf("the box refused the call: %s", why)
}

// watch looks into the box, tells what is new there, and says when the call
// has served its purpose.
func (c *caller) watch(ctx context.Context) (done bool, err error) {
	shot := c.look(ctx)
	if shot == nil {
		return c.blind()
	}
	if !c.find(shot) {
		return false, nil
	}
	c.describe(shot)
	switch {
	case c.view.Stage == telephony.StageOffered && c.o.hangUpRinging:
		c.call.HangUp()
		c.say("giving up while it rings")
		_ = c.call.Await(ctx, Ended)
		return true, nil
	case c.view.Stage == telephony.StageTalking && c.arrived.IsZero():
		c.arrived = time.Now()
		c.call.Forget()
	case !c.arrived.IsZero() && time.Since(c.arrived) > c.o.hold:
		return true, c.judge(ctx, shot)
	}
	return false, nil
}

// blind: nothing is known but the wire.
func (c *caller) blind() (bool, error) {
	if c.call.State() != Talking {
		return false, nil
	}
	if c.arrived.IsZero() {
		c.arrived = time.Now()
		c.say("can't look into the box (no control socket in %s/run): whether an operator or the queue speaks is unknown", c.o.data)
	}
	if time.Since(c.arrived) < c.o.hold {
		return false, nil
	}
	return true, errors.New("the box took the call, but whether an operator heard it is not known: name its data folder with --data")
}

// find finds our call: a new one from our number.
func (c *caller) find(shot *telephony.Snapshot) bool {
	for _, v := range shot.Calls {
		if v.ID == c.view.ID || c.view.ID == 0 && !c.old[v.ID] && c.ours(v.From) {
			c.view = v
			return true
		}
	}
	return false
}

func (c *caller) ours(n telephony.Number) bool {
	own := strings.TrimLeft(number(c.o.from), "+0")
	if n.Withheld() {
		return own == "anonymous"
	}
	seen := strings.TrimLeft(string(n), "+0")
	return strings.HasSuffix(seen, own) || strings.HasSuffix(own, seen)
}

func (c *caller) describe(shot *telephony.Snapshot) {
	v, text := c.view, ""
	switch v.Stage {
	case telephony.StageWaiting:
		text = fmt.Sprintf("waiting in the queue %s; %s", v.QueueName, ready(shot, v.Queue))
	case telephony.StageOffered:
		text = fmt.Sprintf("ringing at %s", person(shot, v.Agent))
	case telephony.StageTalking:
		text = fmt.Sprintf("answered by %s", person(shot, v.Agent))
	}
	if text != "" && text != c.last {
		c.say("%s", text)
		c.last = text
	}
}

// ready says how many operators could take a call, and what to do when none.
func ready(shot *telephony.Snapshot, id telephony.QueueID) string {
	i := slices.IndexFunc(shot.Queues, func(q telephony.QueueView) bool { return q.ID == id })
	switch {
	case i < 0:
		return "the queue is gone"
	case shot.Queues[i].SignedOn == 0:
		return "nobody is signed on: sign an operator on in the page and go on air (Aktivní)"
	case shot.Queues[i].Ready == 0 && shot.Queues[i].Talking == 0:
		return "nobody is on air: press Aktivní in an operator's page"
	case shot.Queues[i].Ready == 0:
		return "all operators are busy"
	}
	return "an operator is being found"
}

func person(shot *telephony.Snapshot, id telephony.AgentID) string {
	for _, a := range shot.Agents {
		if a.ID == id {
			return fmt.Sprintf("%s, seat %s", a.Name, a.Seat)
		}
	}
	return string(id)
}

func (c *caller) why(ctx context.Context) string {
	shot := c.look(ctx)
	if shot == nil || c.view.ID == 0 {
		return "the call was not seen in the box"
	}
	return ready(shot, c.view.Queue)
}

// judge says whether both were heard.
func (c *caller) judge(ctx context.Context, shot *telephony.Snapshot) error {
	here, heard := c.call.Figures(), c.call.Heard()
	loud, tones := Level(heard), Loudest(heard, 3)
	c.say("the caller heard %d packets, %d lost, longest pause %d ms, level %.0f dBFS, mostly %s",
		here.Received, here.Lost, here.Longest.Milliseconds(), loud, hertz(tones))
	there := c.agentHeard(ctx, shot, tones)
	switch {
	case here.Received == 0 || loud < -55:
		return errors.Join(errors.New("the caller did not hear the operator"), there)
	case there != nil:
		return there
	}
	c.say("heard both ways")
	return nil
}

// agentHeard says whether the operator's phone heard the caller, and, where
// the phone tells what it says, whether the caller heard that.
func (c *caller) agentHeard(ctx context.Context, shot *telephony.Snapshot, tones []int) error {
	seat := telephony.SeatID("")
	for _, a := range shot.Agents {
		if a.ID == c.view.Agent {
			seat = a.Seat
		}
	}
	v, simulated := c.simulated(ctx, seat)
	if !simulated {
		return c.passedOn(ctx, seat)
	}
	c.say("the phone at seat %s heard %d packets, %d lost, level %.0f dBFS, mostly %s", seat, v.Figures.Received, v.Figures.Lost, v.Level, hertz(v.Hears))
	switch {
	case !slices.ContainsFunc(v.Says, func(hz float64) bool { return sounds(tones, hz) }):
		return fmt.Errorf("the caller heard something else than the phone at seat %s: %s", seat, hertz(tones))
	case v.Figures.Received == 0:
		return fmt.Errorf("the phone at seat %s did not hear the caller", seat)
	case c.o.file == "" && !sounds(v.Hears, c.o.tone):
		return fmt.Errorf("the phone at seat %s heard something else than the caller's %.0f Hz", seat, c.o.tone)
	}
	return nil
}

func sounds(tones []int, hz float64) bool {
	return slices.ContainsFunc(tones, func(t int) bool { return math.Abs(float64(t)-hz) <= 20 })
}

// passedOn stands in for what a real phone heard.
func (c *caller) passedOn(ctx context.Context, seat telephony.SeatID) error {
	if c.box.PassedOn != nil {
		if n, err := c.box.PassedOn(ctx, c.view.ID); err == nil && n > 0 {
			c.say("the box passed %d packets on to the phone at seat %s", n, seat)
			return nil
		}
	}
	return fmt.Errorf("whether the phone at seat %s heard the caller can't be seen from here: it is not a simulated one", seat)
}

func (c *caller) simulated(ctx context.Context, seat telephony.SeatID) (PhoneView, bool) {
	if c.box.Seats == nil {
		return PhoneView{}, false
	}
	views, _ := c.box.Seats.Phones(ctx)
	i := slices.IndexFunc(views, func(v PhoneView) bool { return v.Seat == seat })
	if i < 0 {
		return PhoneView{}, false
	}
	return views[i], true
}

func hertz(tones []int) string {
	if len(tones) == 0 {
		return "silence"
	}
	var words []string
	for _, t := range tones {
		words = append(words, fmt.Sprint(t))
	}
	return strings.Join(words, ", ") + " Hz"
}
