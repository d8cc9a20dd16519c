package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// Options say where the tape is and where the files go.
type Options struct {
	Tape string // the sound process's TapeDir
	Out  string // made where missing; a folder a month
	// Every is how often the tape is looked at. 0: 200 ms.
	Every time.Duration
	// Keeper says what may be deleted; nil: nothing is.
	Keeper Keeper
	// Disk measures the disk that a folder lies on, in bytes. A Keeper needs it.
	Disk func(folder string) (free, size int64, err error)
	// Trouble hears of what could not be done, and of damage on the tape.
	Trouble func(what string, err error)
}

const (
	batch       = 16  // recordings made in one pass over the tape
	blocksAhead = 256 // blocks read between two looks elsewhere
	againAfter  = 5 * time.Second
)

// worker is one run.
type worker struct {
	o       Options
	index   *index
	listed  string
	draft   []byte // of the next list
	damaged int
	first   int // the oldest segment that may still be there
	chains  chains
	linked  bool // every file stands in its month's chain
	retain  *retention
	gone    map[string]map[telephony.RecordingID]bool // by month, deleted before this worker began
}

// Run makes files until ctx ends. It never gives up by itself: what it can't
// do now (a full disk) it tries again.
func Run(ctx context.Context, o Options) error {
	if o.Every == 0 {
		o.Every = 200 * time.Millisecond
	}
	if o.Trouble == nil {
		o.Trouble = func(string, error) {}
	}
	if err := os.MkdirAll(o.Out, 0o700); err != nil {
		return fmt.Errorf("make the recordings' folder: %w", err)
	}
	w := &worker{
		o: o, index: newIndex(o.Tape), chains: make(chains), gone: make(map[string]map[telephony.RecordingID]bool),
	}
	w.retain = newRetention(o, w.chains)
	defer w.index.reel.close()
	w.sweep()
	tick := time.NewTicker(o.Every)
	defer tick.Stop()
	for {
		if err := w.turn(ctx); err != nil {
			w.o.Trouble("recordings can't be made now", err)
		}
		if err := w.delete(ctx); err != nil {
			w.o.Trouble("recordings can't be deleted now", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// delete deletes what is due, when every file has its link.
func (w *worker) delete(ctx context.Context) error {
	if !w.linked || ctx.Err() != nil {
		return nil
	}
	return w.retain.turn(ctx, time.Now())
}

// sweep removes files that were begun when a worker died.
func (w *worker) sweep() {
	left, _ := filepath.Glob(filepath.Join(w.o.Out, "*", "*.mp3.part"))
	for _, path := range left {
		_ = os.Remove(path)
	}
}

// turn reads what is new and makes what has ended.
func (w *worker) turn(ctx context.Context) error {
	for ctx.Err() == nil {
		end, err := w.look()
		if err == nil && !w.linked {
			err = w.chains.mend(w.o.Out)
			w.linked = err == nil
		}
		if err != nil {
			return err
		}
		todo := w.todo()
		if len(todo) > 0 {
			err = w.make(ctx, todo)
		}
		if err := errors.Join(err, w.list(), w.tidy()); err != nil || end && len(todo) == 0 {
			return err
		}
	}
	return nil
}

// look follows the tape a while and tells of damage.
func (w *worker) look() (end bool, err error) {
	end, err = w.index.follow(blocksAhead)
	if d := w.index.reel.damaged + w.index.broken; d > w.damaged {
		w.o.Trouble(fmt.Sprintf("%d damaged places on the tape were passed over", d-w.damaged), nil)
		w.damaged = d
	}
	return end, errors.Join(err, w.list())
}

// todo is the next few recordings that have ended and have no file.
func (w *worker) todo() (some []*item) {
	for _, i := range w.index.all {
		if i.made || !i.ended || time.Now().Before(i.after) {
			continue
		}
		if _, err := os.Stat(i.path(w.o.Out)); err == nil || w.deleted(i) {
			i.made = true
			continue
		}
		if some = append(some, i); len(some) == batch {
			break
		}
	}
	return some
}

// deleted says that a recording was made and deleted before this worker began,
// though it is on the tape still. The chain of its month is read once.
func (w *worker) deleted(i *item) bool {
	month := filepath.Dir(i.path(w.o.Out))
	gone, known := w.gone[month]
	if !known {
		read, err := readChain(month)
		if err != nil {
			return false
		}
		gone = read.gone()
		w.gone[month] = gone
	}
	return gone[i.id]
}

// make renders recordings in one pass over the tape.
func (w *worker) make(ctx context.Context, some []*item) error {
	p := newPass(w.o.Out, some, w.chains)
	defer p.abandon()
	r := newReel(w.o.Tape, some[0].start)
	defer r.close()
	var blk audio.Block
	for n := 1; len(p.todo)+len(p.open) > 0 && ctx.Err() == nil; n++ {
		where, ok, err := r.next(&blk)
		if err != nil {
			p.fail(err)
			break
		}
		if !ok {
			break
		}
		p.block(&blk, where)
		if n%blocksAhead == 0 {
			if _, err := w.look(); err != nil {
				w.o.Trouble("the tape can't be followed", err)
			}
		}
	}
	w.linked = w.linked && !p.unlinked
	return p.err
}

// list says what is on the tape and not yet made, for Shelf.Find.
func (w *worker) list() error {
	w.draft = w.draft[:0]
	for _, i := range w.index.all {
		if !i.made {
			w.draft = append(append(w.draft, i.id...), '\n')
		}
	}
	if string(w.draft) == w.listed {
		return nil
	}
	path := filepath.Join(w.o.Tape, making)
	if err := os.WriteFile(path+".part", w.draft, 0o600); err != nil {
		return fmt.Errorf("list the recordings to be made: %w", err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		return fmt.Errorf("list the recordings to be made: %w", err)
	}
	w.listed = string(w.draft)
	return nil
}

// tidy removes segments that nobody needs any more.
func (w *worker) tidy() error {
	needed := w.index.forget()
	if needed <= w.first {
		return nil
	}
	all, err := segments(w.o.Tape)
	if err != nil {
		return err
	}
	for _, n := range all {
		if n >= needed {
			break
		}
		if err := os.Remove(segmentPath(w.o.Tape, n)); err != nil {
			return fmt.Errorf("remove a segment of the tape: %w", err)
		}
	}
	w.first = needed
	return nil
}
