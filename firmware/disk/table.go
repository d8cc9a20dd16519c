package disk

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// sector is the unit of partition tables on the disks we meet.
const sector = 512

// extent is a run of bytes on a disk.
type extent struct{ start, size int64 }

// table is a GPT (UEFI 2.10 §5.3): its header sector and its entries.
type table struct {
	header  []byte
	entries []byte
}

var le = binary.LittleEndian

// Partition reads where partition number n (from 1) of a GPT disk lies, in
// bytes.
func Partition(d io.ReaderAt, n int) (start, size int64, err error) {
	t, err := readTable(d)
	if err != nil {
		return 0, 0, err
	}
	e, err := t.partition(n)
	return e.start, e.size, err
}

func readTable(d io.ReaderAt) (table, error) {
	t := table{header: make([]byte, sector)}
	if _, err := d.ReadAt(t.header, sector); err != nil {
		return t, fmt.Errorf("reading the partition table: %w", err)
	}
	size, count, each := le.Uint32(t.header[12:]), le.Uint32(t.header[80:]), le.Uint32(t.header[84:])
	if string(t.header[:8]) != "EFI PART" || size < 92 || size > sector || each != 128 || count < 4 || count > 128 {
		return t, errors.New("the disk has no GPT partition table that we know")
	}
	t.entries = make([]byte, count*each)
	if _, err := d.ReadAt(t.entries, int64(le.Uint64(t.header[72:]))*sector); err != nil {
		return t, fmt.Errorf("reading the partition table's entries: %w", err)
	}
	return t, nil
}

// partition is where partition n (from 1) lies.
func (t table) partition(n int) (extent, error) {
	if n < 1 || n*128 > len(t.entries) {
		return extent{}, fmt.Errorf("the disk has no partition %d", n)
	}
	entry := t.entries[(n-1)*128:]
	first, last := le.Uint64(entry[32:]), le.Uint64(entry[40:])
	if first == 0 || last < first {
		return extent{}, fmt.Errorf("partition %d is empty", n)
	}
	return extent{start: int64(first) * sector, size: int64(last-first+1) * sector}, nil
}

// isLast says whether no partition begins after n.
func (t table) isLast(n int) bool {
	ours := le.Uint64(t.entries[(n-1)*128+32:])
	for e := t.entries; len(e) >= 128; e = e[128:] {
		if le.Uint64(e[32:]) > ours {
			return false
		}
	}
	return true
}

// stretch makes partition n reach to the end of a disk of size bytes and
// moves the second copy of the table there. The end is a multiple of 1 MiB,
// as cards like it.
func (t table) stretch(n int, size int64) extent {
	lastSector := uint64(size/sector) - 1
	copySectors := uint64(len(t.entries)) / sector
	lastUsable := lastSector - copySectors - 1
	end := (lastUsable + 1) &^ 2047
	le.PutUint64(t.entries[(n-1)*128+40:], end-1)
	le.PutUint64(t.header[32:], lastSector)
	le.PutUint64(t.header[48:], lastUsable)
	grown, _ := t.partition(n)
	return grown
}

// write puts both copies on the disk, the second first: whenever the power
// fails, one of the two is whole.
func (t table) write(d io.WriterAt) error {
	last, entriesAt := le.Uint64(t.header[32:]), le.Uint64(t.header[72:])
	second := t.sealed(last, 1, last-uint64(len(t.entries))/sector)
	first := t.sealed(1, last, entriesAt)
	for _, part := range []struct {
		at   uint64
		what []byte
	}{
		{le.Uint64(second[72:]), t.entries}, {last, second}, {entriesAt, t.entries}, {1, first},
	} {
		if _, err := d.WriteAt(part.what, int64(part.at)*sector); err != nil {
			return fmt.Errorf("writing the partition table: %w", err)
		}
	}
	return nil
}

// sealed is the header of one copy with its check sums: where it stands,
// where the other stands and where its entries begin.
func (t table) sealed(at, other, entries uint64) []byte {
	h := append([]byte(nil), t.header...)
	le.PutUint64(h[24:], at)
	le.PutUint64(h[32:], other)
	le.PutUint64(h[72:], entries)
	le.PutUint32(h[88:], crc32.ChecksumIEEE(t.entries))
	le.PutUint32(h[16:], 0)
	le.PutUint32(h[16:], crc32.ChecksumIEEE(h[:le.Uint32(h[12:])]))
	return h
}
