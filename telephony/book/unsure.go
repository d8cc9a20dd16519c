package book

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// isUnsure says that a call came in a boot while the clock wasn't trusted.
func isUnsure(r *telephony.CallRecord, boot uint32) bool {
	return !r.Unsure.IsZero() && r.Unsure.Boot == boot
}

// unsureMark is what the file of a call's month lists it with; nil: not at all.
func unsureMark(r *telephony.CallRecord) []byte {
	if r.Unsure.IsZero() {
		return nil
	}
	return binary.BigEndian.AppendUint32(nil, r.Unsure.Boot)
}

// unsure lists the calls on disk that came in a boot while the clock wasn't
// trusted, with their months. Such calls stand in the newest months of their
// time; the list is as long as nobody told the box what time it is.
func (b *Book) unsure(boot uint32) (homes map[telephony.CallID]string, err error) {
	homes = make(map[telephony.CallID]string)
	want := binary.BigEndian.AppendUint32(nil, boot)
	for _, v := range b.shelf.all() {
		err := v.use(false, func(s Store) error {
			return s.Scan(bucketUnsure, nil, nil, false, func(k, value []byte) bool {
				if len(k) == 8 && bytes.Equal(value, want) {
					homes[telephony.CallID(binary.BigEndian.Uint64(k))] = v.month
				}
				return true
			})
		})
		if err != nil {
			return nil, err
		}
	}
	return homes, nil
}

// dated lists the calls whose time a fact makes sure, on disk and in memory,
// and notes the months of those on disk.
func (b *Book) dated(q queued, homes map[telephony.CallID]string) ([]telephony.CallID, error) {
	if !b.o.Dates(q.At, q.Fact) {
		return nil, nil
	}
	onDisk, err := b.unsure(q.At.Boot)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(q.dates)
	for id, home := range onDisk {
		homes[id] = home
		all = append(all, id)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// datedTail is dated for a fact that is read again after a start.
func (b *Book) datedTail(e Entry) (ids []telephony.CallID, err error) {
	if !b.o.Dates(e.At, e.Fact) {
		return nil, nil
	}
	found, err := b.unsure(e.At.Boot)
	if err != nil {
		return nil, err
	}
	for id, k := range b.calls {
		if isUnsure(&k.rec, e.At.Boot) {
			found[id] = k.home
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}
