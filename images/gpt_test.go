package main

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// disk is the first sectors of a disk with one partition entry, number 4.
func disk(first, last uint64) []byte {
	d := make([]byte, 4*sector)
	header := d[sector:]
	copy(header, "EFI PART")
	binary.LittleEndian.PutUint64(header[72:], 2) // entries begin at sector 2
	binary.LittleEndian.PutUint32(header[80:], 8)
	binary.LittleEndian.PutUint32(header[84:], 128)
	entry := d[2*sector+3*128:]
	binary.LittleEndian.PutUint64(entry[32:], first)
	binary.LittleEndian.PutUint64(entry[40:], last)
	return d
}

func TestPartitionIsFound(t *testing.T) {
	got, err := partition(bytes.NewReader(disk(2048, 4095)), 4)
	if want := (extent{start: 2048 * sector, size: 2048 * sector}); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestWrongDisksAreRefused(t *testing.T) {
	for name, d := range map[string][]byte{
		"empty file":            nil,
		"no table":              make([]byte, 8*sector),
		"entry not used":        disk(0, 0),
		"entry that ends early": disk(2048, 2047),
		"cut after the header":  disk(2048, 4095)[:2*sector],
	} {
		if got, err := partition(bytes.NewReader(d), 4); err == nil {
			t.Errorf("%s: got %+v, want an error", name, got)
		}
	}
	for _, n := range []int{0, -1, 9} {
		if got, err := partition(bytes.NewReader(disk(2048, 4095)), n); err == nil {
			t.Errorf("partition %d: got %+v, want an error", n, got)
		}
	}
}
