package audio

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

// A coded value decodes to a sample that codes to the same value: tables and
// formulas agree over all 256 of each law (µ-law has two zeros).
func TestLawsAreTheirOwnInverse(t *testing.T) {
	for i := range 256 {
		if got := EncodeA(linearA[i]); got != byte(i) {
			t.Errorf("A-law %#x decodes to %d, which codes to %#x", i, linearA[i], got)
		}
		if got := EncodeU(linearU[i]); got != byte(i) && i != 0x7F {
			t.Errorf("µ-law %#x decodes to %d, which codes to %#x", i, linearU[i], got)
		}
	}
}

// Landmarks of ITU-T G.711 tables 1a and 2a, in 16 bit.
func TestLawsKnowTheStandardsValues(t *testing.T) {
	for _, c := range []struct {
		law   telephony.Codec
		code  byte
		value int16
	}{
		{telephony.PCMA, 0xD5, 8}, {telephony.PCMA, 0x55, -8},
		{telephony.PCMA, 0xAA, 32256}, {telephony.PCMA, 0x2A, -32256},
		{telephony.PCMU, 0xFF, 0}, {telephony.PCMU, 0x7F, 0},
		{telephony.PCMU, 0x80, 32124}, {telephony.PCMU, 0x00, -32124},
	} {
		var s [1]int16
		Decode(s[:], []byte{c.code}, c.law)
		if s[0] != c.value {
			t.Errorf("%s %#x is %d, want %d", c.law, c.code, s[0], c.value)
		}
	}
}

func TestEveryShortCodesNearItself(t *testing.T) {
	for v := -32768; v <= 32767; v++ {
		a, u := linearA[EncodeA(int16(v))], linearU[EncodeU(int16(v))]
		near := max(v, -v)/16 + 16
		if d := int(a) - v; d > near || -d > near {
			t.Fatalf("A-law of %d is %d", v, a)
		}
		if d := int(u) - v; d > near+600 && d > near || -d > near+600 {
			t.Fatalf("µ-law of %d is %d", v, u)
		}
	}
}

// A-law to µ-law and back loses at most one step.
func TestThereAndBackIsNearlyTheSame(t *testing.T) {
	for i := range 256 {
		b := []byte{byte(i)}
		Convert(b, telephony.PCMA, telephony.PCMU)
		Convert(b, telephony.PCMU, telephony.PCMA)
		if d := (int(b[0]) ^ 0x55) - (i ^ 0x55); d < -1 || d > 1 {
			t.Errorf("%#x came back as %#x", i, b[0])
		}
	}
}

func TestUnknownCodecsChangeNothing(t *testing.T) {
	b := []byte{1, 2, 3}
	Convert(b, "opus", telephony.PCMA)
	if b[0] != 1 || Decode(make([]int16, 3), b, "opus") != 0 {
		t.Error("an unknown codec was decoded")
	}
}
