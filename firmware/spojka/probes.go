package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/disk"
	"github.com/spojka/spojka/firmware/health"
	"github.com/spojka/spojka/firmware/supervise"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/record"
)

const (
	commitSlow  = 2 * time.Second
	commitFault = 30 * time.Second
	// busyDay is what a busy small office records, as long as the box doesn't
	// know its own: 20 lines talking six hours, tape and MP3, 20 kB a second.
	busyDay = 20 * 6 * 3600 * 20_000
	// quietDay is room that the box wants for a day with hardly a call: for
	// its books and their copies.
	quietDay = 20_000_000
)

// probes are the box's conditions, in the order in which pages show them.
func (b *box) probes() []health.Probe {
	audits := &record.Newest{Shelf: b.s.shelf()}
	return []health.Probe{
		processProbe(board.CondMedia, b.s.pidFile("media")),
		processProbe(board.CondWorker, b.s.pidFile("worker")),
		func() board.Condition { return realTimeCondition(b.s.pidFile("media")) },
		func() board.Condition { return recordingsCondition(audits.Report()) },
		func() board.Condition { return diskCondition(b.s.data, audits.Report(), b.kept()) },
		func() board.Condition { return clockCondition(b.clock.Now()) },
		b.mended.condition,
		b.backupCondition,
		func() board.Condition { return commitCondition(b.x.Snapshot().SlowCommit) },
		func() board.Condition { return trunkCondition(b.x.Snapshot().Trunks) },
		func() board.Condition { return seatCondition(b.x.Snapshot().Seats) },
		func() board.Condition { return boardCondition(b.panel.Trouble()) },
		func() board.Condition { return mailCondition(b.post.State()) },
		new(portless).condition(func() uint64 { return b.x.Figures().Portless }),
		func() board.Condition { return wireCondition(b.x.Figures().WireFixed) },
	}
}

func processProbe(id board.ConditionID, pidFile string) health.Probe {
	return func() board.Condition {
		if pid, ok := readPid(pidFile); ok && syscall.Kill(pid, 0) == nil {
			return board.Condition{ID: id}
		}
		return board.Condition{ID: id, Level: board.Fault}
	}
}

func readPid(file string) (int, bool) {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0, false
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	return pid, err == nil
}

func realTimeCondition(pidFile string) board.Condition {
	c := board.Condition{ID: board.CondRealTime, Level: board.Warn}
	if pid, ok := readPid(pidFile); ok {
		if yes, err := supervise.RealTime(pid); err == nil && yes {
			c.Level = board.Good
		}
	}
	return c
}

// diskCondition says for how many days the disk lasts.
func diskCondition(dir string, r record.Report, keep telephony.Keeping) board.Condition {
	c := board.Condition{ID: board.CondDisk}
	free, size, err := disk.Space(dir)
	if err != nil {
		c.Level, c.Value = board.Fault, err.Error()
		return c
	}
	_, days := ahead(size, free, daily(r), r.ByDay, keep.Recordings)
	if days < 0 {
		return c
	}
	c.Value = fmt.Sprint(days)
	switch {
	case days < 2:
		c.Level = board.Fault
	case days < 14:
		c.Level = board.Warn
	}
	return c
}

func clockCondition(now telephony.Moment) board.Condition {
	if now.Trusted {
		return board.Condition{ID: board.CondClock}
	}
	return board.Condition{ID: board.CondClock, Level: board.Warn}
}

func commitCondition(oldest time.Duration) board.Condition {
	c := board.Condition{ID: board.CondCommit, Value: fmt.Sprint(int(oldest / time.Second))}
	switch {
	case oldest > commitFault:
		c.Level = board.Fault
	case oldest > commitSlow:
		c.Level = board.Warn
	}
	return c
}

func trunkCondition(trunks []telephony.TrunkView) board.Condition {
	for _, t := range trunks {
		off := t.Trouble == telephony.TrunkOff || t.Trouble == telephony.TrunkTrying
		if !t.Up && !off {
			return board.Condition{ID: board.CondTrunk, Level: board.Fault, Value: t.Name}
		}
	}
	return board.Condition{ID: board.CondTrunk}
}

func seatCondition(seats []telephony.SeatView) board.Condition {
	for _, s := range seats {
		if s.Agent != "" && s.Reach != telephony.Reachable {
			return board.Condition{ID: board.CondSeats, Level: board.Warn, Value: string(s.ID)}
		}
	}
	return board.Condition{ID: board.CondSeats}
}

func boardCondition(trouble string) board.Condition {
	if trouble == "" {
		return board.Condition{ID: board.CondBoard}
	}
	return board.Condition{ID: board.CondBoard, Level: board.Fault, Value: trouble}
}

// portless tells for a while of calls that found no port.
type portless struct {
	before, seen uint64 // calls by the end of the last trouble, and by now
	at           time.Time
}

const portlessShows = 10 * time.Minute

func (p *portless) condition(calls func() uint64) health.Probe {
	return func() board.Condition {
		if now := calls(); now != p.seen {
			p.seen, p.at = now, time.Now()
		}
		if time.Since(p.at) > portlessShows {
			p.before = p.seen
		}
		if p.seen == p.before {
			return board.Condition{ID: board.CondPorts}
		}
		return board.Condition{ID: board.CondPorts, Level: board.Warn, Value: fmt.Sprint(p.seen - p.before)}
	}
}

func wireCondition(fixed uint64) board.Condition {
	if fixed == 0 {
		return board.Condition{ID: board.CondWire}
	}
	return board.Condition{ID: board.CondWire, Level: board.Warn, Value: fmt.Sprint(fixed)}
}
