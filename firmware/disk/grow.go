// Package disk measures the disk with the data, and makes its partition fill
// its card. An image is as small as it can be; at the first start on a larger
// card the partition and its file system grow while mounted. A start later
// finds nothing to do.
package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// worthwhile is how many bytes there must be to gain.
const worthwhile = 16 << 20

// Grow makes the partition that holds folder fill its disk, if it is the
// last one of a GPT disk and formatted as ext4. It answers how many bytes
// were gained, 0 when there was nothing to do.
func Grow(folder string) (gained int64, err error) {
	p, err := partitionOf(folder)
	if err != nil {
		return 0, err
	}
	d, err := os.OpenFile(p.disk, os.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		return 0, fmt.Errorf("opening the disk: %w", err)
	}
	defer d.Close()
	before, after, err := growPartition(d, p)
	if err != nil {
		return 0, err
	}
	// Asked for even if the partition had its size: the power may have failed
	// between the two steps.
	if err := growFileSystem(folder, after.size); err != nil {
		return 0, err
	}
	return after.size - before.size, nil
}

// place says where a folder is stored.
type place struct {
	disk   string // device of the whole disk
	number int    // of the partition
	size   int64  // of the disk in bytes
}

// partitionOf asks the kernel which partition holds folder.
func partitionOf(folder string) (place, error) {
	var st unix.Stat_t
	if err := unix.Stat(folder, &st); err != nil {
		return place{}, fmt.Errorf("looking at %s: %w", folder, err)
	}
	link := fmt.Sprintf("/sys/dev/block/%d:%d", unix.Major(st.Dev), unix.Minor(st.Dev))
	dir, err := filepath.EvalSymlinks(link)
	if err != nil {
		return place{}, fmt.Errorf("%s is on no disk of its own: %w", folder, err)
	}
	number, err := readNumber(filepath.Join(dir, "partition"))
	if err != nil {
		return place{}, fmt.Errorf("%s is on no partition: %w", folder, err)
	}
	whole := filepath.Dir(dir)
	sectors, err := readNumber(filepath.Join(whole, "size"))
	if err != nil {
		return place{}, fmt.Errorf("asking for the size of the disk: %w", err)
	}
	return place{disk: "/dev/" + filepath.Base(whole), number: int(number), size: sectors * sector}, nil
}

func readNumber(file string) (int64, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
}

// growPartition rewrites the table and tells the kernel.
func growPartition(d *os.File, p place) (before, after extent, err error) {
	t, err := readTable(d)
	if err != nil {
		return before, after, err
	}
	before, err = t.partition(p.number)
	if err != nil {
		return before, before, err
	}
	if !t.isLast(p.number) {
		return before, before, errors.New("the data partition is not the last of its disk")
	}
	if p.size-(before.start+before.size) < worthwhile {
		return before, before, nil
	}
	after = t.stretch(p.number, p.size)
	if err := errors.Join(t.write(d), d.Sync()); err != nil {
		return before, before, err
	}
	return before, after, resizePartition(d, p.number, after)
}

// resizePartition is the ioctl BLKPG with BLKPG_RESIZE_PARTITION (linux/blkpg.h).
func resizePartition(d *os.File, number int, to extent) error {
	part := unix.BlkpgPartition{Start: to.start, Length: to.size, Pno: int32(number)}
	arg := unix.BlkpgIoctlArg{
		Op: unix.BLKPG_RESIZE_PARTITION, Datalen: int32(unsafe.Sizeof(part)), Data: (*byte)(unsafe.Pointer(&part)),
	}
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, d.Fd(), unix.BLKPG, uintptr(unsafe.Pointer(&arg))); errno != 0 {
		return fmt.Errorf("telling the kernel the partition's new size: %w", errno)
	}
	return nil
}

// ext4Resize is EXT4_IOC_RESIZE_FS: _IOW('f', 16, __u64) (linux/ext4.h).
const ext4Resize = 0x40086610

// growFileSystem makes the mounted ext4 fill size bytes.
func growFileSystem(folder string, size int64) error {
	var fs unix.Statfs_t
	if err := unix.Statfs(folder, &fs); err != nil {
		return fmt.Errorf("asking for the file system's size: %w", err)
	}
	if fs.Type != unix.EXT4_SUPER_MAGIC {
		return fmt.Errorf("%s is not on an ext4 file system", folder)
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	blocks := uint64(size / int64(fs.Bsize))
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, f.Fd(), ext4Resize, uintptr(unsafe.Pointer(&blocks))); errno != 0 {
		return fmt.Errorf("growing the file system: %w", errno)
	}
	return nil
}
