package sim

import (
	"bytes"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// need finds a program of Debian's packages; in CI it must be there.
func need(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: install it", name)
		}
		t.Skipf("%s is missing", name)
	}
	return path
}

// said collects what a program says.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// baresip runs a real phone at a seat: it answers by itself, says a sine of
// 880 Hz and writes what it hears to a WAV file in dir.
func baresip(t testing.TB, ip string, box netip.AddrPort, seat, password string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	config := strings.Join([]string{
		"sip_listen " + ip + ":5060", "net_interface " + ip, "rtp_ports 20000-20100", "module_path /usr/lib/baresip/modules",
		"module g711.so", "module aubridge.so", "module aufile.so", "module sndfile.so", "module_app account.so", "module_app menu.so",
		"audio_source aufile," + dir + "/says.wav", "audio_player aubridge,x", "audio_alert aubridge,x", "snd_path " + dir, "",
	}, "\n")
	says, minute := Tone(880, -20), make([]int16, 60*rate)
	says(minute)
	if err := WriteWAV(filepath.Join(dir, "says.wav"), minute); err != nil {
		t.Fatal(err)
	}
	account := "<sip:" + seat + "@" + box.String() + ">;auth_pass=" + password + ";answermode=auto;regint=60;audio_codecs=pcma\n"
	for name, text := range map[string]string{"config": config, "accounts": account, "contacts": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := &said{}
	cmd := exec.Command(need(t, "baresip"), "-f", dir)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("baresip said:\n%s", out)
		}
	})
	return dir
}

func TestPeersBaresipHearsUs(t *testing.T) {
	h := newHouse(t, "127.41.6.1", "127.41.6.2")
	dir := baresip(t, "127.41.6.3", h.addr, "203", "secret")
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
