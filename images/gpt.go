package main

import (
	"encoding/binary"
	"fmt"
	"io"
)

// sector is the unit of the partition table in images and on SD cards.
const sector = 512

// extent is a run of bytes in an image.
type extent struct{ start, size int64 }

// partition reads where partition number n (from 1) of a GPT disk lies (UEFI
// 2.10 §5.3.2 and §5.3.3).
func partition(disk io.ReaderAt, n int) (extent, error) {
	header := make([]byte, 92)
	if _, err := disk.ReadAt(header, sector); err != nil {
		return extent{}, fmt.Errorf("reading the partition table: %w", err)
	}
	if string(header[:8]) != "EFI PART" {
		return extent{}, fmt.Errorf("the disk has no GPT partition table: build the image anew")
	}
	entries := int64(binary.LittleEndian.Uint64(header[72:])) * sector
	count := int(binary.LittleEndian.Uint32(header[80:]))
	size := int64(binary.LittleEndian.Uint32(header[84:]))
	if n < 1 || n > count || size < 128 {
		return extent{}, fmt.Errorf("the disk has no partition %d", n)
	}
	entry := make([]byte, 128)
	if _, err := disk.ReadAt(entry, entries+int64(n-1)*size); err != nil {
		return extent{}, fmt.Errorf("reading partition entry %d: %w", n, err)
	}
	first, last := binary.LittleEndian.Uint64(entry[32:]), binary.LittleEndian.Uint64(entry[40:])
	if first == 0 || last < first {
		return extent{}, fmt.Errorf("partition %d is empty", n)
	}
	return extent{start: int64(first) * sector, size: int64(last-first+1) * sector}, nil
}
