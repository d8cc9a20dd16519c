package main

import (
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/telephony"
)

// The brain is killed again and again while fifty recorded calls talk (I-11):
// none is lost, nobody hears a gap, each is recorded whole.
func TestKillBrainUnderFiftyCalls(t *testing.T) {
	const calls = 50
	b := newBench(t)
	b.start("--sim=false")
	kills, lasts := rounds(20), 2*time.Second // a kill at most
	var o load.Outcome
	var err error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		o, err = b.try(load.Job{What: "talk", Calls: calls, For: time.Duration(kills) * lasts})
	}()
	b.stage(telephony.StageTalking, calls)
	b.onDisk() // a call that nobody promised yet may go with the brain
	killed := 0
	for running := true; running && killed < kills; killed++ {
		b.again("brain")
		b.stage(telephony.StageTalking, calls)
		select {
		case <-ended:
			running = false
		default:
		}
	}
	<-ended
	if err != nil || o.Failed > 0 || o.Trouble != "" {
		t.Fatalf("%d failed: %s %v", o.Failed, o.Trouble, err)
	}
	t.Logf("%d kills, %d packets, %d lost, most added by the box %s", killed, o.Sent, o.Lost, o.Took.Most)
	if killed < kills || o.Lost > 0 || o.Took.Most > audible {
		t.Errorf("%d kills, wanted %d; %d of %d packets were lost, one came after %s", killed, kills, o.Lost, o.Sent, o.Took.Most)
	}
	b.stage(telephony.StageTalking, 0)
	list, err := b.control.Calls(telephony.CallFilter{Outcome: telephony.OutcomeAnswered})
	if err != nil || len(list) != calls {
		t.Errorf("%d answered calls are in the list, %v", len(list), err)
	}
	b.audited()
}
