package record

import (
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// All times here are in samples of 125 µs since the recording began.
const (
	window    = 1 << 14 // of a track in memory
	hold      = 8000    // how long we wait for late packets
	farOff    = 6000    // beyond this a packet begins a new source
	jumpOff   = 1600    // beyond this the track is moved at once
	forceOff  = 120     // beyond this it slips in speech too
	forceMost = 80      // by one in so many samples: nobody hears the pitch
	slipOff   = 40      // beyond this it slips in silence
	slipMost  = 80      // by so much a packet
	quiet     = 400     // peak of what counts as silence
	lookAfter = 8000    // how long the smallest delay is sought
	lookFirst = 4000    // and at first, when the first packet may have been late
)

// track puts what one party said on the recording's time line. Where a packet
// belongs is told by its timestamp; what the timestamps mean is told by when
// packets reached the box: the least delayed packet of each second counts.
// Phones' clocks drift, so the track slips: what is laid meanwhile is made
// longer or shorter by a little, so that nothing clicks.
type track struct {
	buf [window]int16
	out int64 // up to where it has been handed out

	begun bool
	seq   uint16 // of the packet with the newest timestamp
	ts    uint32 // newest timestamp
	line  int64  // the same, unwrapped
	shift int64  // place on the time line less line

	least  int64 // smallest delay since looked, as the track lies now
	looked int64
	slip   int64 // still to be slipped
	slips  int
	young  bool  // the source is so new that all of it can still be moved
	start  int64 // of it
	end    int64 // of what was laid
	dec    audio.Decoder
}

// put decodes a packet that arrived at the given time into its place.
func (t *track) put(f *audio.Frame, arrived int64, law telephony.Codec) {
	var pcm [2048]int16
	n := int64(t.dec.Decode(pcm[:], f.Payload, law))
	ideal := arrived - n // when its first sample was spoken
	if t.strange(f, ideal) {
		t.anchor(f, ideal)
	}
	t.watch(ideal-t.place(f.TS), arrived)
	from := t.place(f.TS)
	till := from + n
	if ahead := int32(f.TS - t.ts); ahead > 0 {
		t.seq, t.ts, t.line = f.Seq, f.TS, t.line+int64(ahead)
		till += t.slide(pcm[:n])
	}
	t.lay(from, till, pcm[:n])
}

// place is where what has this timestamp belongs.
func (t *track) place(ts uint32) int64 { return t.line + int64(int32(ts-t.ts)) + t.shift }

// strange says that a packet's timestamp has nothing to do with those before:
// another source, or one whose timestamps jump. A packet can't be there before
// it was said, and a later one isn't said before an earlier one.
func (t *track) strange(f *audio.Frame, ideal int64) bool {
	off := ideal - t.place(f.TS)
	switch {
	case !t.begun || f.Fresh:
		return true
	case int16(f.Seq-t.seq) > 0 && int32(f.TS-t.ts) <= 0:
		return true
	case t.young:
		return off > farOff || off < -farOff
	}
	return off > farOff || off < -jumpOff
}

func (t *track) anchor(f *audio.Frame, ideal int64) {
	t.begun, t.seq, t.ts, t.line = true, f.Seq, f.TS, 0
	t.shift, t.slip = ideal, 0
	t.least, t.looked = farOff, ideal-lookAfter+lookFirst
	t.young, t.start, t.end = true, ideal, ideal
}

// watch finds the least delay of each second and says how far to slip. What a
// new source has said until then goes to its place as a whole.
func (t *track) watch(off, now int64) {
	t.least = min(t.least, off)
	if now-t.looked < lookAfter {
		return
	}
	switch off := max(t.least, -t.least); {
	case t.young:
		t.move(t.least)
		t.shift += t.least
	case off > jumpOff:
		t.shift += t.least
		t.slip = 0
	case off > slipOff:
		t.slip = t.least
	default:
		t.slip = 0
	}
	t.least, t.looked, t.young = farOff, now, false
}

// move lays all that the source has said elsewhere, earlier: its first packet
// was later than others.
func (t *track) move(by int64) {
	if by >= 0 {
		return
	}
	for p := max(t.start, t.out-by, t.end-window); p < t.end; p++ {
		t.buf[(p+by)%window] = t.buf[p%window]
	}
	for p := max(t.end+by, t.out); p < t.end; p++ {
		t.buf[p%window] = 0
	}
	t.end += by
}

// slide moves the track a little, if it has to and may within this sound, and
// returns by how much.
func (t *track) slide(pcm []int16) int64 {
	if t.slip == 0 || len(pcm) == 0 {
		return 0
	}
	most := int64(0)
	switch {
	case isQuiet(pcm):
		most = slipMost
	case max(t.slip, -t.slip) > forceOff:
		most = int64(len(pcm) / forceMost)
	}
	step := min(max(t.slip, -most), most)
	if step != 0 {
		t.slips++
	}
	t.slip -= step
	t.shift += step
	t.least -= step
	return step
}

// lay puts samples from one place to another, which may be a little more or
// less room than they need.
func (t *track) lay(from, till int64, pcm []int16) {
	n, room := int64(len(pcm)), till-from
	for i := range room {
		p := from + i
		if p < t.out || p >= t.out+window {
			continue
		}
		at, v := i, int64(0)
		if room != n {
			at, v = i*n/room, i*n%room
		}
		a, b := int64(pcm[at]), int64(pcm[min(at+1, n-1)])
		t.buf[p%window] = int16(a + (b-a)*v/max(room, 1))
	}
	t.end = max(t.end, till)
}

func isQuiet(pcm []int16) bool {
	for _, v := range pcm {
		if v > quiet || v < -quiet {
			return false
		}
	}
	return true
}

// take hands out the next samples into every second place of dst, and clears
// them here.
func (t *track) take(dst []int16) {
	for i := 0; i < len(dst); i += 2 {
		p := t.out % window
		dst[i] = t.buf[p]
		t.buf[p] = 0
		t.out++
	}
}
