package lamp

import (
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// The written table of seats, row by row.
//
// Proves: D-43
func TestSeatTable(t *testing.T) {
	for _, c := range []struct {
		presence telephony.Presence
		work     telephony.Work
		reach    telephony.Reach
		want     State
	}{
		{telephony.OnAir, telephony.Idle, telephony.Reachable, Free},
		{telephony.OffAir, telephony.Idle, telephony.Reachable, Away},
		{telephony.OnAir, telephony.Ringing, telephony.Reachable, Ringing},
		{telephony.OffAir, telephony.Dialling, telephony.Reachable, Ringing},
		{telephony.OffAir, telephony.Talking, telephony.Reachable, Talking},
		{telephony.OffAir, telephony.Talking, telephony.Unregistered, Talking},
		{telephony.OffAir, telephony.Wrapping, telephony.Reachable, Wrapping},
		{telephony.OffAir, telephony.Wrapping, telephony.Unanswering, Wrapping},
		{telephony.OnAir, telephony.Idle, telephony.Unregistered, Unreachable},
		{telephony.OnAir, telephony.Idle, telephony.OffHook, Unreachable},
		{telephony.OffAir, telephony.Idle, telephony.Unanswering, Unreachable},
	} {
		s := office()
		s.Agents[0].Presence, s.Agents[0].Work, s.Seats[0].Reach = c.presence, c.work, c.reach
		if got := Seat(s, "201"); got != c.want {
			t.Errorf("%s, %q, %s: %s, not %s", c.presence, c.work, c.reach, got, c.want)
		}
		fns := []board.Function{{Kind: board.FnSeat, Name: "201"}, {Kind: board.FnOnAir}}
		got := Table(s, Box{Own: "jana"}, fns)
		if got[0] != OfSeat[c.want] || got[1] != got[0] {
			t.Errorf("%s shows %v at the seat and %v on air", c.want, got[0], got[1])
		}
	}
	if s := office(); Seat(s, "202") != SignedOff || Seat(s, "") != SignedOff || Seat(s, "999") != SignedOff {
		t.Error("a seat where nobody sits isn't signed off")
	}
}

// Help was called from a seat: its lamp, the phones' and the fault lamp say so,
// whoever sits there, until somebody confirms that he knows.
//
// Proves: P-EMERG-3
func TestEmergencyLamps(t *testing.T) {
	s := office()
	fns := []board.Function{{Kind: board.FnSeat, Name: "201"}, {Kind: board.FnSeat, Name: "202"}, {Kind: board.FnFault}}
	quiet := Table(s, Box{}, fns)
	s.Alerts = []telephony.Alert{
		{What: telephony.AlertFraud, Call: 9, Seat: "201"}, {What: telephony.AlertEmergency, Call: 8, Seat: "202"},
		{What: telephony.AlertEmergency, Call: 7, Seat: "201", SeenBy: "Karel Sova"},
	}
	if got := Table(s, Box{}, fns); got[0] != quiet[0] || got[1] != alarm || got[2] != alarm {
		t.Errorf("the lamps show %v", got)
	}
	if l, ok := Phone(s, "201", "202"); !ok || l.State != telephony.DialogEarly || l.Dialog == "" || l.Offer != 0 {
		t.Errorf("a phone shows %+v", l)
	}
	s.Alerts[1].SeenBy = "Karel Sova"
	if got := Table(s, Box{}, fns); !slices.Equal(got, quiet) {
		t.Errorf("after somebody confirmed it the lamps show %v, before %v", got, quiet)
	}
}

// On a red/green lamp no two states look the same, and but for free and
// talking, which light different lamps, the rhythm alone tells them apart.
func TestStatesDifferOnRedGreenLamps(t *testing.T) {
	type look struct {
		rhythm     board.Rhythm
		red, green bool
	}
	looks, rhythms := map[look]State{}, map[board.Rhythm]State{}
	for state, light := range OfSeat {
		red, green := RedGreen(light.Colour)
		l := look{light.Rhythm, red, green}
		if other, ok := looks[l]; ok {
			t.Errorf("%s looks like %s", state, other)
		}
		looks[l] = state
		if state == Talking {
			if f := OfSeat[Free]; f.Rhythm == light.Rhythm {
				if r, g := RedGreen(f.Colour); red && r || green && g {
					t.Error("free and talking share rhythm and lamp")
				}
			}
			continue
		}
		if other, ok := rhythms[light.Rhythm]; ok {
			t.Errorf("%s has the rhythm of %s", state, other)
		}
		rhythms[light.Rhythm] = state
	}
}

func TestBoxTable(t *testing.T) {
	cond := func(id board.ConditionID, l board.Level) func(*telephony.Snapshot, *Box) {
		return func(_ *telephony.Snapshot, b *Box) { b.Conditions = []board.Condition{{ID: id, Level: l}} }
	}
	wait := func(n int, d time.Duration) func(*telephony.Snapshot, *Box) {
		return func(s *telephony.Snapshot, b *Box) {
			s.Queues[0].Waiting, s.Queues[0].Oldest, b.Now = n, at(0), at(d)
		}
	}
	trunks := func(up ...bool) func(*telephony.Snapshot, *Box) {
		return func(s *telephony.Snapshot, _ *Box) {
			for i, u := range up {
				s.Trunks = append(s.Trunks, telephony.TrunkView{ID: telephony.TrunkID(rune('a' + i)), Up: u})
			}
		}
	}
	call := func(c telephony.CallView) func(*telephony.Snapshot, *Box) {
		return func(s *telephony.Snapshot, _ *Box) { s.Calls = []telephony.CallView{c} }
	}
	staff := func(ready, signedOn int) func(*telephony.Snapshot, *Box) {
		return func(s *telephony.Snapshot, _ *Box) { s.Queues[0].Ready, s.Queues[0].SignedOn = ready, signedOn }
	}
	held := func(all ...telephony.Hold) func(*telephony.Snapshot, *Box) {
		return func(s *telephony.Snapshot, _ *Box) {
			s.Queues = append(s.Queues, telephony.QueueView{ID: "other"})
			for i, h := range all {
				s.Queues[i].Night.Hold = h
			}
		}
	}
	for _, c := range []struct {
		fn    string
		name  string
		given func(*telephony.Snapshot, *Box)
		want  string
	}{
		{"power", "", nil, "on green"},
		{"network", "", nil, "off "},
		{"network", "", cond(board.CondNetwork, board.Good), "on green"},
		{"network", "", cond(board.CondNetwork, board.Warn), "slow-flash amber"},
		{"network", "", cond(board.CondNetwork, board.Fault), "flash red"},
		{"trunk", "", nil, "off "},
		{"trunk", "", trunks(true, true), "on green"},
		{"trunk", "", trunks(true, false), "slow-flash amber"},
		{"trunk", "", trunks(false, false), "flash red"},
		{"trunk", "a", trunks(true, false), "on green"},
		{"trunk", "b", trunks(true, false), "flash red"},
		{"waiting", "", nil, "off "},
		{"waiting", "", wait(2, 20*time.Second), "slow-flash amber"},
		{"waiting", "", wait(1, 20*time.Second+1), "flash red"},
		{"message", "", nil, "off "},
		{"message", "", call(telephony.CallView{Stage: telephony.StageUnprocessed}), "wink plum"},
		{"message", "", func(s *telephony.Snapshot, _ *Box) { s.Items = []telephony.Item{{Kind: telephony.CallBack}} }, "wink plum"},
		{"recording", "", nil, "off "},
		{"recording", "", call(telephony.CallView{Stage: telephony.StageTalking}), "off "},
		{"recording", "", call(telephony.CallView{Stage: telephony.StageTalking, Recording: "1"}), "on green"},
		{"recording", "", call(telephony.CallView{Stage: telephony.StageWrapping, Recording: "1"}), "off "},
		{"recording", "", cond(board.CondDisk, board.Fault), "flash red"},
		{"fault", "", cond(board.CondDisk, board.Good), "off "},
		{"fault", "", cond(board.CondDisk, board.Warn), "slow-flash amber"},
		{"fault", "", cond(board.CondMedia, board.Fault), "on red"},
		{"fault", "", cond(board.CondRealTime, board.Warn), "off "},
		{"fault", "", func(s *telephony.Snapshot, _ *Box) { s.SlowCommit = 3 * time.Second }, "slow-flash amber"},
		{"fault", "", func(s *telephony.Snapshot, _ *Box) { s.SlowCommit = 31 * time.Second }, "on red"},
		{"queue", "podpora", staff(0, 0), "off "},
		{"queue", "podpora", staff(1, 2), "on green"},
		{"queue", "podpora", staff(0, 2), "blip white"},
		{"queue", "podpora", wait(1, time.Second), "slow-flash amber"},
		{"queue", "podpora", wait(1, time.Minute), "flash red"},
		{"queue", "nothing", wait(1, time.Minute), "off "},
		{"break", "1", func(s *telephony.Snapshot, _ *Box) { s.Agents[0].Break = "task" }, "off "},
		{"break", "2", func(s *telephony.Snapshot, _ *Box) { s.Agents[0].Break = "task" }, "on white"},
		{"break", "9", nil, "off "},
		{"night", "", nil, "off "},
		{"night", "", held(telephony.HoldClosed), "on red"},
		{"night", "", held(telephony.HoldOpen), "on green"},
		{"night", "", held(telephony.HoldOpen, telephony.HoldClosed), "on red"},
		{"night", "podpora", held(telephony.HoldClosed), "on red"},
		{"night", "other", held(telephony.HoldClosed), "off "},
		{"", "", nil, "off "},
	} {
		s, box := office(), Box{Own: "jana"}
		if c.given != nil {
			c.given(s, &box)
		}
		got := Table(s, box, []board.Function{{Kind: board.FunctionKind(c.fn), Name: c.name}})[0]
		if text := string(got.Rhythm) + " " + string(got.Colour); text != c.want {
			t.Errorf("%s %s: %s, not %s", c.fn, c.name, text, c.want)
		}
	}
}

// The rhythms are what their names say, and Turn finds every change of On.
func TestRhythms(t *testing.T) {
	for r, want := range map[board.Rhythm]struct {
		period time.Duration
		lit    int // eighths of a second in each period
		turns  int
	}{
		board.Off: {time.Second, 0, 0}, board.Steady: {time.Second, 8, 0}, "nonsense": {time.Second, 0, 0},
		board.Flash: {500 * time.Millisecond, 2, 2}, board.SlowFlash: {2 * time.Second, 8, 2},
		board.Wink: {2 * time.Second, 14, 2}, board.Blip: {2 * time.Second, 2, 2}, board.Triple: {time.Second, 3, 6},
	} {
		lit, turns := 0, 0
		for up := time.Duration(0); up < want.period; up += step {
			if On(r, up) {
				lit++
			}
			if On(r, up) != On(r, up+step) {
				turns++
			}
			if On(r, up) != On(r, up+want.period) {
				t.Errorf("%s isn't the same a period later", r)
			}
		}
		if lit != want.lit || turns != want.turns {
			t.Errorf("%s: lit %d, changes %d", r, lit, turns)
		}
		for up := time.Duration(1); up < want.period; up += 77 * time.Millisecond {
			turn := Turn(r, up)
			if want.turns == 0 {
				if turn != 0 {
					t.Errorf("%s never changes but Turn is %s", r, turn)
				}
				continue
			}
			if turn <= 0 || On(r, up+turn-1) != On(r, up) || On(r, up+turn) == On(r, up) {
				t.Errorf("%s at %s doesn't change %s later", r, up, turn)
			}
		}
	}
	if On(board.Flash, -time.Hour) != On(board.Flash, 0) {
		t.Error("a time before the beginning isn't taken as the beginning")
	}
}

func office() *telephony.Snapshot {
	return &telephony.Snapshot{
		Agents: []telephony.AgentView{{ID: "jana", Seat: "201", Presence: telephony.OffAir}, {ID: "petr"}},
		Seats:  []telephony.SeatView{{ID: "201", Agent: "jana", Reach: telephony.Reachable}, {ID: "202"}},
		Queues: []telephony.QueueView{{ID: "podpora"}},
		Breaks: []telephony.Break{{ID: "personal"}, {ID: "task"}},
	}
}

func at(d time.Duration) telephony.Moment { return telephony.Moment{Boot: 1, Up: time.Minute + d} }
