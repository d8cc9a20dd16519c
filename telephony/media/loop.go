package media

import (
	"errors"
	"io/fs"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"golang.org/x/sys/unix"
)

// Tags of what isn't a leg's socket.
const (
	tagListen int32 = -1 - iota
	tagBrain
	tagVisitor
	tagStop
)

// tagReports is set in the tag of a leg's port for RTCP.
const tagReports int32 = 1 << 30

const (
	chore      = int64(100e6) // how often the loop looks after itself
	silentStep = int64(10e9)  // how often a leg's silence is told
	deepSleep  = int64(1e9)   // how long it sleeps while no leg is used
	perTopUp   = 4            // legs opened between two looks at the sound
)

// sound is the whole state of the sound thread. Nothing else touches it.
type sound struct {
	o        Options
	watch    *poller
	listener int
	brain    brain
	visitor  visitor
	clock    clock
	now      int64 // ns since the start, as of this turn of the loop
	stopping bool

	ports    ports
	legs     []*leg // by slot
	free     queue
	draining queue
	offered  int // in the brain's hands
	want     int // how many it wants to hold
	starved  bool
	used     int

	prompts fs.FS
	far     chan *clip // what is to be brought; nil: by the sound thread
	metro   metronome
	block   [1]rtcp.ReceptionReport    // of the report in hand
	words   [256]byte                  // the whole of it
	pcm     [len(received{}.buf)]int16 // sound on its way from one codec to another
	rx      *received
	head    rtp.Header
	tape    *tape
	unsent  uint64
	chores  int64 // when they are due next
	round   int
	orphan  int64 // since when there has been no brain; 0: there is one
}

// clock gives time since the start and places the kernel's stamps on it. The
// wall clock may jump; ours doesn't.
type clock struct {
	base   time.Time
	offset int64 // wall clock less ours
}

func (c *clock) read() int64 {
	t := time.Now()
	now := t.Sub(c.base).Nanoseconds()
	c.offset = t.UnixNano() - now
	return now
}

// stamp is when a packet reached the box, by our clock. Stamps that can't be
// (the wall clock was just set) count as now.
func (c *clock) stamp(wall, now int64) int64 {
	at := wall - c.offset
	if at > now+20e6 || at < now-2e9 {
		return now
	}
	return at
}

func newSound(o Options) (*sound, error) {
	s := &sound{o: o, listener: -1, clock: clock{base: time.Now()}, rx: newReceived(), prompts: promptFiles}
	s.brain.fd, s.visitor.fd = -1, -1
	s.metro.recode = s.recode
	var err error
	if s.watch, err = newPoller(); err != nil {
		return nil, err
	}
	s.ports = newPorts(o, s.watch)
	if s.listener, err = listen(o.Socket); err != nil {
		return nil, errors.Join(err, s.close())
	}
	if err = s.watch.add(s.listener, tagListen); err != nil {
		return nil, errors.Join(err, s.close())
	}
	if o.TapeDir != "" {
		if s.tape, err = newTape(o.TapeDir, o.SegmentSize, s.clock.base); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	for range poolLeast {
		if s.topUpOne() != nil {
			break // the brain will be told that there are fewer
		}
	}
	return s, nil
}

// loop serves until it is stopped: packets first, then what is due.
func (s *sound) loop() {
	s.now = s.clock.read()
	s.orphan = s.now
	s.chores = s.now + chore
	s.o.Beat()
	for !s.stopping {
		events := s.watch.wait(s.idle())
		s.now = s.clock.read()
		for i := range events {
			s.serve(events[i].Fd)
		}
		if due, ok := s.metro.due(); ok && due <= s.now {
			s.metro.run(s.now)
			s.tellSaid()
		}
		if s.offered < s.want && !s.starved {
			s.topUp()
		}
		if s.now >= s.chores {
			s.doChores()
		}
		s.brain.flush()
	}
}

// idle is how long the loop may wait for packets, and whether it may sleep,
// because there is no sound to wait for.
func (s *sound) idle() (ns int64, asleep bool) {
	if s.offered < s.want && !s.starved {
		return 0, false
	}
	if s.used == 0 && len(s.draining.line) == 0 && len(s.brain.outbox) == 0 && !s.starved {
		return deepSleep, true
	}
	until := s.chores
	if due, ok := s.metro.due(); ok {
		until = min(until, due)
	}
	return until - s.clock.read(), false
}

func (s *sound) serve(tag int32) {
	switch tag {
	case tagListen:
		s.accept()
	case tagBrain:
		s.hear()
	case tagVisitor:
		s.ask()
	case tagStop:
		s.stopping = true
	default:
		l := s.legs[tag&^tagReports]
		if tag&tagReports != 0 {
			if s.rx.read(l.rtcp) {
				s.reported(l, s.clock.stamp(s.rx.stamped, s.now), true)
			}
		} else if s.rx.read(l.rtp) {
			s.packet(l, s.clock.stamp(s.rx.stamped, s.now))
		}
	}
}

// doChores looks at a tenth of the legs each 100 ms: figures and silence of
// each about once a second.
func (s *sound) doChores() {
	s.chores += chore
	if s.chores <= s.now {
		s.chores = s.now + chore
	}
	s.round = (s.round + 1) % 10
	s.starved = false
	s.release()
	if s.now-s.visitor.since > patience {
		s.dismiss()
	}
	for i := s.round; i < len(s.legs); i += 10 {
		if l := s.legs[i]; l.place == placeUsed {
			s.tellSilence(l)
			s.tellReports(l)
			s.brain.figures(l, false)
		}
	}
	if s.round == 0 || s.used == 0 { // asleep, the chores come once a second
		s.o.Beat()
		s.tellHealth()
		s.shrink()
	}
	if s.orphan != 0 && s.now-s.orphan > int64(s.o.Orphaned) {
		s.orphan = s.now
		s.endAll()
	}
}

func (s *sound) tellSilence(l *leg) {
	quiet := s.now - max(l.heard, l.reports.heardAt) // who reports is there
	if !l.aimed || quiet < silentStep || quiet-l.told < silentStep {
		return
	}
	l.told = quiet - quiet%silentStep
	s.brain.silent(l, quiet)
}

// close lets go of everything; the socket's file goes last.
func (s *sound) close() error {
	var err error
	s.endAll()
	if s.tape != nil {
		err = s.tape.close()
	}
	for _, l := range s.legs {
		if l.rtp >= 0 {
			s.ports.close(l)
		}
	}
	s.legs = nil
	s.dismiss()
	if s.brain.fd >= 0 {
		unix.Close(s.brain.fd)
	}
	if s.listener >= 0 {
		unix.Close(s.listener)
		_ = unix.Unlink(s.o.Socket)
	}
	unix.Close(s.watch.fd)
	return err
}
