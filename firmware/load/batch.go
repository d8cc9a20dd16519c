package load

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// batchSize is how many packets one system call brings.
const batchSize = 64

// mmsghdr is struct mmsghdr of recvmmsg(2).
type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
	_   [4 * (unsafe.Sizeof(uintptr(0)) / 8)]byte
}

// batch receives many packets with one system call.
type batch struct {
	headers [batchSize]mmsghdr
	vectors [batchSize]unix.Iovec
	data    [batchSize][2048]byte
	control [batchSize][64]byte
}

func newBatch() *batch {
	b := new(batch)
	for i := range b.headers {
		b.vectors[i].Base = &b.data[i][0]
		b.vectors[i].SetLen(len(b.data[i]))
		h := &b.headers[i].hdr
		h.Iov = &b.vectors[i]
		h.SetIovlen(1)
		h.Control = &b.control[i][0]
	}
	return b
}

// receive hands over everything that waits at the socket, with the kernel's
// time of arrival in nanoseconds.
func (b *batch) receive(fd int, take func(packet []byte, at int64)) {
	for {
		for i := range b.headers {
			b.headers[i].hdr.SetControllen(len(b.control[i]))
		}
		n, _, no := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&b.headers[0])), batchSize, unix.MSG_DONTWAIT, 0, 0)
		if no != 0 {
			return
		}
		for i := range int(n) {
			oob := b.control[i][:b.headers[i].hdr.Controllen]
			take(b.data[i][:b.headers[i].len], stamp(oob).UnixNano())
		}
		if n < batchSize {
			return
		}
	}
}
