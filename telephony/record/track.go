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
	forceMost = 40      // by one in so many samples: nobody hears the pitch
	slipOff   = 40      // beyond this it slips in silence
	slipMost  = 80      // by so much a packet
	quiet     = 400     // peak of what counts as silence
	lookAfter = 8000    // how long the smallest delay is sought
	lookFirst = 1600    // and at first, when the first packet may have been late
)

// track puts what one party said on the recording's time line. Where a packet
// belongs is told by its timestamp; what the timestamps mean is told by when
// packets reached the box: the least delayed packet of each second counts.
// Phones' clocks drift, so the track slips by samples, in silence.
type track struct {
	buf [window]int16
	out int64 // up to where it has been handed out

	begun bool
	ts    uint32 // newest timestamp
	line  int64  // the same, unwrapped
	shift int64  // place on the time line less line

	least  int64 // smallest delay since looked
	looked int64
	slip   int64 // still to be slipped
	slips  int
	dec    audio.Decoder
}

// put decodes a packet that arrived at the given time into its place.
func (t *track) put(f *audio.Frame, arrived int64, law telephony.Codec) {
	var pcm [2048]int16
	n := int64(t.dec.Decode(pcm[:], f.Payload, law))
	ideal := arrived - n // when its first sample was spoken
	place := t.follow(f, ideal)
	if off := ideal - place; off > farOff || off < -farOff {
		t.anchor(f, ideal)
		place = ideal
	}
	t.watch(ideal-place, arrived)
	place += t.slide(pcm[:n])
	for i := range n {
		if p := place + i; p >= t.out && p < t.out+window {
			t.buf[p%window] = pcm[i]
		}
	}
}

// follow is where the packet belongs by its timestamp.
func (t *track) follow(f *audio.Frame, ideal int64) int64 {
	if !t.begun || f.Fresh {
		t.anchor(f, ideal)
		return ideal
	}
	line := t.line + int64(int32(f.TS-t.ts))
	if line > t.line {
		t.ts, t.line = f.TS, line
	}
	return line + t.shift
}

func (t *track) anchor(f *audio.Frame, ideal int64) {
	t.begun, t.ts, t.line = true, f.TS, 0
	t.shift, t.slip = ideal, 0
	t.least, t.looked = farOff, ideal-lookAfter+lookFirst
}

// watch finds the least delay of each second and says how far to slip.
func (t *track) watch(off, now int64) {
	t.least = min(t.least, off)
	if now-t.looked < lookAfter {
		return
	}
	switch off := max(t.least, -t.least); {
	case off > jumpOff:
		t.shift += t.least
		t.slip = 0
	case off > slipOff:
		t.slip = t.least
	default:
		t.slip = 0
	}
	t.least, t.looked = farOff, now
}

// slide moves the track a little, if it has to and may within this sound, and
// returns by how much.
func (t *track) slide(pcm []int16) int64 {
	if t.slip == 0 {
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
	return step
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
