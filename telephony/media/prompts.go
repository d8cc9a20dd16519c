package media

import (
	"embed"
	"encoding/binary"
	"fmt"
	"path"
	"strings"
)

//go:embed prompts/*.wav
var promptFiles embed.FS

// loadPrompts reads the embedded prompts: name → A-law samples.
func loadPrompts() (map[string][]byte, error) {
	entries, err := promptFiles.ReadDir("prompts")
	if err != nil {
		return nil, err
	}
	all := make(map[string][]byte, len(entries))
	for _, e := range entries {
		b, err := promptFiles.ReadFile(path.Join("prompts", e.Name()))
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(e.Name(), ".wav")
		if all[name], err = wavALaw(b); err != nil {
			return nil, fmt.Errorf("prompt %s: %w", name, err)
		}
	}
	return all, nil
}

// wavALaw finds the samples in a WAV file; only A-law, 8 kHz, one channel
// will do (RIFF, WAVE_FORMAT_ALAW = 6).
func wavALaw(b []byte) ([]byte, error) {
	le := binary.LittleEndian
	if len(b) < 12 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WAVE" {
		return nil, fmt.Errorf("not a WAV file")
	}
	fit := false
	for b = b[12:]; len(b) >= 8; {
		name, size := string(b[:4]), int(le.Uint32(b[4:]))
		b = b[8:]
		if size < 0 || size > len(b) {
			break
		}
		switch {
		case name == "fmt " && size >= 16:
			fit = le.Uint16(b) == 6 && le.Uint16(b[2:]) == 1 && le.Uint32(b[4:]) == 8000
		case name == "data" && fit:
			return b[:size], nil
		}
		b = b[min(size+size&1, len(b)):]
	}
	return nil, fmt.Errorf("not A-law at 8 kHz in one channel: make it with prompts/make.sh")
}
