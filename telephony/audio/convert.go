package audio

import "github.com/spojka/spojka/telephony"

// Decoder turns the sound of one stream into samples of 8 kHz, whatever its
// codec, which may change. The zero value begins a stream.
type Decoder struct{ g722 G722Decoder }

// Decode returns how many samples it made: as many as fit into dst. An
// unknown codec makes none.
func (d *Decoder) Decode(dst []int16, src []byte, c telephony.Codec) int {
	if c == telephony.G722 {
		return d.g722.Decode(dst, src)
	}
	return Decode(dst, src, c)
}

// Encoder codes samples of 8 kHz for one stream. The zero value begins one.
type Encoder struct{ g722 G722Encoder }

// Encode makes a byte of each sample, as many as fit into dst. An unknown
// codec is taken for A-law.
func (e *Encoder) Encode(dst []byte, src []int16, c telephony.Codec) {
	switch c {
	case telephony.G722:
		e.g722.Encode(dst, src)
	case telephony.PCMU:
		for i, v := range src[:min(len(src), len(dst))] {
			dst[i] = EncodeU(v)
		}
	default:
		for i, v := range src[:min(len(src), len(dst))] {
			dst[i] = EncodeA(v)
		}
	}
}
