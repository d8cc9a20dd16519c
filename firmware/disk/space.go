package disk

import "golang.org/x/sys/unix"

// Space is how many bytes the disk that folder lies on has, and how many of
// them are free for everybody.
func Space(folder string) (free, size int64, err error) {
	var fs unix.Statfs_t
	err = unix.Statfs(folder, &fs)
	block := int64(fs.Bsize) // 32 bits on some boards
	return int64(fs.Bavail) * block, int64(fs.Blocks) * block, err
}
