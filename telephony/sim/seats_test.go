package sim

import (
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// runSeats runs the process of the simulated phones with one seat.
func runSeats(t *testing.T, h *house, local string, auto bool) *SeatsClient {
	t.Helper()
	dir, err := os.MkdirTemp("", "sim")
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "s.sock")
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	list := func() ([]SeatAccount, error) {
		return []SeatAccount{{Seat: "203", Name: "Účtárna", Password: "secret", AutoAnswer: auto}}, nil
	}
	go func() {
		done <- Seats(ctx, SeatsOptions{Server: h.addr, Local: netip.MustParseAddr(local), Socket: socket, List: list, Log: os.Stderr})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		os.RemoveAll(dir)
	})
	c := NewSeatsClient(socket)
	phone(t, c, PhoneIdle)
	for r := range h.reached {
		if r == telephony.Reachable {
			break
		}
	}
	info, err := os.Stat(socket)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is open to others: %v %v", info.Mode(), err)
	}
	return c
}

// phone waits until the only phone is in a state.
func phone(t *testing.T, c *SeatsClient, want PhoneState) (v PhoneView) {
	t.Helper()
	until(t, "a phone that is "+string(want), func() bool {
		views, err := c.Phones(context.Background())
		if err != nil || len(views) != 1 {
			return false
		}
		v = views[0]
		return v.State == want
	})
	return v
}

func TestSeatIsWorkedFromThePage(t *testing.T) {
	h := newHouse(t, "127.41.2.1", "127.41.2.2")
	seats := runSeats(t, h, "127.41.2.3", false)
	do := func(verb string) {
		t.Helper()
		if err := seats.Do(context.Background(), "203", verb); err != nil {
			t.Fatal(verb, err)
		}
	}
	if err := seats.Do(context.Background(), "203", "answer"); err == nil || !strings.Contains(err.Error(), "no call") {
		t.Errorf("answering without a call: %v", err)
	}
	trunk := h.phone(Options{Local: netip.MustParseAddr("127.41.2.2"), Play: tone(440)})
	dial := func() *Call {
		c, err := trunk.Call(soon(t), "800100200", CallOptions{From: "777123456", Name: "Jan"})
		if err != nil {
			t.Fatal(err)
		}
		if v := phone(t, seats, PhoneRinging); v.CallerName != "Jan" {
			t.Errorf("the display shows %q %q", v.From, v.CallerName)
		}
		return c
	}
	call := dial()
	do("answer")
	phone(t, seats, PhoneTalking)
	until(t, "the caller's tone at the seat", func() bool { return sounds(phone(t, seats, PhoneTalking).Hears, 440) })
	until(t, "the seat's tone at the caller", func() bool {
		return sounds(Loudest(call.Heard(), 3), phone(t, seats, PhoneTalking).Says[0])
	})
	do("hold")
	phone(t, seats, PhoneHeld)
	do("resume")
	phone(t, seats, PhoneTalking)
	do("hang-up")
	phone(t, seats, PhoneIdle)
	if err := call.Await(soon(t), Ended); err != nil {
		t.Fatal(err)
	}
	for verb, code := range map[string]int{"reject": 603, "busy": 486} {
		call = dial()
		do(verb)
		_ = call.Await(soon(t), Ended)
		if got, _ := call.End(); got != code {
			t.Errorf("%s: the caller got %d", verb, got)
		}
		phone(t, seats, PhoneIdle)
	}
	call = dial()
	call.HangUp()
	phone(t, seats, PhoneIdle)
}
