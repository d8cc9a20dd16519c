package record

import (
	"os"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Expected is a recording that the list of calls says there is.
type Expected struct {
	ID     telephony.RecordingID
	Call   telephony.CallID
	At     time.Time     // when the call came
	Ended  time.Time     // when its talk did; zero: it goes on
	Talked time.Duration // at least so much must be heard
	Kept   bool          // not to be deleted, whatever its age
	Unsure bool          // nobody knew what time it was: At and Ended may be far off
	// WithTheBox: the box went down, at Ended, before anything of it had to be
	// on the disk.
	WithTheBox bool
}

// Fault is what is wrong with a recording.
type Fault string

const (
	Missing Fault = "missing" // a call was connected, no file and no tape has it
	Orphan  Fault = "orphan"  // a file that no call has
	Twice   Fault = "twice"   // two calls have the same
	Changed Fault = "changed" // the file isn't the one that was made
	Short   Fault = "short"   // it ends before the talk did
	Broken  Fault = "broken"  // a month's chain doesn't hold; ID is the month
)

// Finding is one fault.
type Finding struct {
	ID    telephony.RecordingID `json:"id"`
	Call  telephony.CallID      `json:"call,omitempty"`
	Fault Fault                 `json:"fault"`
}

// Loss is a recording that there can't be: the box went down when the call had
// hardly begun. That is no fault, and it is said for as long as the call is
// known.
type Loss struct {
	ID   telephony.RecordingID `json:"id"`
	Call telephony.CallID      `json:"call"`
	At   time.Time             `json:"at"` // when it went down, UTC
}

// Report is what an audit found (I-10).
type Report struct {
	At     time.Time     `json:"at"`
	Since  string        `json:"since"` // the first month looked at
	Calls  int           `json:"calls"` // connected ones
	Files  int           `json:"files"`
	Read   int           `json:"read"`   // files read to their end
	Making int           `json:"making"` // still on the tape
	Took   time.Duration `json:"took"`
	// Daily is how many bytes of recordings a day brought lately, on average
	// over a week or as much of it as there are recordings of.
	Daily int64 `json:"daily"`
	// ByDay is how many bytes there are of each day back from the audit, the
	// newest first; of [daysMost] days at most, the last of them with all
	// that is older.
	ByDay    []int64   `json:"byDay,omitempty"`
	Bytes    int64     `json:"bytes"`              // of all files
	Deleted  int       `json:"deleted,omitempty"`  // recordings of the calls listed that were deleted as the rules say
	Findings []Finding `json:"findings,omitempty"` // the first of them
	More     int       `json:"more,omitempty"`     // those that found no room
	Lost     int       `json:"lost,omitempty"`     // went with the box
	Losses   []Loss    `json:"losses,omitempty"`   // the first of them
}

// Faults is how many were found.
func (r *Report) Faults() int { return len(r.Findings) + r.More }

const (
	findingsMost = 1000
	daysMost     = 400
	// shortBy is how much of a talk may be missing: what a crash may cost.
	shortBy   = time.Second
	bytesASec = kilobits * 1000 / 8
)

func (r *Report) found(id telephony.RecordingID, call telephony.CallID, f Fault) {
	if len(r.Findings) == findingsMost {
		r.More++
		return
	}
	r.Findings = append(r.Findings, Finding{id, call, f})
}

func (r *Report) lose(e Expected) {
	if r.Lost++; len(r.Losses) < findingsMost {
		r.Losses = append(r.Losses, Loss{e.ID, e.Call, e.Ended.UTC()})
	}
}

// weigh counts a file's bytes among those of its day.
func (r *Report) weigh(info os.FileInfo) {
	r.Bytes += info.Size()
	day := min(int(max(r.At.Sub(info.ModTime()), 0)/(24*time.Hour)), daysMost-1)
	for len(r.ByDay) <= day {
		r.ByDay = append(r.ByDay, 0)
	}
	r.ByDay[day] += info.Size()
}
