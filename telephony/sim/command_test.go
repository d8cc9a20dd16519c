package sim

import (
	"context"
	"errors"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// fakeBox tells what a desk would: the house puts calls through at once, so
// a call is ringing until the seat talks.
func fakeBox(c *SeatsClient) Box {
	calls := 0
	return Box{Seats: c, Snapshot: func(ctx context.Context) (*telephony.Snapshot, error) {
		shot := &telephony.Snapshot{Agents: []telephony.AgentView{{ID: "jana", Name: "Jana", Seat: "203"}}}
		if calls++; calls == 1 {
			return shot, nil
		}
		stage := telephony.StageOffered
		views, err := c.Phones(ctx)
		if err != nil {
			return nil, err
		}
		if views[0].State == PhoneTalking {
			stage = telephony.StageTalking
		}
		shot.Calls = []telephony.CallView{{ID: 7, Stage: stage, From: "+420777123456", Agent: "jana", QueueName: "Podpora"}}
		return shot, nil
	}}
}

func runCall(t *testing.T, h *house, local string, box Box, args ...string) (string, error) {
	t.Helper()
	var out strings.Builder
	args = append([]string{"--server", h.addr.String(), "--local", local}, args...)
	err := CallCommand(soon(t), args, &out, func(string) Box { return box })
	t.Log(out.String())
	return out.String(), err
}

func TestCallIsHeardBothWays(t *testing.T) {
	h := newHouse(t, "127.41.3.1", "127.41.3.2")
	seats := runSeats(t, h, "127.41.3.3", true)
	file := filepath.Join(t.TempDir(), "heard.wav")
	out, err := runCall(t, h, "127.41.3.2", fakeBox(seats), "--hold", "1500ms", "--save", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ringing at Jana, seat 203", "answered by Jana", "440 Hz", "heard both ways"} {
		if !strings.Contains(out, want) {
			t.Errorf("it doesn't say %q", want)
		}
	}
	heard, err := ReadWAV(file)
	if err != nil || len(heard) < rate {
		t.Errorf("%d samples saved: %v", len(heard), err)
	}
	phone(t, seats, PhoneIdle)
}

func TestCallGivesUpWhileItRings(t *testing.T) {
	h := newHouse(t, "127.41.4.1", "127.41.4.2")
	seats := runSeats(t, h, "127.41.4.3", false)
	if _, err := runCall(t, h, "127.41.4.2", fakeBox(seats), "--hang-up-ringing"); err != nil {
		t.Fatal(err)
	}
	phone(t, seats, PhoneIdle)
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.pair) != 0 {
		t.Errorf("%d legs are left", len(h.pair))
	}
}

func TestCallSaysWhatIsWrong(t *testing.T) {
	h := newHouse(t, "127.41.5.1", "127.41.5.2")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no box":       {[]string{"--server", "127.41.5.9:5060"}, "start the box with `make run`"},
		"no seat":      {nil, "knows no number"},
		"no trunk":     {[]string{"--local", "127.41.5.8"}, "--local"},
		"bad server":   {[]string{"--server", "x"}, "127.0.0.1:5060"},
		"bad file":     {[]string{"--file", "command_test.go"}, "sox"},
		"stray option": {[]string{"now"}, "--help"},
	} {
		_, err := runCall(t, h, "127.41.5.2", Box{}, c.args...)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if out, err := runCall(t, h, "127.41.5.2", Box{}, "--help"); !errors.Is(err, flag.ErrHelp) || !strings.Contains(out, "exit status is 0 only") {
		t.Errorf("help: %v", err)
	}
}
