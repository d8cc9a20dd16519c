package audio

import "github.com/spojka/spojka/telephony"

// Silence is a sample of silence as coded by each law.
const (
	SilenceA byte = 0xD5
	SilenceU byte = 0xFF
)

var (
	linearA = linearTable(decodeA)
	linearU = linearTable(decodeU)
	uFromA  = lawTable(&linearA, EncodeU)
	aFromU  = lawTable(&linearU, EncodeA)
)

func linearTable(decode func(byte) int16) (t [256]int16) {
	for i := range t {
		t[i] = decode(byte(i))
	}
	return t
}

// lawTable leads from one law to the other by way of the nearest value.
func lawTable(linear *[256]int16, encode func(int16) byte) (t [256]byte) {
	for i, v := range linear {
		t[i] = encode(v)
	}
	return t
}

// Convert changes G.711 samples in place from one law to the other. Equal or
// unknown codecs change nothing.
func Convert(b []byte, from, to telephony.Codec) {
	var t *[256]byte
	switch {
	case from == telephony.PCMA && to == telephony.PCMU:
		t = &uFromA
	case from == telephony.PCMU && to == telephony.PCMA:
		t = &aFromU
	default:
		return
	}
	for i, v := range b {
		b[i] = t[v]
	}
}

// Decode turns G.711 into 16 bit samples and returns how many it made: as
// many as fit into dst. An unknown codec makes none.
func Decode(dst []int16, src []byte, c telephony.Codec) int {
	t := &linearA
	switch c {
	case telephony.PCMA:
	case telephony.PCMU:
		t = &linearU
	default:
		return 0
	}
	n := min(len(dst), len(src))
	for i, v := range src[:n] {
		dst[i] = t[v]
	}
	return n
}

// Ends of the segments of both laws, in the law's own units (G.711 tables 1
// and 2).
var (
	endsA = [8]int{0x1F, 0x3F, 0x7F, 0xFF, 0x1FF, 0x3FF, 0x7FF, 0xFFF}
	endsU = [8]int{0x3F, 0x7F, 0xFF, 0x1FF, 0x3FF, 0x7FF, 0xFFF, 0x1FFF}
)

func segment(v int, ends *[8]int) int {
	for i, end := range ends {
		if v <= end {
			return i
		}
	}
	return len(ends)
}

// EncodeA codes a 16 bit sample by A-law.
func EncodeA(sample int16) byte {
	v, mask := int(sample)>>3, byte(0xD5)
	if v < 0 {
		v, mask = -v-1, 0x55
	}
	seg := segment(v, &endsA)
	if seg == 8 {
		return 0x7F ^ mask
	}
	return (byte(seg<<4) | byte(v>>max(seg, 1))&0xF) ^ mask
}

// EncodeU codes a 16 bit sample by µ-law.
func EncodeU(sample int16) byte {
	const bias, clip = 33, 8159
	v, mask := int(sample)>>2, byte(0xFF)
	if v < 0 {
		v, mask = -v, 0x7F
	}
	v = min(v, clip) + bias
	seg := segment(v, &endsU)
	if seg == 8 {
		return 0x7F ^ mask
	}
	return (byte(seg<<4) | byte(v>>(seg+1))&0xF) ^ mask
}

func decodeA(b byte) int16 {
	b ^= 0x55
	v := int16(b&0xF)<<4 + 8
	if seg := b >> 4 & 7; seg > 0 {
		v = (v + 0x100) << (seg - 1)
	}
	if b&0x80 == 0 {
		return -v
	}
	return v
}

func decodeU(b byte) int16 {
	b = ^b
	v := (int16(b&0xF)<<3+0x84)<<(b>>4&7) - 0x84
	if b&0x80 != 0 {
		return -v
	}
	return v
}
