package record

import (
	"path/filepath"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// item is a recording on the tape.
type item struct {
	id    telephony.RecordingID
	start spot  // the block with its start
	begun int64 // ns on the run's clock
	last  int64 // its newest frame; of one that was cut off, the run's
	wall  int64
	run   int64 // the life of the sound process in which it was made
	ended bool
	made  bool
	after time.Time // not tried again before
}

// path is where its file belongs: by the month in which it began, UTC.
func (i *item) path(out string) string {
	month := time.Unix(0, i.wall).UTC().Format("2006-01")
	return filepath.Join(out, month, string(i.id)+".mp3")
}

// index follows the tape and knows what is on it.
type index struct {
	reel   *reel
	run    int64 // which life of the sound process we read
	last   int64 // its newest frame of any recording
	open   map[uint16]*item
	all    []*item // by start
	seen   map[telephony.RecordingID]bool
	broken int // frames that made no sense
}

func newIndex(dir string) *index {
	return &index{
		reel: newReel(dir, spot{}), open: make(map[uint16]*item),
		seen: make(map[telephony.RecordingID]bool),
	}
}

// follow reads all that is new, at most so many blocks, and says whether it
// reached the end.
func (x *index) follow(most int) (end bool, err error) {
	var blk audio.Block
	for range most {
		where, ok, err := x.reel.next(&blk)
		if err != nil || !ok {
			return true, err
		}
		x.block(&blk, where)
	}
	return false, nil
}

func (x *index) block(blk *audio.Block, where spot) {
	var f audio.Frame
	for {
		ok, err := blk.Next(&f)
		if err != nil {
			x.broken++
		}
		if !ok {
			return
		}
		x.frame(&f, where)
	}
}

func (x *index) frame(f *audio.Frame, where spot) {
	if f.Kind != audio.FrameRun {
		x.last = max(x.last, f.At)
	}
	switch f.Kind {
	case audio.FrameRun:
		if f.Wall != x.run {
			x.cut()
			x.run, x.last = f.Wall, 0
		}
	case audio.FrameStart:
		x.end(f.Rec)
		x.begin(f, where)
	case audio.FrameAudio:
		if i := x.open[f.Rec]; i != nil {
			i.last = max(i.last, f.At)
		}
	case audio.FrameEnd:
		x.end(f.Rec)
	}
}

// begin notes a recording. A name that can't be a file's, or that was there
// before, is not made: one name, one recording.
func (x *index) begin(f *audio.Frame, where spot) {
	id := telephony.RecordingID(f.Payload)
	if !valid(id) || x.seen[id] {
		x.broken++
		return
	}
	x.seen[id] = true
	i := &item{id: id, start: where, begun: f.At, last: f.At, wall: f.Wall, run: x.run}
	x.open[f.Rec] = i
	x.all = append(x.all, i)
}

func (x *index) end(num uint16) {
	if i := x.open[num]; i != nil {
		i.ended = true
		delete(x.open, num)
	}
}

// silentMost is how long a talk may go on in which neither side sends anything:
// a phone that is silent for longer is hung up.
const silentMost = int64(time.Minute)

// cut ends what a life of the sound process left open. A talk in which nobody
// sent anything just then lasted as long as the others did; one that is open
// for long because its end was damaged did not.
func (x *index) cut() {
	for num, i := range x.open {
		i.last = min(x.last, i.last+silentMost)
		x.end(num)
	}
}

// forget drops what is made, and returns the first segment still needed.
func (x *index) forget() (needed int) {
	needed = x.reel.at.segment
	kept := x.all[:0]
	for _, i := range x.all {
		if i.made && i.start.segment < needed {
			delete(x.seen, i.id)
			continue
		}
		kept = append(kept, i)
	}
	clear(x.all[len(kept):])
	x.all = kept
	for _, i := range x.all {
		if !i.made {
			needed = min(needed, i.start.segment)
		}
	}
	return needed
}
