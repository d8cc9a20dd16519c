package record

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// making is the file in the tape's folder that lists what is on the tape and
// has no file yet, one id a line.
const making = "making"

// Shelf is where recordings are found: Tape as in [Options], Out the folder
// of the files by month, Out/2026-11/0000001-00000042-1.mp3.
type Shelf struct{ Tape, Out string }

// Find returns the path of a recording that is ready, or the state of one
// that isn't.
func (s Shelf) Find(id telephony.RecordingID) (path string, state telephony.RecordingState) {
	if !valid(id) {
		return "", telephony.RecordingMissing
	}
	if path = s.made(id); path != "" {
		return path, telephony.RecordingReady
	}
	list, err := os.ReadFile(filepath.Join(s.Tape, making))
	if err == nil && strings.Contains("\n"+string(list), "\n"+string(id)+"\n") {
		return "", telephony.RecordingMaking
	}
	if path = s.made(id); path != "" { // made while we looked
		return path, telephony.RecordingReady
	}
	return "", telephony.RecordingMissing
}

// made looks through the months, newest first.
func (s Shelf) made(id telephony.RecordingID) string {
	months, err := os.ReadDir(s.Out)
	if err != nil {
		return ""
	}
	sort.Slice(months, func(i, j int) bool { return months[i].Name() > months[j].Name() })
	for _, m := range months {
		path := filepath.Join(s.Out, m.Name(), string(id)+".mp3")
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// valid says that an id can be the name of a file: letters, digits and
// hyphens, as [telephony.CallID.Recording] makes them.
func valid(id telephony.RecordingID) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
