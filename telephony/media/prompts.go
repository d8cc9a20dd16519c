package media

import (
	"embed"
	"encoding/binary"
	"io"
	"sync/atomic"
)

// promptFiles lie in the program and are played out of it: of hours said in
// two languages hardly any is ever heard, and none of it takes memory before.
//
//go:embed prompts/*.wav
var promptFiles embed.FS

// wavHead is what make.sh's files have before their samples: RIFF, the format
// (A-law, 8 kHz, one channel), a fact and the size of the samples.
const wavHead = 58

// clip is a prompt: A-law samples behind the head of a file. They may still lie
// on the card, which can stand still for a second or two: the sound thread
// plays silence until somebody else has brought them.
type clip struct {
	file io.ReaderAt
	n    atomic.Int64 // how many; 0: not brought yet
}

// clip is a prompt by its name, on its way here; nil when there is none.
func (s *sound) clip(name string) *clip {
	f, err := s.prompts.Open("prompts/" + name + ".wav")
	if err != nil {
		return nil
	}
	file, ok := f.(io.ReaderAt)
	if !ok {
		return nil
	}
	c := &clip{file: file}
	select {
	case s.far <- c:
	default:
		c.bring()
	}
	return c
}

// bring touches every page of the clip, so that the system has it in memory
// while it plays.
func (c *clip) bring() {
	var head [wavHead]byte
	if _, err := c.file.ReadAt(head[:], 0); err != nil {
		return
	}
	n := int64(binary.LittleEndian.Uint32(head[wavHead-4:]))
	const page = 4096 // or more
	for at := n - 1; at >= 0; at -= page {
		if _, err := c.file.ReadAt(head[:1], wavHead+at); err != nil {
			return
		}
	}
	c.n.Store(n)
}

// bringAll brings what the sound thread is about to play.
func bringAll(far <-chan *clip) {
	for c := range far {
		c.bring()
	}
}

// read copies samples from pos on; 0 when there are none, or none yet.
func (c *clip) read(b []byte, pos int) int {
	n := max(0, min(len(b), int(c.n.Load())-pos))
	if n > 0 {
		n, _ = c.file.ReadAt(b[:n], wavHead+int64(pos))
	}
	return n
}

// mostAhead bounds the clips that wait to be brought.
const mostAhead = 256
