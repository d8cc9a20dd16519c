package guest

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestGuestBoard runs the tests of this package whose names begin with
// TestInGuest in the guest.
func TestGuestBoard(t *testing.T) {
	if os.Getuid() != 0 || runtime.GOARCH != "amd64" {
		missing(t, "the guest is made as root on amd64")
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		missing(t, "the guest is made of Debian's packages")
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
	guest := exec.CommandContext(t.Context(), "./guest.sh", binary, work, "-test.v", "-test.run=^TestInGuest", "-test.timeout=90s")
	guest.Env = append(os.Environ(), "SPOJKA_GUEST=1", "I2C_ADDR=0x20",
		"GPIO_LINES=KEY_A KEY_B KEY_C EXP_INT LED_POWER LED_FAULT LED_RED LED_GREEN / KEY_D LED_D")
	out, err := guest.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("the guest: %v", err)
	}
}

// missing skips, but not where everything must be there.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}
