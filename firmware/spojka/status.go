package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spojka/spojka/telephony"
)

// status prints what the running box is doing.
func status(_ context.Context, args []string) error {
	s, err := parse("status", args)
	if err != nil {
		return err
	}
	resp, err := dialControl(s).Get("http://box/snapshot")
	if err != nil {
		return fmt.Errorf("no box answers with the data in %s: start it with spojka run, or name its folder with --data", s.data)
	}
	defer resp.Body.Close()
	var shot telephony.Snapshot
	if err := json.NewDecoder(resp.Body).Decode(&shot); err != nil {
		return err
	}
	printStatus(&shot)
	return nil
}

func printStatus(shot *telephony.Snapshot) {
	for _, q := range shot.Queues {
		fmt.Printf("queue %-24s waiting %d, ready %d, talking %d\n", q.Name, q.Waiting, q.Ready, q.Talking)
	}
	for _, a := range shot.Agents {
		if a.Seat != "" {
			fmt.Printf("agent %-24s seat %s, %s %s\n", a.Name, a.Seat, a.Presence, a.Work)
		}
	}
	for _, seat := range shot.Seats {
		fmt.Printf("seat  %-24s %s %s\n", string(seat.ID)+" "+seat.Name, seat.Reach, seat.Phone)
	}
	for _, c := range shot.Calls {
		fmt.Printf("call  %-24s from %s in %s, %s\n", c.ID, c.From, c.QueueName, c.Stage)
	}
}
