package supervise

import (
	"errors"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// A child that may hang beats: it writes a byte into a pipe that its
// supervisor reads, from the middle of its own work, so that the beat stops
// with the work. The first beat begins the watch; a child that never beats is
// not watched.

// beatFD names the pipe to the child.
const beatFD = "SPOJKA_BEAT"

// afterwards is a second look at a child that is late: when the whole computer
// stood still it is late without fault.
const afterwards = time.Second

var pipe = sync.OnceValue(func() int {
	fd, err := strconv.Atoi(os.Getenv(beatFD))
	if err != nil || syscall.SetNonblock(fd, true) != nil {
		return -1
	}
	syscall.CloseOnExec(fd)
	return fd
})

// Beat says that this process's work goes on. It never blocks and does nothing
// in a process that nobody watches. Call it at least each second.
func Beat() {
	if fd := pipe(); fd >= 0 {
		_, _ = syscall.Write(fd, []byte{1})
	}
}

// watchBeats calls beat at each beat, and hung when the child has beaten and falls silent for limit.
// It returns when the child is gone.
func watchBeats(r *os.File, limit time.Duration, beat, hung func()) {
	defer r.Close()
	buf := make([]byte, 64)
	wait := time.Duration(0)
	for {
		_ = r.SetReadDeadline(deadline(wait))
		switch _, err := r.Read(buf); {
		case err == nil:
			beat()
			wait = limit
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return
		case wait == limit:
			wait = afterwards
		default:
			hung()
			return
		}
	}
}

func deadline(wait time.Duration) time.Time {
	if wait == 0 {
		return time.Time{}
	}
	return time.Now().Add(wait)
}
