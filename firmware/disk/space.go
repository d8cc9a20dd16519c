package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Space is how many bytes the disk that folder lies on has, and how many of
// them are free for everybody.
func Space(folder string) (free, size int64, err error) {
	var fs unix.Statfs_t
	err = unix.Statfs(folder, &fs)
	block := int64(fs.Bsize) // 32 bits on some boards
	return int64(fs.Bavail) * block, int64(fs.Blocks) * block, err
}

// SyncFolder brings the names in a folder to the disk. Some shares can't be
// asked to: their server does it when it likes.
func SyncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
