package main

import (
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// rehearse changes the example office for these tests: Eva serves Podpora, too.
func rehearse(change func(q *telephony.Queue)) func(*telephony.Office) {
	return func(o *telephony.Office) {
		for i := range o.Agents {
			if o.Agents[i].ID == "eva" {
				o.Agents[i].Queues = append(slices.Clone(o.Agents[i].Queues), "podpora")
			}
		}
		for i := range o.Queues {
			if o.Queues[i].ID == "podpora" {
				change(&o.Queues[i])
			}
		}
	}
}

// Proves: W-CC-6
// All phones ring at once. Two are lifted in the same instant: one has the
// call and is heard both ways, the other is hung up, the third is told by
// CANCEL that somebody else answered.
func TestBoxRingsAll(t *testing.T) {
	b := newBox(t, "127.57.1.1", "127.57.1.2", rehearse(func(q *telephony.Queue) {
		q.Strategy = telephony.RingAll
	})).start("--sim=false")
	o := b.open("201", "203", "204")
	caller := o.call("800100200")
	phones := []*sim.Call{o.ring("201"), o.ring("203"), o.ring("204")}
	errs := make(chan error, 2)
	for _, p := range phones[:2] {
		go func() { errs <- p.Answer() }()
	}
	for range 2 {
		if err := <-errs; err != nil {
			t.Log(err) // cancelled before it was lifted
		}
	}
	b.stage(telephony.StageTalking, 1)
	over(t, "the phone that nobody lifted", phones[2])
	if _, why := phones[2].End(); why != "answered elsewhere" {
		t.Errorf("its display shows a missed call: %s", why)
	}
	winner, loser := phones[0], phones[1]
	if b.snapshot().Calls[0].Agent == people["203"] {
		winner, loser = loser, winner
	}
	over(t, "the phone that came second", loser)
	b.until("a talk that both hear", func() bool { return hears(caller, 880) && hears(winner, 440) })
	caller.HangUp()
	over(t, "the phone that won", winner)
	b.quiet()
}

// Proves: S-XFER-1, S-XFER-3, S-XFER-4, S-XFER-6, S-IN-2
// Jana passes her caller on to Eva by preference. The caller keeps his line,
// each part has a recording of its own with its own people on it, the records
// are chained, and each operator saves her part.
func TestBoxTransfersACall(t *testing.T) {
	b := newBox(t, "127.57.2.1", "127.57.2.2", rehearse(func(*telephony.Queue) {})).start("--sim=false")
	o := b.open("203", "204")
	c := o.talking("203")
	first := b.works("jana", telephony.Talking)
	b.ask("transfer", telephony.Transfer{Agent: "jana", Call: first, Queue: "uctarna", Prefer: "eva"})
	over(t, "the first operator", c.called)
	second := o.ring("204")
	id := b.works("eva", telephony.Ringing)
	for _, v := range b.snapshot().Calls {
		if v.ID == id && (v.Came == nil || v.Came.AgentName != "Jana Nováková" || v.Came.QueueName != "Podpora") {
			t.Errorf("Eva is told that the call came from %+v", v.Came)
		}
	}
	c.caller.Forget()
	if err := second.Answer(); err != nil {
		t.Fatal(err)
	}
	b.works("eva", telephony.Talking)
	b.until("a talk that both hear", func() bool { return hears(c.caller, 880) && hears(second, 440) })
	b.save("jana", "předáno")
	c.caller.HangUp()
	over(t, "the second operator", second)
	b.save("eva", "vyřízeno")
	b.quiet()
	one, two := b.record(first), b.record(id)
	if one.Then != id || two.Came == nil || two.Came.Call != first || one.AgentName == two.AgentName {
		t.Errorf("the records aren't chained: %+v\n%+v", one, two)
	}
	if one.Note != "předáno" || two.Note != "vyřízeno" || one.Recording == two.Recording {
		t.Errorf("each part has its own: %+v\n%+v", one, two)
	}
	for _, r := range []telephony.CallRecord{one, two} {
		caller, called := b.recording(r.Recording)
		standsOut(t, "the caller in "+string(r.Recording), middle(caller), 440)
		standsOut(t, "the operator in "+string(r.Recording), middle(called), 880)
	}
}

// Proves: S-LINE-9, S-VM-2, S-VM-11, S-VM-13, S-VM-14, S-CB-4
// While the phone rings a caller presses #, speaks after the tone, ends with #
// and is told that his message was taken; another presses 0 and is told so.
// Both stand in the list, the message is heard in its recording, and what is
// done leaves the list.
func TestBoxTakesMessages(t *testing.T) {
	t.Parallel()
	b := newBox(t, "127.57.3.1", "127.57.3.2", func(o *telephony.Office) {
		o.Voicemails = []telephony.Voicemail{{ID: "vzkazy", Name: "Záznamník podpory"}}
		rehearse(func(q *telephony.Queue) { q.Voicemail, q.Keys = "vzkazy", telephony.KeysBoth })(o)
	}).start("--sim=false")
	o := b.open("203")
	caller := o.call("800100200")
	phone := o.ring("203")
	caller.Press("#")
	over(t, "the phone that rang", phone)
	b.until("a word to Jana about where the call went", func() bool {
		n := b.agent("jana").Notice
		return n.Kind == telephony.NoticeVoicemail && n.Name == "Záznamník podpory"
	})
	caller.Press("#") // the tone doesn't have to be waited for
	b.until("the recording of the message", func() bool {
		calls := b.snapshot().Calls
		return len(calls) == 1 && calls[0].Recording != ""
	})
	call := b.snapshot().Calls[0]
	time.Sleep(3 * time.Second) // he speaks
	caller.Press("#")
	b.until("an item in the list", func() bool { return len(b.snapshot().Items) == 1 })
	over(t, "the caller who left a message", caller)
	item := b.snapshot().Items[0]
	if item.Kind != telephony.Message || item.Recording != call.Recording || item.Length < 2*time.Second {
		t.Errorf("the list has %+v", item)
	}
	said, other := b.recording(item.Recording)
	standsOut(t, "the message", said[6000:20000], 440)
	for _, s := range other {
		if s > 500 || s < -500 {
			t.Fatal("somebody else is heard in the message")
		}
	}
	again := o.call("800100200")
	o.ring("203")
	again.Press("0")
	over(t, "the caller who asked to be called back", again)
	b.until("both items", func() bool { return len(b.snapshot().Items) == 2 })
	for _, i := range b.snapshot().Items {
		b.ask("close-item", telephony.CloseItem{Agent: "jana", Call: i.Call})
	}
	if left := b.snapshot().Items; len(left) != 0 {
		t.Errorf("still open: %+v", left)
	}
	if r := b.record(call.ID); r.Outcome != telephony.OutcomeMessage || !r.Chosen || r.DoneBy != "Jana Nováková" || r.Length != item.Length {
		t.Errorf("the record: %+v", r)
	}
	b.quiet()
}

// A power cut in mid-call, and the box lies dead for a while: the call lasted
// until then, not until the start.
func TestKillDowntimeIsNoTalk(t *testing.T) {
	b := newBox(t, "127.57.4.1", "127.57.4.2", nil).start("--sim=false")
	c := b.open("203").talking("203")
	id := b.works("jana", telephony.Talking)
	c.goesOn()
	b.onDisk()
	talked := b.killAll().Sub(c.began)
	time.Sleep(4 * time.Second) // the time that must not count
	b.start()
	b.works("jana", telephony.Wrapping)
	if r := b.record(id); (r.Talked-talked).Abs() > 1500*time.Millisecond || r.Why != telephony.ByRestart {
		t.Errorf("they talked for %s; the record says %s, ended by %s", talked, r.Talked, r.Why)
	}
	b.save("jana", "přerušeno")
}
