package flight

import (
	"bytes"
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

const call = telephony.CallID(3<<32 | 7)

// rig is a recorder that runs, in a bubble of time.
type rig struct {
	*Recorder
	t       *testing.T
	dir     string
	wall    atomic.Int64 // when the box began, in seconds
	boot    uint32
	trouble []string
	o       Options
	end     func()
}

func inBubble(t *testing.T, story func(*rig)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, dir: dir, boot: 3}
		r.wall.Store(time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC).Unix())
		r.start()
		defer func() { r.end() }()
		story(r)
	})
}

func (r *rig) start() {
	began, boot := time.Now(), r.boot
	o := r.o
	o.Dir = r.dir
	o.Trouble = func(what string, err error) { r.trouble = append(r.trouble, what) }
	o.Now = func() telephony.Moment {
		up := time.Since(began)
		wall := time.Unix(r.wall.Load(), 0).UTC().Add(up)
		return telephony.Moment{Boot: boot, Up: up, Wall: wall, Trusted: wall.Year() > 2000}
	}
	one, err := Open(o)
	if err != nil {
		r.t.Fatal(err)
	}
	r.Recorder = one
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { one.Run(ctx); close(done) }()
	r.end = func() { cancel(); <-done }
}

// crash starts the next process without a word to the one before, with half a
// block at the end of what it wrote.
func (r *rig) crash() {
	r.mu.Lock()
	r.wait, r.legs = nil, make(map[telephony.LegID]*leg)
	r.mu.Unlock()
	r.disk.Lock()
	r.files.out.WriteAt([]byte("SpBk\xff\x00\x00"), r.files.last().size)
	r.disk.Unlock()
	r.end()
	r.boot++
	r.start()
}

func (r *Recorder) signal(leg telephony.LegID, text string) {
	r.Signal(telephony.Signal{Leg: leg, Trunk: "out", Own: netip.MustParseAddrPort("10.0.0.1:5060"), Peer: netip.MustParseAddrPort("[2001:db8::9]:5060"), Text: []byte(text)})
}

// texts are the first lines of a call's messages.
func (r *rig) texts(call telephony.CallID) string {
	var list []string
	for _, s := range r.Trace(call).Signals {
		first, _, _ := bytes.Cut(s.Text, []byte("\r"))
		list = append(list, string(first))
	}
	return strings.Join(list, ",")
}

func TestKeepsACall(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.signal(1, "INVITE one")
		r.Joined(call, 1)
		r.signal(1, "INFO two\r\nContent-Type: application/dtmf-relay\r\n\r\nSignal=5\r\n")
		if got := r.texts(call); got != "INVITE one,INFO two" {
			t.Errorf("at once: %s", got)
		}
		time.Sleep(1500 * time.Millisecond)
		r.signal(1, "BYE three")
		if tr := r.Trace(call); !tr.Open || len(tr.Signals) != 3 || bytes.Contains(tr.Signals[1].Text, []byte("5")) {
			t.Errorf("in the call: %+v", tr)
		}
		r.LegOver(1)
		time.Sleep(5 * time.Second)
		tr := r.Trace(call)
		if tr.Open || r.texts(call) != "INVITE one,INFO two,BYE three" {
			t.Errorf("afterwards: %+v", tr)
		}
		s := tr.Signals[2]
		if s.Trunk != "out" || s.Own.String() != "10.0.0.1:5060" || s.Peer.String() != "[2001:db8::9]:5060" || s.At.Up != 1500*time.Millisecond || s.At.Boot != 3 {
			t.Errorf("%+v", s)
		}
		if len(r.legs) != 0 || len(r.wait) != 0 {
			t.Error("something is left in memory")
		}
		if f := r.Figures(); f.Kept != 3 || f.Dropped != 0 || f.Bytes == 0 {
			t.Errorf("%+v", f)
		}
	})
}

// The next process shows what came before the crash and after it.
func TestACrashCostsASecond(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.Joined(call, 1)
		r.signal(1, "INVITE one")
		time.Sleep(1100 * time.Millisecond)
		r.signal(1, "lost")
		r.crash()
		r.Joined(call, 1)
		r.signal(1, "BYE two")
		r.LegOver(1)
		time.Sleep(2 * time.Second)
		if got := r.texts(call); got != "INVITE one,BYE two" {
			t.Errorf("kept %s", got)
		}
		other := call + 1
		r.Joined(other, 2)
		r.signal(2, "INVITE other")
		time.Sleep(2 * time.Second)
		if got := r.texts(other); got != "INVITE other" {
			t.Errorf("the next call: %s", got)
		}
	})
}

// A call of 10,000 messages keeps its beginning and its end, and says how
// many are missing; so does one whose messages are huge.
func TestACallIsBounded(t *testing.T) {
	for name, text := range map[string]string{"many": "OPTIONS %d\r\n", "huge": "OPTIONS %d\r\n" + strings.Repeat("x", 64<<10)} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(r *rig) {
				r.Joined(call, 1)
				for i := range 10_000 {
					r.signal(1, fmt.Sprintf(text, i))
					if i%1000 == 0 {
						time.Sleep(time.Second)
					}
				}
				r.LegOver(1)
				time.Sleep(2 * time.Second)
				tr := r.Trace(call)
				last := string(tr.Signals[len(tr.Signals)-1].Text)
				if n := len(tr.Signals); n > legMessages+legLast || !strings.HasPrefix(string(tr.Signals[0].Text), "OPTIONS 0") || !strings.HasPrefix(last, "OPTIONS 9999") || n+tr.Missing != 10_000 {
					t.Errorf("%d kept, %d missing, the last %.20q", n, tr.Missing, last)
				}
				if size := r.Figures().Bytes; size > 2*legBytes {
					t.Errorf("%d bytes on disk", size)
				}
			})
		})
	}
}

// A flood of calls is dropped and counted when the disk doesn't follow.
func TestASlowDiskDrops(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.disk.Lock()
		for i := range telephony.LegID(20_000) {
			r.Joined(call+telephony.CallID(i), i+1)
			r.signal(i+1, strings.Repeat("INVITE ", 200))
			r.LegOver(i + 1)
		}
		if n := len(r.text); n > maxPending {
			t.Errorf("%d bytes wait", n)
		}
		if n := len(r.legs); n > maxLegs {
			t.Errorf("%d legs are known", n)
		}
		r.disk.Unlock()
		time.Sleep(2 * time.Second)
		if f := r.Figures(); f.Dropped == 0 || f.Kept+f.Dropped != 20_000 {
			t.Errorf("%+v", f)
		}
		r.Joined(call+30_000, 30_000)
		r.signal(30_000, "INVITE after")
		time.Sleep(2 * time.Second)
		if got := r.texts(call + 30_000); got != "INVITE after" {
			t.Errorf("after the flood: %q", got)
		}
	})
}

// A leg that never became a call's is found at its trunk, a registration at
// its phone; both in bounds and without secrets.
func TestRings(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.signal(9, "INVITE refused")
		r.LegOver(9)
		for range 3 * ringMessages {
			r.Signal(telephony.Signal{Seat: "203", Text: []byte("REGISTER x SIP/2.0\r\nAuthorization: Digest response=\"abc\"\r\n\r\n")})
		}
		time.Sleep(2 * time.Second)
		if tr := r.OfTrunk("out"); len(tr.Rungs) != 1 || tr.Rungs[0].Text != "INVITE refused" {
			t.Errorf("of the trunk: %+v", tr)
		}
		tr := r.OfSeat("203")
		if len(tr.Rungs) != ringMessages || strings.Contains(tr.Rungs[0].Text, "abc") {
			t.Errorf("of the seat: %d, %s", len(tr.Rungs), tr.Rungs[0].Text)
		}
		for i := range 3000 {
			r.Signal(telephony.Signal{Seat: telephony.SeatID(fmt.Sprint(i)), Text: []byte("x")})
		}
		if len(r.rings) > maxRings {
			t.Errorf("%d rings", len(r.rings))
		}
	})
}

// A clock that begins in 1970 and is set later loses nothing and deletes
// nothing; age counts only by a clock that is trusted.
func TestClockAt1970(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.wall.Store(60)
		r.Joined(call, 1)
		r.signal(1, "INVITE one")
		time.Sleep(2 * time.Second)
		r.wall.Store(time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC).Unix())
		r.signal(1, "BYE two")
		r.LegOver(1)
		time.Sleep(2 * time.Second)
		tr := r.Trace(call)
		if len(tr.Signals) != 2 || tr.Signals[1].At.Since(tr.Signals[0].At) != 2*time.Second {
			t.Errorf("%+v", tr)
		}
	})
}

func TestOldFilesGo(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, dir: dir, boot: 3, o: Options{Keep: telephony.KeptSignals{Days: 2, Megabytes: 1}}}
		r.wall.Store(time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC).Unix())
		r.start()
		defer func() { r.end() }()
		for i := range telephony.CallID(6) {
			r.Joined(call+i, telephony.LegID(i+1))
			r.signal(telephony.LegID(i+1), fmt.Sprint("INVITE ", int(i)))
			r.LegOver(telephony.LegID(i + 1))
			time.Sleep(24 * time.Hour)
		}
		r.Joined(call+9, 9)
		r.signal(9, "INVITE 9")
		time.Sleep(2 * time.Second)
		if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) > 4 {
			t.Errorf("files: %v", names)
		}
		if r.texts(call) != "" || r.texts(call+5) != "INVITE 5" {
			t.Errorf("kept %q and %q", r.texts(call), r.texts(call+5))
		}
	})
}

// What rots or is torn costs its block; no bytes make the reader panic.
func TestBrokenFiles(t *testing.T) {
	inBubble(t, func(r *rig) {
		for i := range telephony.CallID(5) {
			r.Joined(call+i, telephony.LegID(i+1))
			r.signal(telephony.LegID(i+1), fmt.Sprint("INVITE ", int(i)))
			r.LegOver(telephony.LegID(i + 1))
			time.Sleep(time.Second + time.Millisecond)
		}
		time.Sleep(time.Second)
		path := r.files.path(1)
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.LastIndex(good, []byte(blockMagic))
		for i := range good {
			bad := bytes.Clone(good)
			bad[i] ^= 0x55
			os.WriteFile(path, bad[:len(bad)-i%7], 0o600)
			for c := range telephony.CallID(5) {
				r.Trace(call + c)
			}
			if i > fileHead+40 && i < at && r.texts(call) != "INVITE 0" && r.texts(call+3) != "INVITE 3" {
				t.Fatalf("byte %d cost more than its block", i)
			}
		}
	})
}

// A disk that refuses is told of once, and costs the messages only.
func TestDiskFull(t *testing.T) {
	inBubble(t, func(r *rig) {
		full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		r.Joined(call, 1)
		r.signal(1, "INVITE one")
		time.Sleep(1100 * time.Millisecond)
		r.disk.Lock()
		was := r.files.out
		r.files.out = full
		r.disk.Unlock()
		for range 3 {
			r.signal(1, "INFO lost")
			time.Sleep(time.Second)
		}
		if len(r.trouble) != 1 {
			t.Errorf("told %q", r.trouble)
		}
		r.disk.Lock()
		r.files.out = was
		r.disk.Unlock()
		full.Close()
		r.signal(1, "BYE two")
		r.LegOver(1)
		time.Sleep(2 * time.Second)
		if got := r.texts(call); got != "INVITE one,BYE two" || r.Figures().Dropped != 3 {
			t.Errorf("kept %s, %+v", got, r.Figures())
		}
	})
}

func FuzzBlock(f *testing.F) {
	p := newPress()
	p.add(entry{call: call, Signal: telephony.Signal{Leg: 1, Seat: "203", Text: []byte("BYE")}})
	f.Add(p.take())
	f.Fuzz(func(_ *testing.T, b []byte) {
		if w, _, err := takeBlock(b); err == nil {
			_ = w.unfold(func(entry) {})
		}
		for len(b) > 0 {
			_, rest, err := takeEntry(b)
			if err != nil {
				return
			}
			b = rest
		}
	})
}

// What a message costs the wire.
func BenchmarkSignal(b *testing.B) {
	r, err := Open(Options{Dir: b.TempDir(), Now: func() telephony.Moment { return telephony.Moment{Boot: 3} }})
	if err != nil {
		b.Fatal(err)
	}
	text := bytes.Repeat([]byte("Via: SIP/2.0/UDP x\r\n"), 25)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		leg := telephony.LegID(n/6 + 1)
		r.Joined(call, leg)
		r.Signal(telephony.Signal{Leg: leg, Text: text})
		if n%6 == 5 {
			r.LegOver(leg)
		}
		if n%3000 == 0 {
			r.flush(false)
		}
	}
}

// How long the ladder of a call takes among 20,000 (FIELD I-12: a second).
func BenchmarkLadder(b *testing.B) {
	r, err := Open(Options{Dir: b.TempDir(), Now: func() telephony.Moment { return telephony.Moment{Boot: 3} }})
	if err != nil {
		b.Fatal(err)
	}
	for i := range telephony.CallID(20_000) {
		leg := telephony.LegID(i + 1)
		r.Joined(call+i, leg)
		for n := range 12 {
			r.signal(leg, fmt.Sprintf("%s%d.%d", invite, i, n))
		}
		r.LegOver(leg)
		if i%100 == 99 {
			r.flush(false)
		}
	}
	for b.Loop() {
		if l := r.Ladder(telephony.CallRecord{ID: call + 777}, nil); len(l.Rungs) != 12 {
			b.Fatalf("%d rungs", len(l.Rungs))
		}
	}
	b.ReportMetric(float64(r.Figures().Bytes)/20_000, "B/call")
}
