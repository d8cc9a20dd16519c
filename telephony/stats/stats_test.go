package stats

import (
	"reflect"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func at(minute int) telephony.Moment {
	d := time.Duration(minute) * time.Minute
	return telephony.Moment{Boot: 1, Up: d, Wall: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC).Add(d), Trusted: true}
}

// life is an answered call from its queue to Save, with a missed ring and a
// time among the unprocessed.
var life = []telephony.Fact{
	telephony.CallQueued{Call: 1, From: "+420777123456", Name: "Novák", To: "800", Line: "Zelená", Queue: "podpora", QueueName: "Podpora", Trunk: "svod"},
	telephony.CallNamed{Call: 1, Customer: &telephony.CustomerRef{ID: "K1", Name: "Jan"}},
	telephony.Offered{Call: 1, Offer: 1, Agent: "jana"},
	telephony.Rang{Call: 1, Offer: 1},
	telephony.OfferOver{Call: 1, Offer: 1, Agent: "jana", How: telephony.OfferMissed},
	telephony.Offered{Call: 1, Offer: 2, Agent: "petr", Overflow: true},
	telephony.Answered{Call: 1, Offer: 2, Agent: "petr", AgentName: "Petr", Waited: 25 * time.Second, Recording: "r1"},
	telephony.CallOver{Call: 1, Why: telephony.ByCaller, Outcome: telephony.OutcomeAnswered, Waited: 25 * time.Second, Talked: time.Minute},
	telephony.WrapUpBegan{Call: 1, Agent: "petr"},
	telephony.Sounded{Call: 1, Quality: telephony.Quality{Leg: 9, Received: 10}},
	telephony.Sounded{Call: 1, Quality: telephony.Quality{Leg: 9, Received: 20}},
	telephony.Unprocessed{Call: 1, Agent: "petr"},
	telephony.UnprocessedLoad{Call: 1, Agent: "jana"},
	telephony.CustomerSet{Call: 1, Agent: "jana", Customer: &telephony.CustomerRef{ID: "K2", Name: "Eva"}},
	telephony.Saved{
		Call: 1, Agent: "jana", AgentName: "Jana", Customer: &telephony.CustomerRef{ID: "K2", Name: "Eva"},
		Form: telephony.SaveForm{Reasons: []telephony.ReasonID{"1", "11"}, Note: "Kabel", RT: "42"}, ReasonNames: []string{"Porucha", "Internet"},
	},
}

// Proves: W-CC-14
func TestRecordOfACall(t *testing.T) {
	var f Fold
	var last telephony.CallRecord
	states := ""
	for i, fact := range life {
		if c, ok := f.Apply(uint64(i), at(i), fact); ok {
			last = c.After
			states += string(last.State) + " "
		}
	}
	want := telephony.CallRecord{
		ID: 1, At: at(0).Wall, Trunk: "svod", From: "+420777123456", FromName: "Novák", To: "800", Line: "Zelená",
		Queue: "podpora", QueueName: "Podpora", Agent: "petr", AgentName: "Petr",
		Customer: &telephony.CustomerRef{ID: "K2", Name: "Eva"}, Outcome: telephony.OutcomeAnswered, Why: telephony.ByCaller,
		Waited: 25 * time.Second, Talked: time.Minute, Offers: 2, Overflow: true, Recording: "r1",
		State: telephony.ProcessSaved, Reasons: []telephony.ReasonID{"1", "11"}, ReasonNames: []string{"Porucha", "Internet"},
		Note: "Kabel", RT: "42", SavedBy: "Jana", SavedAt: at(14).Wall,
		Sound: []telephony.Quality{{Leg: 9, Received: 20}},
	}
	if !reflect.DeepEqual(last, want) {
		t.Errorf("got  %+v\nwant %+v", last, want)
	}
	if want := "    open open open open unprocessed open open saved "; states != want {
		t.Errorf("states %q, want %q", states, want)
	}
	if f.Open() != 0 {
		t.Errorf("%d calls are open", f.Open())
	}
}

func TestRecordOfLostAndTurnedAway(t *testing.T) {
	var f Fold
	f.Apply(1, at(0), life[0])
	c, ok := f.Apply(2, at(1), telephony.CallOver{Call: 1, Why: telephony.ByCaller, Outcome: telephony.OutcomeAbandoned, Waited: time.Minute})
	if !ok || c.After.Outcome != telephony.OutcomeAbandoned || c.After.State != telephony.ProcessNone || c.After.Waited != time.Minute {
		t.Errorf("%+v", c.After)
	}
	c, ok = f.Apply(3, at(2), telephony.CallTurnedAway{Call: 2, To: "9", Why: telephony.ByFull})
	if !ok || c.Before != nil || c.After.Outcome != telephony.OutcomeTurnedAway || c.After.Why != telephony.ByFull {
		t.Errorf("%+v", c.After)
	}
	if f.Open() != 0 {
		t.Errorf("%d calls are open", f.Open())
	}
	for _, stray := range []telephony.Fact{life[12], telephony.SignedOn{Agent: "jana"}, telephony.LegKept{}} {
		if c, ok := f.Apply(4, at(3), stray); ok {
			t.Errorf("%T made a record: %+v", stray, c)
		}
	}
}

// The rows follow a call: whatever the stage, they add up to its record.
func TestSumsFollowACall(t *testing.T) {
	var f Fold
	rows := make(map[Key]Sum)
	for i, fact := range life {
		c, ok := f.Apply(uint64(i), at(i), fact)
		if !ok {
			continue
		}
		for _, d := range Sums(c.Before, c.After) {
			row := rows[d.Key]
			row.Add(d.Sum)
			if rows[d.Key] = row; row == (Sum{}) {
				delete(rows, d.Key)
			}
		}
		if want := map[Key]Sum{KeyOf(&c.After): SumOf(&c.After)}; !reflect.DeepEqual(rows, want) {
			t.Fatalf("after %T the rows are %+v, want %+v", fact, rows, want)
		}
	}
	want := map[Key]Sum{
		{Quarter: at(0).Wall, Queue: "podpora", Agent: "petr", Reason: "11"}: {Offered: 1, Answered: 1, Overflow: 1, Saved: 1, Waited: 25 * time.Second, Talked: time.Minute},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("rows %+v, want %+v", rows, want)
	}
}

func TestQuarterIsUTC(t *testing.T) {
	r := telephony.CallRecord{At: time.Date(2026, 11, 3, 0, 14, 59, 0, time.FixedZone("", 3600))}
	if got, want := KeyOf(&r).Quarter, time.Date(2026, 11, 2, 23, 0, 0, 0, time.UTC); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// D-20, W-WALL-4
func TestFormulas(t *testing.T) {
	s := Sum{Offered: 300, Answered: 200, InTime: 100, Abandoned: 60, ClosedOut: 20}
	if p, ok := s.Reach().Percent(); p != 66 || !ok {
		t.Errorf("reachability %d, want 66: rounded down", p)
	}
	if p, ok := s.ServiceLevel().Percent(); p != 33 || !ok {
		t.Errorf("service level %d, want 33", p)
	}
	if s.Open() != 20 {
		t.Errorf("%d open, want 20", s.Open())
	}
	if _, ok := (Sum{}).Reach().Percent(); ok {
		t.Error("no traffic has a figure")
	}
}

// Who came while the queue was closed is outside what was offered and every
// other figure, and stands apart; a typed number is the record's (D-13).
//
// Proves: D-20
func TestOutOfHoursStandsApart(t *testing.T) {
	var f Fold
	var all Sum
	for i, o := range []telephony.Outcome{telephony.OutcomeClosedOut, telephony.OutcomeCallBack, telephony.OutcomeMessage, telephony.OutcomePassedOn} {
		id := telephony.CallID(i + 1)
		var last telephony.CallRecord
		for _, fact := range []telephony.Fact{
			telephony.CallOutOfHours{CallQueued: telephony.CallQueued{Call: id, Queue: "podpora", QueueName: "Podpora"}},
			telephony.VoicemailEntered{Call: id, Name: "Vzkazy", Why: telephony.ByHours},
			telephony.LeaveChosen{Call: id, Leaves: telephony.CallBack},
			telephony.NumberTyped{Call: id, Number: "602"},
			telephony.NumberTyped{Call: id, Number: "+420602123456", Sure: true},
			telephony.CallOver{Call: id, Outcome: o, Why: telephony.ByHours},
		} {
			if c, ok := f.Apply(1, at(0), fact); ok {
				last = c.After
			}
		}
		if !last.OutOfHours || last.QueueName != "Podpora" || last.From != "+420602123456" {
			t.Errorf("%+v", last)
		}
		all.Add(SumOf(&last))
	}
	if want := (Sum{OutOfHours: 4, OutOfHoursLeft: 2}); all != want || all.Open() != 0 {
		t.Errorf("%+v, want %+v", all, want)
	}
	if _, ok := all.Reach().Percent(); ok {
		t.Error("a closed queue has a reachability")
	}
}

// Proves: S-STAT-2, S-STAT-3, S-STAT-4
// Who chose the voicemail counts as reached, within Service Level when he chose
// within 20 s; who was led there by a limit does neither, but the sum holds.
// What is left open in it is no unprocessed call.
func TestVoicemailCounts(t *testing.T) {
	var f Fold
	var all Sum
	for i, one := range []struct {
		chosen bool
		waited time.Duration
		kind   telephony.Outcome
	}{{true, 20 * time.Second, telephony.OutcomeMessage}, {true, 21 * time.Second, telephony.OutcomeCallBack}, {false, 5 * time.Second, telephony.OutcomeMessage}} {
		id := telephony.CallID(i + 1)
		var last telephony.CallRecord
		for _, fact := range []telephony.Fact{
			telephony.CallQueued{Call: id, Queue: "podpora"},
			telephony.VoicemailEntered{Call: id, Name: "Vzkazy", Chosen: one.chosen, Waited: one.waited},
			telephony.VoicemailStepped{Call: id, Step: telephony.StepRecording, Recording: "r"},
			telephony.ItemTaken{Call: id, Item: telephony.Item{Length: 7 * time.Second}},
			telephony.CallOver{Call: id, Outcome: one.kind, Waited: one.waited},
		} {
			if c, ok := f.Apply(1, at(0), fact); ok {
				last = c.After
			}
		}
		if last.Voicemail != "Vzkazy" || last.Recording != "r" || last.Length != 7*time.Second || last.State != telephony.ProcessOpen {
			t.Errorf("%+v", last)
		}
		all.Add(SumOf(&last))
	}
	if want := (Sum{Offered: 3, Messages: 2, CallBacks: 1, Chosen: 2, ChosenInTime: 1}); all != want || all.Open() != 0 {
		t.Errorf("%+v, want %+v", all, want)
	}
	if r, s := all.Reach(), all.ServiceLevel(); r != (Share{2, 3}) || s != (Share{1, 3}) {
		t.Errorf("reach %v, service level %v", r, s)
	}
	if f.Open() != 3 {
		t.Errorf("%d are open, all three wait for somebody", f.Open())
	}
	if c, ok := f.Apply(2, at(1), telephony.ItemDone{Call: 1, AgentName: "Jana"}); !ok || c.After.DoneBy != "Jana" || f.Open() != 2 {
		t.Errorf("%+v", c.After)
	}
}

// Trap: ten answered in time and ninety abandoned are not 100 %.
func TestAbandonedCountInServiceLevel(t *testing.T) {
	if p, _ := (Sum{Offered: 100, Answered: 10, InTime: 10, Abandoned: 90}).ServiceLevel().Percent(); p != 10 {
		t.Errorf("service level %d, want 10", p)
	}
}

// W-WALL-3, W-WALL-5, D-23: three queues at two thirds show 66 each and 67 together; a queue without
// traffic is left out.
func TestTotalIsRoundedOnce(t *testing.T) {
	queues := []Share{{2, 3}, {2, 3}, {2, 3}, {0, 0}}
	if p, ok := MeanPercent(queues); p != 67 || !ok {
		t.Errorf("mean %d, want 67", p)
	}
	if p, ok := MeanPercent([]Share{{1, 1}, {0, 99}}); p != 50 || !ok {
		t.Errorf("mean %d, want 50: each queue counts the same", p)
	}
	if p, ok := WeightedPercent([]Share{{1, 1}, {0, 99}}); p != 1 || !ok {
		t.Errorf("weighted %d, want 1", p)
	}
	if _, ok := MeanPercent(queues[3:]); ok {
		t.Error("no traffic has a mean")
	}
	if p, _ := MeanPercent([]Share{{1, 200}}); p != 1 {
		t.Errorf("0.5 %% is shown as %d, want 1", p)
	}
}

func TestToday(t *testing.T) {
	got := Today(&telephony.QueueView{Offered: 5, Answered: 3, AnsweredInTime: 2, Abandoned: 1, ClosedOut: 1})
	if got != (Sum{Offered: 5, Answered: 3, InTime: 2, Abandoned: 1, ClosedOut: 1}) {
		t.Errorf("%+v", got)
	}
}
