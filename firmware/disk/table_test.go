package disk

import (
	"bytes"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"
)

const mib = 1 << 20

// smallDisk is a file with a GPT of four partitions of 1 MiB, made for a disk
// of 8 MiB and then copied onto one of size bytes.
func smallDisk(t *testing.T, size int64) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "disk"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	fresh := table{header: make([]byte, sector), entries: make([]byte, 128*128)}
	copy(fresh.header, "EFI PART")
	le.PutUint32(fresh.header[12:], 92)
	le.PutUint64(fresh.header[32:], 8*mib/sector-1)
	le.PutUint64(fresh.header[72:], 2)
	le.PutUint32(fresh.header[80:], 128)
	le.PutUint32(fresh.header[84:], 128)
	for n := range 4 {
		le.PutUint64(fresh.entries[n*128+32:], uint64(n+1)*2048)
		le.PutUint64(fresh.entries[n*128+40:], uint64(n+2)*2048-1)
	}
	if err := fresh.write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(size); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLastPartitionFillsTheDisk(t *testing.T) {
	const size = 64 * mib
	f := smallDisk(t, size)
	table, err := readTable(f)
	if err != nil {
		t.Fatal(err)
	}
	if want := (extent{4 * mib, 59 * mib}); table.stretch(4, size) != want {
		got, _ := table.partition(4)
		t.Errorf("grown to %+v, want %+v", got, want)
	}
	if err := table.write(f); err != nil {
		t.Fatal(err)
	}
	again, err := readTable(f)
	if err != nil || !bytes.Equal(again.entries, table.entries) {
		t.Errorf("what was written isn't what is read: %v", err)
	}
	for name, at := range map[string]int64{"first": sector, "second": size - sector} {
		checkCopy(t, name, f, at)
	}
}

// checkCopy reads one copy as firmware does: by its check sums.
func checkCopy(t *testing.T, name string, f *os.File, at int64) {
	t.Helper()
	h := make([]byte, sector)
	if _, err := f.ReadAt(h, at); err != nil {
		t.Fatal(err)
	}
	sum := le.Uint32(h[16:])
	le.PutUint32(h[16:], 0)
	entries := make([]byte, 128*128)
	if _, err := f.ReadAt(entries, int64(le.Uint64(h[72:]))*sector); err != nil {
		t.Fatal(err)
	}
	if int64(le.Uint64(h[24:]))*sector != at || sum != crc32.ChecksumIEEE(h[:92]) || le.Uint32(h[88:]) != crc32.ChecksumIEEE(entries) {
		t.Errorf("the %s copy of the table isn't whole", name)
	}
}

func TestOnlyTheLastPartitionGrows(t *testing.T) {
	table, err := readTable(smallDisk(t, 8*mib))
	if err != nil {
		t.Fatal(err)
	}
	if table.isLast(3) || !table.isLast(4) {
		t.Error("partition 4 is the last one, 3 isn't")
	}
}

func TestWrongDisksAreRefused(t *testing.T) {
	whole := make([]byte, 64*sector)
	if _, err := smallDisk(t, 8*mib).ReadAt(whole, 0); err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string][]byte{
		"empty": nil, "no table": make([]byte, 64*sector), "cut in its entries": whole[:4*sector],
	} {
		if _, _, err := Partition(bytes.NewReader(d), 4); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, n := range []int{-1, 0, 5, 129} {
		if _, _, err := Partition(bytes.NewReader(whole), n); err == nil {
			t.Errorf("partition %d: no error", n)
		}
	}
	start, size, err := Partition(bytes.NewReader(whole), 2)
	if start != 2*mib || size != mib || err != nil {
		t.Errorf("partition 2: %d, %d, %v", start, size, err)
	}
}

// A folder that is on no partition of its own is left alone with an error.
func TestGrowRefusesOtherFolders(t *testing.T) {
	for _, folder := range []string{"/proc", "/nowhere-at-all"} {
		if gained, err := Grow(folder); err == nil || gained != 0 {
			t.Errorf("%s: gained %d, %v", folder, gained, err)
		}
	}
}
