package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/netip"
	"os"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// simPhones is the body of `spojka sim`: a phone for every simulated seat.
func simPhones(ctx context.Context, args []string) error {
	s, err := parse("sim", args)
	if err != nil {
		return err
	}
	box := dialControl(s)
	var seats []sim.SeatAccount
	list := func() ([]sim.SeatAccount, error) {
		var fresh []sim.SeatAccount
		if fetch(ctx, box, "/simulated-seats", &fresh) == nil {
			seats = fresh
		}
		return seats, nil // a brain that starts doesn't answer: the phones stay as they are
	}
	return sim.Seats(ctx, sim.SeatsOptions{
		Server: netip.AddrPortFrom(s.loopback(), uint16(s.sipPort)), Local: s.simulated(),
		Socket: s.socket("sim"), List: list, Log: os.Stderr,
	})
}

// call is `spojka call`.
func call(ctx context.Context, args []string) error {
	return sim.CallCommand(ctx, args, os.Stdout, func(data string) sim.Box {
		s := settings{data: data}
		box := dialControl(s)
		return sim.Box{
			Seats: sim.NewSeatsClient(s.socket("sim")),
			Snapshot: func(ctx context.Context) (*telephony.Snapshot, error) {
				shot := new(telephony.Snapshot)
				return shot, fetch(ctx, box, "/snapshot", shot)
			},
			PassedOn: func(ctx context.Context, id telephony.CallID) (n uint64, err error) {
				return n, fetch(ctx, box, "/passed-on/"+id.String(), &n)
			},
		}
	})
}

// fetch asks the box's control socket.
func fetch(ctx context.Context, box *http.Client, path string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://box"+path, nil)
	if err != nil {
		return err
	}
	resp, err := box.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		var b bytes.Buffer
		_, _ = b.ReadFrom(http.MaxBytesReader(nil, resp.Body, 1<<12))
		return fmt.Errorf("the box answered %s: %s", resp.Status, b.String())
	}
	return json.NewDecoder(resp.Body).Decode(into)
}
