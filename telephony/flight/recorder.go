package flight

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Bounds. Of a call with more messages the first are kept and the newest.
const (
	flushEach    = time.Second
	soonAt       = 64 << 10 // so many bytes don't wait for the second to pass
	maxPending   = 2 << 20  // bytes that wait for the disk
	maxWaiting   = 8192     // messages that wait
	legMessages  = 400      // kept of a leg
	legBytes     = 512 << 10
	legLast      = 40              // and of the rest so many, the newest
	lastText     = 4 << 10         // of each of them
	nameless     = 2 * time.Second // a leg's call is known by then, or it never was one
	maxLegs      = 8192
	ringMessages = 60 // of a phone's or a trunk's registration
	maxRings     = 1024
)

// Options plug a recorder together.
type Options struct {
	Dir string
	Now func() telephony.Moment
	// Keep says how long; see [Recorder.Keep].
	Keep telephony.KeptSignals
	// Trouble reports what an installer should know, once until it is over.
	Trouble func(what string, err error)
}

// Figures are the recorder's own.
type Figures struct {
	Kept    uint64 // messages on disk
	Dropped uint64 // not kept: too many, or the disk too slow or full
	Bytes   int64  // of its files
}

// leg is what is known of a leg on the wire.
type leg struct {
	call    telephony.CallID // 0: not known yet
	began   time.Duration
	n       int
	bytes   int
	dropped int
	last    []entry // beyond the bounds: the newest
	over    bool
}

// Recorder keeps messages. Its methods may be called from anywhere and never
// wait for the disk, but for those that read.
type Recorder struct {
	o    Options
	mu   sync.Mutex
	wait []entry // texts are in text
	text []byte
	// of the flush before, to be used again
	spareWait []entry
	spareText []byte
	bell      chan struct{} // much is waiting
	legs      map[telephony.LegID]*leg
	rings     map[ringKey][]telephony.Signal
	refused   refused
	keep      telephony.KeptSignals
	high      telephony.CallID // highest number of a call seen
	fig       Figures

	disk  sync.Mutex // one at a time writes or reads
	files files
	press *press // nil while there is nothing to write
	idle  int    // how often in a row there was nothing
	sick  bool   // the disk refuses; it was told
}

type ringKey struct {
	seat  telephony.SeatID
	trunk telephony.TrunkID
}

// Open takes the folder, which it makes; [Recorder.Run] writes.
func Open(o Options) (*Recorder, error) {
	if o.Trouble == nil {
		o.Trouble = func(string, error) {}
	}
	r := &Recorder{o: o, bell: make(chan struct{}, 1), legs: make(map[telephony.LegID]*leg), rings: make(map[ringKey][]telephony.Signal)}
	r.Keep(o.Keep)
	r.high = telephony.CallID(telephony.Compose(o.Now().Boot, 0))
	err := r.files.open(o.Dir)
	r.fig.Bytes = r.files.size()
	return r, err
}

// Keep says for how many days and up to how many bytes messages are kept from
// now on. While the clock isn't trusted nothing is deleted for its age.
func (r *Recorder) Keep(k telephony.KeptSignals) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keep = telephony.KeptSignals{Days: cmp.Or(k.Days, telephony.UsualSignalDays), Megabytes: cmp.Or(k.Megabytes, telephony.UsualSignalMB)}
}

// Run writes until ctx ends, and then what is left.
func (r *Recorder) Run(ctx context.Context) {
	tick := time.NewTicker(flushEach)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			r.flush(true)
			r.files.close()
			return
		case <-tick.C:
			r.flush(false)
		case <-r.bell:
			r.flush(false)
		}
	}
}

// Figures counts.
func (r *Recorder) Figures() Figures {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fig
}

// Joined: a leg belongs to a call.
func (r *Recorder) Joined(call telephony.CallID, id telephony.LegID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.high = max(r.high, call)
	if l := r.leg(id); l != nil {
		l.call = call
	}
}

// leg is the leg's entry, made when new; nil: there are too many.
func (r *Recorder) leg(id telephony.LegID) *leg {
	l := r.legs[id]
	if l == nil && len(r.legs) < maxLegs {
		l = &leg{began: r.o.Now().Up}
		r.legs[id] = l
	}
	return l
}

// Signal takes one message; its bytes are copied.
func (r *Recorder) Signal(s telephony.Signal) {
	s.At = r.o.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if s.Leg == 0 {
		r.ring(ringKey{s.Seat, s.Trunk}, s)
		return
	}
	l := r.leg(s.Leg)
	switch {
	case l == nil:
		r.fig.Dropped++
	case l.n >= legMessages || l.bytes+len(s.Text) > legBytes:
		r.keepLast(l, s)
	case len(r.wait) >= maxWaiting || len(r.text)+len(s.Text) > maxPending:
		l.dropped++
		r.fig.Dropped++
	default:
		l.n++
		l.bytes += len(s.Text)
		at := len(r.text)
		r.text = append(r.text, s.Text...)
		s.Text = r.text[at:len(r.text):len(r.text)]
		r.wait = append(r.wait, entry{Signal: s})
		r.ask(len(s.Text))
	}
}

// ask rings the bell when much has come to wait: a burst must not swell the
// buffers, which stay.
func (r *Recorder) ask(more int) {
	if n := len(r.text); n/soonAt == (n-more)/soonAt {
		return
	}
	select {
	case r.bell <- struct{}{}:
	default:
	}
}

// keepLast keeps the newest of a leg that has too many.
func (r *Recorder) keepLast(l *leg, s telephony.Signal) {
	if len(l.last) >= legLast {
		copy(l.last, l.last[1:])
		l.last = l.last[:legLast-1]
		l.dropped++
		r.fig.Dropped++
	}
	s.Text = append([]byte(nil), s.Text[:min(len(s.Text), lastText)]...)
	l.last = append(l.last, entry{Signal: s})
}

// LegOver: no message of the leg comes any more.
func (r *Recorder) LegOver(id telephony.LegID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if l := r.legs[id]; l != nil {
		l.over = true
	}
}

// taken is what one flush writes.
type taken struct {
	entries []entry
	high    telephony.CallID
	text    []byte
}

// take takes what can be written; legs whose call isn't known yet wait.
func (r *Recorder) take(all bool) taken {
	t, strays := r.sort(all)
	for _, s := range strays {
		r.turned(s)
	}
	return t
}

// sort takes what is a call's, and apart from it what never became one's: that
// was refused.
func (r *Recorder) sort(all bool) (t taken, strays []telephony.Signal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.wait) == 0 && len(r.legs) == 0 {
		return taken{}, nil
	}
	now := r.o.Now().Up
	t = taken{high: r.high, text: r.text, entries: r.wait[:0]}
	later := r.spareWait[:0]
	r.text = r.spareText[:0]
	for _, e := range r.wait {
		l := r.legs[e.Leg]
		if l == nil || l.call == 0 && (l.over || all || now-l.began > nameless) {
			r.ring(ringKey{e.Seat, e.Trunk}, e.Signal)
			strays = append(strays, e.Signal)
			continue
		}
		if l.call == 0 {
			at := len(r.text)
			r.text = append(r.text, e.Text...)
			e.Text = r.text[at:len(r.text):len(r.text)]
			later = append(later, e)
			continue
		}
		e.call = l.call
		t.entries = append(t.entries, e)
	}
	r.wait, r.spareWait, r.spareText = later, nil, nil
	r.leave(&t, all)
	return t, strays
}

// leave lets go of the legs that are over, with what was kept of their end.
func (r *Recorder) leave(t *taken, all bool) {
	for id, l := range r.legs {
		if !l.over && !all {
			continue
		}
		delete(r.legs, id)
		if l.call == 0 {
			continue
		}
		for _, e := range l.last {
			e.call = l.call
			t.entries = append(t.entries, e)
		}
		if l.dropped > 0 {
			t.entries = append(t.entries, entry{call: l.call, missing: l.dropped, Signal: telephony.Signal{Leg: id, At: r.o.Now()}})
		}
	}
}
