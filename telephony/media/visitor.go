package media

import "golang.org/x/sys/unix"

// visitor is a connection that has not yet said that it is a brain. The brain
// that we have stays until it has.
type visitor struct {
	fd    int // -1: none
	since int64
}

// patience is how long a visitor may be silent.
const patience = int64(2e9)

// accept lets a visitor in, in the place of an earlier one that says nothing.
// Only our own user and root may connect.
func (s *sound) accept() {
	fd, _, err := unix.Accept4(s.listener, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
	if err != nil {
		return
	}
	s.dismiss()
	cred, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	if err != nil || cred.Uid != 0 && int(cred.Uid) != unix.Getuid() || s.watch.add(fd, tagVisitor) != nil {
		unix.Close(fd)
		return
	}
	s.visitor = visitor{fd, s.now}
}

func (s *sound) dismiss() {
	if s.visitor.fd < 0 {
		return
	}
	s.watch.remove(s.visitor.fd)
	unix.Close(s.visitor.fd)
	s.visitor.fd = -1
}

// ask reads the first packet of a visitor: it begins with a brain's wish for
// ready legs, or the visitor goes.
func (s *sound) ask() {
	if s.visitor.fd < 0 {
		return
	}
	var packet [packetSize]byte
	n, err := unix.Read(s.visitor.fd, packet[:])
	if err == unix.EAGAIN || err == unix.EINTR {
		return
	}
	var f frame
	if err != nil || n <= 0 || f.take(packet[:n], 0) != nil || f.kind != kindWant {
		s.dismiss()
		return
	}
	s.succeed(packet[:n])
}

// succeed makes the visitor the brain, says hello and lists the legs.
func (s *sound) succeed(first []byte) {
	for range maxOutbox { // what the last one still said is to be done
		if !s.hear() {
			break
		}
	}
	s.lose()
	fd := s.visitor.fd
	s.visitor.fd = -1
	s.watch.remove(fd)
	if s.watch.add(fd, tagBrain) != nil {
		unix.Close(fd)
		return
	}
	s.brain.fd, s.brain.unsettled = fd, true
	s.orphan = 0
	s.greet()
	s.heed(first)
}
