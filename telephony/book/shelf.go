package book

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// openFiles bounds the months that are open at once; more are opened when
// somebody looks into them.
const openFiles = 6

// shelf has the files by month.
type shelf struct {
	o *Options

	mu      sync.Mutex
	volumes []*volume // oldest first
	looks   atomic.Uint64
}

// volume is the file of a month.
type volume struct {
	month string // "2026-11"
	shelf *shelf

	mu       sync.RWMutex // held for reading while the file is in use
	store    Store        // nil: not open
	writable bool
	gone     bool          // deleted: as if it were empty
	looked   atomic.Uint64 // when it was last used, by the shelf's count

	first, last atomic.Uint64 // numbers of its calls, 0: none
	// until is the latest arrival of a call in it that came after its month
	// (Unix milliseconds): one that got its time later. 0: none.
	until atomic.Int64
}

func openShelf(o *Options) (*shelf, error) {
	sweep(o.Dir)
	s := &shelf{o: o}
	files, err := filepath.Glob(filepath.Join(o.Dir, "book-*.db"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		s.volumes = append(s.volumes, &volume{month: strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "book-"), ".db"), shelf: s})
	}
	slices.SortFunc(s.volumes, byMonth)
	return s, nil
}

func byMonth(a, b *volume) int { return strings.Compare(a.month, b.month) }

// all lists the months that have a file, oldest first.
func (s *shelf) all() []*volume {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.volumes)
}

// newest is the newest month that has a file, or "".
func (s *shelf) newest() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.volumes) == 0 {
		return ""
	}
	return s.volumes[len(s.volumes)-1].month
}

// volume is a month, which need not have a file yet.
func (s *shelf) volume(month string) *volume {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := &volume{month: month, shelf: s}
	i, ok := slices.BinarySearchFunc(s.volumes, v, byMonth)
	if ok {
		return s.volumes[i]
	}
	s.volumes = slices.Insert(s.volumes, i, v)
	return v
}

// take takes a month off the shelf.
func (s *shelf) take(month string) *volume {
	v := s.volume(month)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.volumes = slices.DeleteFunc(s.volumes, func(o *volume) bool { return o == v })
	return v
}

func (s *shelf) close() (err error) {
	for _, v := range s.all() {
		err = errors.Join(err, v.close())
	}
	return err
}

// trim closes the files that were not looked into for longest. One in use
// stays.
func (s *shelf) trim() {
	var open []*volume
	for _, v := range s.all() {
		if v.looked.Load() > 0 {
			open = append(open, v)
		}
	}
	slices.SortFunc(open, func(a, b *volume) int { return int(int64(b.looked.Load()) - int64(a.looked.Load())) })
	for i := openFiles; i < len(open); i++ {
		if v := open[i]; v.mu.TryLock() {
			v.looked.Store(0)
			v.closeLocked()
			v.mu.Unlock()
		}
	}
}

// use gives the month's file to f, opened for writing if need be.
func (v *volume) use(write bool, f func(Store) error) error {
	for {
		v.mu.RLock()
		if v.store != nil && (v.writable || !write) {
			defer v.mu.RUnlock()
			v.looked.Store(v.shelf.looks.Add(1))
			return f(v.store)
		}
		if v.gone {
			v.mu.RUnlock()
			return nil
		}
		v.mu.RUnlock()
		if err := v.open(write); err != nil {
			return err
		}
	}
}

func (v *volume) open(write bool) error {
	defer v.shelf.trim()
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.gone || v.store != nil && (v.writable || !write) {
		return nil
	}
	v.closeLocked()
	open := v.shelf.o.OpenClosed
	if write {
		open = v.shelf.o.Open
	}
	s, err := open(filepath.Join(v.shelf.o.Dir, "book-"+v.month+".db"))
	if err != nil {
		return err
	}
	reportHealed(v.shelf.o, s)
	v.store, v.writable = s, write
	v.looked.Store(v.shelf.looks.Add(1))
	return nil
}

func (v *volume) close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.closeLocked()
}

func (v *volume) closeLocked() (err error) {
	if v.store != nil {
		err = v.store.Close()
	}
	v.store, v.writable = nil, false
	return err
}

var keyUntil = []byte("until")

// begin is that of the month; zero for a file with another name.
func (v *volume) begin() time.Time {
	begin, _ := time.Parse("2006-01", v.month)
	return begin
}

// end is when everything in the month had come.
func (v *volume) end() time.Time {
	end := v.begin().AddDate(0, 1, 0)
	if v.begin().IsZero() {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if until := time.UnixMilli(v.until.Load() + 1).UTC(); until.After(end) {
		return until
	}
	return end
}

// beyond is the latest arrival among changes that the month doesn't end after
// yet, or 0.
func (v *volume) beyond(changes []change) (until int64) {
	end := v.end().UnixMilli()
	for _, c := range changes {
		if at := c.after.At.UnixMilli(); at >= end && c.after.Unsure.IsZero() {
			until = max(until, at)
		}
	}
	return until
}

// measure notes the numbers of the first and last call.
func (v *volume) measure(s Store) error {
	until, err := s.Read(bucketMeta, keyUntil)
	if len(until) == 8 {
		v.until.Store(int64(binary.BigEndian.Uint64(until)))
	}
	return errors.Join(
		err,
		s.Scan(bucketCalls, nil, nil, false, func(k, _ []byte) bool { v.has(binary.BigEndian.Uint64(k)); return false }),
		s.Scan(bucketCalls, nil, nil, true, func(k, _ []byte) bool { v.has(binary.BigEndian.Uint64(k)); return false }),
	)
}

// has widens the range of the month's calls. Only the committer and Open
// call it.
func (v *volume) has(id uint64) {
	if first := v.first.Load(); first == 0 || id < first {
		v.first.Store(id)
	}
	if id > v.last.Load() {
		v.last.Store(id)
	}
}

// mayHave says whether a call can be in this month.
func (v *volume) mayHave(id telephony.CallID) bool {
	return v.first.Load() <= uint64(id) && uint64(id) <= v.last.Load()
}

// month says where a moment belongs. While the clock isn't confirmed it may
// say 1970: what happens then goes where the last thing went.
func (s *shelf) month(at telephony.Moment) string {
	if newest := s.newest(); !at.Trusted && newest != "" {
		return newest
	}
	return at.Wall.UTC().Format("2006-01")
}
