package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// ReadWAV reads the samples of a WAV file: 8 kHz, 16 bit PCM or A-law or
// µ-law, of which it takes the first channel.
func ReadWAV(path string) ([]int16, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	samples, err := decodeWAV(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; make one with: sox %s -r 8000 -c 1 -b 16 out.wav", path, err, path)
	}
	return samples, nil
}

var errNotWAV = errors.New("not a WAV file")

func decodeWAV(b []byte) ([]int16, error) {
	if len(b) < 12 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WAVE" {
		return nil, errNotWAV
	}
	var format, data []byte
	for b = b[12:]; len(b) >= 8; {
		size := int(min(uint64(binary.LittleEndian.Uint32(b[4:])), uint64(len(b)-8)))
		switch string(b[:4]) {
		case "fmt ":
			format = b[8 : 8+size]
		case "data":
			data = b[8 : 8+size]
		}
		b = b[min(len(b), 8+size+size%2):]
	}
	if len(format) < 16 || data == nil {
		return nil, errNotWAV
	}
	kind, channels := binary.LittleEndian.Uint16(format), int(binary.LittleEndian.Uint16(format[2:]))
	if hz := binary.LittleEndian.Uint32(format[4:]); hz != rate || channels == 0 {
		return nil, fmt.Errorf("%d samples a second instead of 8,000", hz)
	}
	return firstChannel(kind, channels, int(binary.LittleEndian.Uint16(format[14:])), data)
}

func firstChannel(kind uint16, channels, bits int, data []byte) ([]int16, error) {
	switch {
	case kind == 1 && bits == 16:
		pcm := make([]int16, len(data)/2/channels)
		for i := range pcm {
			pcm[i] = int16(binary.LittleEndian.Uint16(data[2*channels*i:]))
		}
		return pcm, nil
	case kind == 6 || kind == 7:
		codec := telephony.PCMA
		if kind == 7 {
			codec = telephony.PCMU
		}
		coded := make([]byte, len(data)/channels)
		for i := range coded {
			coded[i] = data[i*channels]
		}
		pcm := make([]int16, len(coded))
		audio.Decode(pcm, coded, codec)
		return pcm, nil
	}
	return nil, fmt.Errorf("coding %d with %d bits instead of PCM with 16", kind, bits)
}

// WriteWAV writes samples as 8 kHz, 16 bit, mono.
func WriteWAV(path string, samples []int16) error {
	n := uint32(2 * len(samples))
	b := append([]byte("RIFF"), make([]byte, 40)...)
	binary.LittleEndian.PutUint32(b[4:], 36+n)
	copy(b[8:], "WAVEfmt ")
	binary.LittleEndian.PutUint32(b[16:], 16)
	binary.LittleEndian.PutUint16(b[20:], 1)
	binary.LittleEndian.PutUint16(b[22:], 1)
	binary.LittleEndian.PutUint32(b[24:], rate)
	binary.LittleEndian.PutUint32(b[28:], 2*rate)
	binary.LittleEndian.PutUint16(b[32:], 2)
	binary.LittleEndian.PutUint16(b[34:], 16)
	copy(b[36:], "data")
	binary.LittleEndian.PutUint32(b[40:], n)
	for _, v := range samples {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return os.WriteFile(path, b, 0o600)
}
