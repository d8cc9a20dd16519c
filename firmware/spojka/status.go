package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// status prints what the running box is doing.
func status(ctx context.Context, args []string) error {
	s, err := parse("status", args)
	if err != nil {
		return err
	}
	var shot telephony.Snapshot
	var conditions []board.Condition
	box := dialControl(s)
	if fetch(ctx, box, "/snapshot", &shot) != nil || fetch(ctx, box, "/conditions", &conditions) != nil {
		return noBox(s)
	}
	printConditions(conditions)
	printStatus(&shot)
	return nil
}

// noBox is said when no box answers.
func noBox(s settings) error {
	return fmt.Errorf("no box answers with the data in %s: start it with spojka run, or name its folder with --data", s.data)
}

// printConditions says what is not in order, and what to do.
func printConditions(all []board.Condition) {
	for _, c := range all {
		if c.Level != board.Good {
			sentence, remedy := lang.Condition(lang.EN, c)
			fmt.Printf("%-9s %s %s\n", lang.T(lang.EN, lang.Key(fmt.Sprint("level.", int(c.Level)))), sentence, remedy)
		}
	}
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
	for _, t := range shot.Trunks {
		fmt.Printf("trunk %-24s %s\n", t.Name, trunkWords(t))
	}
	for _, c := range shot.Calls {
		fmt.Printf("call  %-24s from %s in %s, %s\n", c.ID, c.From, c.QueueName, c.Stage)
	}
}

// trunkWords say what the wire says of a trunk, and what to do about it.
func trunkWords(t telephony.TrunkView) string {
	var words []string
	switch {
	case t.Trouble != "":
		k := lang.Key("trunk-trouble." + string(t.Trouble))
		words = append(words, lang.T(lang.EN, k), lang.T(lang.EN, k+".remedy"))
	case t.Registers:
		words = append(words, "registered since", lang.Hour(t.Registered.Local())+", again at", lang.Second(t.Next.Local()))
	case t.Up:
		words = append(words, "up")
	}
	if t.Where != "" {
		words = append(words, "at "+t.Where)
	}
	if t.Last != "" {
		words = append(words, "("+t.Last+")")
	}
	return strings.Join(words, " ")
}
