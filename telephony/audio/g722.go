package audio

// G.722 (ITU-T, mode 1, 64 kbit/s) splits sound of 7 kHz into two bands of
// 4 kHz, each sampled 8000 times a second, and codes them by themselves: six
// bits of a byte are the lower band, two the upper. The lower band is what a
// telephone line carries. So a byte of G.722 stands for a sample of 8 kHz, and
// all that has to do with narrow sound (prompts, recordings, a party that
// speaks G.711) needs no filter: it is the lower band, with the upper one
// silent.

// G722Decoder turns the lower band of G.722 into samples of 8 kHz. The zero
// value begins a stream.
type G722Decoder struct{ low band }

// Decode makes a sample of each byte, as many as fit into dst, and returns how
// many.
func (d *G722Decoder) Decode(dst []int16, src []byte) int {
	n := min(len(dst), len(src))
	for i, code := range src[:n] {
		dst[i] = clip16(2 * d.low.decodeLow(code&0x3F))
	}
	return n
}

// G722Encoder turns samples of 8 kHz into G.722 with a silent upper band. The
// zero value begins a stream.
type G722Encoder struct{ low band }

// silentHigh are the bits of an upper band in which nothing is.
const silentHigh = 3 << 6

// Encode makes a byte of each sample, as many as fit into dst, and returns how
// many.
func (e *G722Encoder) Encode(dst []byte, src []int16) int {
	n := min(len(dst), len(src))
	for i, v := range src[:n] {
		dst[i] = silentHigh | e.low.encodeLow(int(v)>>1)
	}
	return n
}

// band is the state of the lower band's predictor and quantizer. Names as in the
// Recommendation: a, b the predictor's poles and zeros, r the signal as the
// other side will have it, p and d its parts, nb the logarithm of the scale.
type band struct {
	a     [3]int // a[1], a[2]
	b     [7]int // b[1] to b[6]
	d     [7]int // d[0] is the newest
	r, p  [3]int
	sz, s int
	nb    int
	det   int // 0 until the first sample
}

// scaleLeast is the smallest step, with which a stream begins.
const scaleLeast = 32

func (k *band) encodeLow(x int) byte {
	if k.det == 0 {
		k.det = scaleLeast
	}
	e := clip(x - k.s)
	size := e
	if e < 0 {
		size = -e - 1
	}
	level := 1
	for level < 30 && size >= decisions[level]*k.det>>12 {
		level++
	}
	code := positiveLow[level]
	if e < 0 {
		code = negativeLow[level]
	}
	k.adaptLow(code)
	return code
}

// adaptLow moves on by what the six bits say with their last two dropped, as
// the decoder of every mode does.
func (k *band) adaptLow(code byte) {
	rough := code >> 2
	d := k.det * steps4[rough] >> 15
	k.nb = min(max(k.nb*127>>7+growLow[rankLow[rough]], 0), 18432)
	k.det = scale(k.nb)
	k.predict(d)
}

func (k *band) decodeLow(code byte) int {
	if k.det == 0 {
		k.det = scaleLeast
	}
	x := min(max(k.s+k.det*steps6[code]>>15, -16384), 16383)
	k.adaptLow(code)
	return x
}

// scale is the step whose logarithm is nb (block SCALEL).
func scale(nb int) int {
	v, down := mantissas[nb>>6&31], 8-nb>>11
	if down < 0 {
		return v << -down << 2
	}
	return v >> down << 2
}

// predict takes in the newest difference and foretells the next sample (blocks
// RECONS, PARREC, UPPOL2, UPPOL1, UPZERO, DELAYA, FILTEP, FILTEZ, PREDIC).
func (k *band) predict(d int) {
	k.d[0] = d
	k.r[0], k.p[0] = clip(k.s+d), clip(k.sz+d)
	k.poles()
	k.zeros()
	copy(k.d[1:], k.d[:6])
	k.r[2], k.r[1] = k.r[1], k.r[0]
	k.p[2], k.p[1] = k.p[1], k.p[0]
	poles := clip(k.a[1]*clip(2*k.r[1])>>15 + k.a[2]*clip(2*k.r[2])>>15)
	k.sz = 0
	for i := 1; i < 7; i++ {
		k.sz += k.b[i] * clip(2*k.d[i]) >> 15
	}
	k.sz = clip(k.sz)
	k.s = clip(poles + k.sz)
}

func (k *band) poles() {
	s0, s1, s2 := sign(k.p[0]), sign(k.p[1]), sign(k.p[2])
	turn := clip(4 * k.a[1])
	if s0 == s1 {
		turn = -turn
	}
	second := min(turn, 32767)>>7 - 128
	if s0 == s2 {
		second += 256
	}
	second = min(max(second+k.a[2]*32512>>15, -12288), 12288)
	first := -192
	if s0 == s1 {
		first = 192
	}
	most := clip(15360 - second)
	k.a[1] = min(max(clip(first+k.a[1]*32640>>15), -most), most)
	k.a[2] = second
}

func (k *band) zeros() {
	step := 128
	if k.d[0] == 0 {
		step = 0
	}
	s0 := sign(k.d[0])
	for i := 1; i < 7; i++ {
		move := -step
		if sign(k.d[i]) == s0 {
			move = step
		}
		k.b[i] = clip(move + k.b[i]*32640>>15)
	}
}

// sign is -1 or 0, as the highest bit of a sample says.
func sign(v int) int { return v >> 15 }

// clip keeps a value within 16 bits.
func clip(v int) int { return min(max(v, -32768), 32767) }

func clip16(v int) int16 { return int16(clip(v)) }
