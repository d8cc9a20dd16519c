package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/braheezy/shine-mp3/pkg/mp3"
	"github.com/spojka/spojka/telephony/audio"
)

// The files are MPEG-2.5 Layer III, 8 kHz, stereo, 32 kbit/s: so that tape
// and file together stay below 1.3 times the sound.
const (
	kilobits    = 32
	frameLength = 576 // samples a side in an MP3 frame at 8 kHz
	frameBytes  = 72 * kilobits / 8
	flushFrames = 2 // the encoder has no flush: silence brings out its delay
)

// newEncoder sets the encoder, whose maker knows 128 kbit/s only, to ours.
func newEncoder() *mp3.Encoder {
	e := mp3.NewEncoder(8000, 2)
	e.Mpeg.Bitrate = kilobits
	e.Mpeg.BitrateIndex = kilobits / 8 // ISO 13818-3 table: 8, 16, 24, 32 … 64
	e.Mpeg.WholeSlotsPerFrame = frameBytes
	e.Mpeg.FracSlotsPerFrame, e.Mpeg.Slot_lag, e.Mpeg.Padding = 0, 0, 0
	return e
}

// The encoder computes in 32 bits, and what is louder than -6 dBFS runs over
// there: a loud voice would become noise. So it gets everything softer by
// liftSteps of a quarter of 6 dB, and each frame says that it is to be played
// louder by as many. It also says everything louder than it is, by 9/8.
const (
	liftSteps = 4
	softer    = 4
	softerBy  = 9 // samples times 4/9: 8/9 of a half
)

// mix renders one recording: two tracks into one file.
type mix struct {
	path   string // the file's name in the end
	temp   *os.File
	w      *bufio.Writer
	one    bytes.Buffer // the newest MP3 frame
	sum    hash.Hash    // of what was written
	size   int64        // of the whole file
	enc    *mp3.Encoder
	begun  int64 // ns on the run's clock
	caller track
	called track
	frame  [2*frameLength + 64]int16 // the encoder reads ahead in steps
	err    error
}

// newMix begins a file under a name that nobody looks for.
func newMix(path string, begun int64) (*mix, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the recordings' folder: %w", err)
	}
	f, err := os.OpenFile(tempName(path), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin a recording's file: %w", err)
	}
	sum := sha256.New()
	return &mix{path: path, temp: f, w: bufio.NewWriterSize(io.MultiWriter(f, sum), 16<<10), sum: sum, enc: newEncoder(), begun: begun}, nil
}

// tempName is how a file is called until it is whole.
func tempName(path string) string { return path + ".part" }

// put adds a packet; frames come in the order of the tape.
func (m *mix) put(f *audio.Frame) {
	law := f.Law()
	if law == "" {
		return
	}
	now := (f.At - m.begun) / 125_000
	m.until(now - hold)
	if f.Side == 0 {
		m.caller.put(f, now, law)
	} else {
		m.called.put(f, now, law)
	}
}

// until writes all whole frames before a place: left the called, right the
// caller (W-CC-12).
func (m *mix) until(place int64) {
	for m.caller.out+frameLength <= place && m.err == nil {
		m.called.take(m.frame[:2*frameLength])
		m.caller.take(m.frame[1 : 2*frameLength+1])
		m.err = m.encode()
	}
}

// encode writes one frame. The encoder is another's: should it ever fall, that
// is this recording's trouble only.
func (m *mix) encode() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the encoder fell: %v", r)
		}
	}()
	for i, v := range m.frame[:2*frameLength] {
		m.frame[i] = int16(int(v) * softer / softerBy)
	}
	m.one.Reset()
	if err := m.enc.Write(&m.one, m.frame[:2*frameLength]); err != nil {
		return err
	}
	if err := lift(m.one.Bytes()); err != nil {
		return err
	}
	_, err = m.w.Write(m.one.Bytes())
	return err
}

// lift has a frame played louder. Behind its head of 32 bits and 10 of the
// side information each channel has 63 (ISO 13818-3 2.4.1.7), of which the
// eight from the 22nd on are its gain.
func lift(frame []byte) error {
	if len(frame) != frameBytes || frame[0] != 0xFF || frame[1] != 0xE3 {
		return fmt.Errorf("the encoder gave no frame, but %d bytes", len(frame))
	}
	for _, bit := range []int{32 + 10 + 21, 32 + 10 + 63 + 21} {
		at, shift := bit/8, 8-bit%8
		word := uint16(frame[at])<<8 | uint16(frame[at+1])
		gain := word >> shift & 0xFF
		word = word&^(0xFF<<shift) | min(gain+liftSteps, 0xFF)<<shift
		frame[at], frame[at+1] = byte(word>>8), byte(word)
	}
	return nil
}

// finish writes the rest up to the recording's end and gives the file its
// name, on the disk for good.
func (m *mix) finish(ended int64) error {
	m.until((ended-m.begun)/125_000 + (1+flushFrames)*frameLength - 1)
	err := errors.Join(m.err, m.w.Flush(), m.temp.Sync())
	if end, failed := m.temp.Seek(0, io.SeekCurrent); failed == nil {
		m.size = end
	}
	err = errors.Join(err, m.temp.Close())
	if err != nil {
		_ = os.Remove(tempName(m.path))
		return fmt.Errorf("write a recording's file: %w", err)
	}
	if err := os.Rename(tempName(m.path), m.path); err != nil {
		return fmt.Errorf("name a recording's file: %w", err)
	}
	month := filepath.Dir(m.path)
	return errors.Join(syncFolder(month), syncFolder(filepath.Dir(month)))
}

// abandon leaves the recording for another time.
func (m *mix) abandon() {
	_ = m.temp.Close()
	_ = os.Remove(tempName(m.path))
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
