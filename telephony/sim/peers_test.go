package sim

import (
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
)

func TestPeersBaresipHearsUs(t *testing.T) {
	h := newHouse(t, "127.41.6.1", "127.41.6.2")
	says, minute := filepath.Join(t.TempDir(), "says.wav"), make([]int16, 60*rate)
	Tone(880, -20)(minute)
	if err := WriteWAV(says, minute); err != nil {
		t.Fatal(err)
	}
	dir, _, _ := peers.Phone{IP: "127.41.6.3", User: "203", Password: "secret", Server: h.addr.String(), Plays: says}.Start(t)
	for r := range h.reached {
		if r == "ok" {
			break
		}
	}
	trunk := h.phone(Options{Local: netip.MustParseAddr("127.41.6.2"), Play: tone(440)})
	call, err := trunk.Call(soon(t), "800100200", CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the sine of baresip", func() bool { return len(call.Heard()) > rate && Has(call.Heard()[len(call.Heard())-rate/2:], 880) })
	call.HangUp()
	until(t, "our tone at baresip", func() bool { return Has(dump(t, dir), 440) })
}

// dump is the newest second of what baresip has written of what it heard.
func dump(t testing.TB, dir string) []int16 {
	t.Helper()
	files, _ := filepath.Glob(dir + "/dump-*-dec.wav")
	if len(files) != 1 {
		return nil
	}
	heard, err := ReadWAV(files[0])
	if err != nil {
		return nil // not whole yet
	}
	return heard[max(0, len(heard)-rate):]
}
