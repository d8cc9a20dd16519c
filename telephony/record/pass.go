package record

import (
	"encoding/hex"
	"errors"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// pass is one reading of the tape that makes several recordings.
type pass struct {
	out  string
	todo map[telephony.RecordingID]*item // whose start hasn't come yet
	open map[uint16]*work
	run  int64
	err  error

	chains   chains
	unlinked bool // a file was made, but not its link
}

type work struct {
	*mix
	item *item
}

func newPass(out string, some []*item, c chains) *pass {
	p := &pass{out: out, chains: c, todo: make(map[telephony.RecordingID]*item), open: make(map[uint16]*work), run: some[0].run}
	for _, i := range some {
		p.todo[i.id] = i
	}
	return p
}

func (p *pass) block(blk *audio.Block, where spot) {
	var f audio.Frame
	for {
		if ok, _ := blk.Next(&f); !ok {
			return
		}
		p.frame(&f, where)
	}
}

func (p *pass) frame(f *audio.Frame, where spot) {
	w := p.open[f.Rec]
	switch f.Kind {
	case audio.FrameRun:
		p.newRun(f.Wall)
	case audio.FrameStart:
		p.finish(f.Rec, w, f.At)
		p.begin(f, where)
	case audio.FrameAudio:
		if w != nil {
			w.put(f)
		}
	case audio.FrameEnd:
		p.finish(f.Rec, w, f.At)
	}
}

// newRun cuts off what was open when the sound process died.
func (p *pass) newRun(name int64) {
	if p.run == name {
		return
	}
	p.run = name
	for num, w := range p.open {
		p.finish(num, w, w.item.last)
	}
}

func (p *pass) begin(f *audio.Frame, where spot) {
	i := p.todo[telephony.RecordingID(f.Payload)]
	if i == nil || i.start != where {
		return
	}
	delete(p.todo, i.id)
	m, err := newMix(i.path(p.out), i.begun)
	if err != nil {
		p.fail(err)
		i.again()
		return
	}
	p.open[f.Rec] = &work{m, i}
}

func (p *pass) finish(num uint16, w *work, ended int64) {
	if w == nil {
		return
	}
	delete(p.open, num)
	if err := w.mix.finish(ended); err != nil {
		p.fail(err)
		w.item.again()
		return
	}
	w.item.made = true
	if err := p.chains.add(w.path, hex.EncodeToString(w.sum.Sum(nil)), w.size); err != nil {
		p.unlinked = true
		p.fail(err)
	}
}

// again has a recording tried later.
func (i *item) again() { i.after = time.Now().Add(againAfter) }

func (p *pass) fail(err error) { p.err = errors.Join(p.err, err) }

// abandon leaves what is unfinished for another pass.
func (p *pass) abandon() {
	for _, w := range p.open {
		w.abandon()
		w.item.again()
	}
	for _, i := range p.todo {
		i.again()
	}
}
