package record

import (
	"math/rand/v2"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// party speaks packets by a clock of its own: a click at each full second of
// true time, quiet between.
type party struct {
	t      *track
	drift  int64 // ppm by which its clock runs fast
	jitter int
	delay  int64
	dice   *rand.Rand
	lose   int // one packet in so many
	f      audio.Frame
	clicks []int64 // where they lie on the track
}

// say puts the nth packet on the track. True times are in samples.
func (p *party) say(n int64) {
	// By its clock the packet holds samples n*160…; true time of sample i is
	// i / (1 + drift).
	pcm := make([]byte, 160)
	for i := range pcm {
		pcm[i] = audio.SilenceA
		local := n*160 + int64(i)
		truly := local - local*p.drift/1_000_000
		before := (local - 1) - (local-1)*p.drift/1_000_000
		if truly/8000 != before/8000 {
			pcm[i] = audio.EncodeA(20000)
		}
	}
	done := (n + 1) * 160
	arrived := done - done*p.drift/1_000_000 + p.delay
	if p.jitter > 0 {
		arrived += int64(p.dice.IntN(p.jitter))
	}
	p.f = audio.Frame{Codec: 8, Seq: uint16(n), TS: uint32(n * 160), Fresh: n == 0, Payload: pcm}
	if p.lose > 0 && p.dice.IntN(p.lose) == 0 {
		return
	}
	p.emit(arrived - hold)
	p.t.put(&p.f, arrived, telephony.PCMA)
}

func (p *party) emit(until int64) {
	var dst [2]int16
	for p.t.out < until {
		p.t.take(dst[:])
		if dst[0] > 10000 {
			p.clicks = append(p.clicks, p.t.out-1)
		}
	}
}

// Two phones whose clocks differ by 200 ppm stay aligned to 20 ms over an
// hour, through jitter and loss. (Uncorrected they would be 720 ms apart.)
func TestAlignedOverAnHour(t *testing.T) {
	if testing.Short() {
		t.Skip("an hour of sound")
	}
	fast := &party{t: new(track), drift: 100, jitter: 160, delay: 240, dice: rand.New(rand.NewPCG(1, 1)), lose: 100}
	slow := &party{t: new(track), drift: -100, jitter: 160, delay: 240, dice: rand.New(rand.NewPCG(2, 2)), lose: 100}
	for n := range int64(3600 * 50) {
		fast.say(n)
		slow.say(n)
	}
	for _, p := range []*party{fast, slow} {
		if len(p.clicks) < 3500 {
			t.Fatalf("of 3600 clicks %d are left", len(p.clicks))
		}
		worst := int64(0)
		for _, at := range p.clicks {
			off := (at-p.delay+4000)%8000 - 4000
			worst = max(worst, off, -off)
		}
		if worst > 160 {
			t.Errorf("at %d ppm a click lies %d samples off", p.drift, worst)
		}
		t.Logf("%d ppm: worst %.1f ms, %d slips", p.drift, float64(worst)/8, p.t.slips)
	}
}

// A phone that was muted and sent nothing goes on where it belongs, whether
// its timestamps went on meanwhile or not.
func TestMuteKeepsItsPlace(t *testing.T) {
	for _, goOn := range []bool{true, false} {
		p := &party{t: new(track), dice: rand.New(rand.NewPCG(1, 1))}
		click := make([]byte, 160)
		for i := range click {
			click[i] = audio.SilenceA
		}
		click[0] = audio.EncodeA(20000)
		put := func(ts uint32, arrived int64) {
			p.emit(arrived - hold)
			p.t.put(&audio.Frame{Codec: 8, TS: ts, Fresh: ts == 0, Payload: click}, arrived, telephony.PCMA)
		}
		put(0, 160)
		ts := uint32(160)
		if goOn {
			ts = 80000
		}
		put(ts, 80160)
		p.emit(80160 + hold)
		if len(p.clicks) != 2 || p.clicks[0] != 0 || p.clicks[1] != 80000 {
			t.Errorf("timestamps go on: %v; clicks lie at %v", goOn, p.clicks)
		}
	}
}

// A stall of the network that lets half a second come at once loses nothing.
func TestStallLosesNothing(t *testing.T) {
	p := &party{t: new(track), dice: rand.New(rand.NewPCG(1, 1))}
	for n := range int64(200) {
		p.delay = 0
		if n >= 50 && n < 75 {
			p.delay = (75 - n) * 160
		}
		p.say(n)
	}
	p.emit(200*160 + hold)
	if len(p.clicks) != 3 || p.clicks[0] != 8000 || p.clicks[1] != 16000 || p.clicks[2] != 24000 {
		t.Errorf("clicks lie at %v", p.clicks)
	}
}
