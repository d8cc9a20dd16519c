package guest

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
)

// TestGuestBoard runs the tests of this package whose names begin with
// TestInGuest in the guest.
func TestGuestBoard(t *testing.T) {
	out, err := boot(t, "-test.v", "-test.run=^TestInGuest", "-test.timeout=150s")
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("the guest: %v", err)
	}
}

// TestGuestWatchdog: a box whose supervisor hangs is started anew by the
// watchdog, a real driver of the kernel with an emulated chip. QEMU ends where
// a computer would begin again.
//
// FAULTS 29.
func TestGuestWatchdog(t *testing.T) {
	out, err := boot(t, "-test.v", "-test.run=^TestDogInGuest$", "-test.timeout=90s")
	t.Logf("%s", out)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 124 || !bytes.Contains(out, []byte("BOX-LIVES")) {
		t.Fatalf("the guest was to live for 15 s and then to be gone without a word: %v", err)
	}
	lives, gone := stamp(out, "BOX-LIVES"), stamp(out, "guest ended")
	t.Logf("the computer starts anew %s after the supervisor hung", gone-lives)
	if gone-lives > 30*time.Second {
		t.Error("that is more than 30 s")
	}
}

// stamp is when the script told a line, by its own clock.
func stamp(out []byte, line string) time.Duration {
	found := regexp.MustCompile(`== +(\d+) ms [^\n]*` + line).FindSubmatch(out)
	if found == nil {
		return 0
	}
	ms, _ := strconv.Atoi(string(found[1]))
	return time.Duration(ms) * time.Millisecond
}

// boot runs the tests of this package in the guest.
func boot(t *testing.T, args ...string) ([]byte, error) {
	t.Helper()
	if os.Getuid() != 0 || runtime.GOARCH != "amd64" {
		peers.Missing(t, "the guest is made as root on amd64")
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		peers.Missing(t, "the guest is made of Debian's packages")
	}
	binary := filepath.Join(t.TempDir(), "guest.test")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s%v", out, err)
	}
	work, err := filepath.Abs("../../build/guest")
	if err != nil {
		t.Fatal(err)
	}
	guest := exec.CommandContext(t.Context(), "./guest.sh", append([]string{binary, work}, args...)...)
	guest.Env = append(os.Environ(), "SPOJKA_GUEST=1", "I2C_ADDR=0x20",
		"GPIO_LINES=KEY_A KEY_B KEY_C EXP_INT LED_POWER LED_FAULT LED_RED LED_GREEN / KEY_D LED_D")
	return guest.CombinedOutput()
}
