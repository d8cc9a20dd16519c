package chardev

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A kernel that leaves outputs as they were is noticed, whichever chip it is.
func TestKernelThatKeepsOutputs(t *testing.T) {
	root := t.TempDir()
	if err := keeping(root); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		module, value string
		bad           bool
	}{{"pinctrl_bcm2835", "N", false}, {"pinctrl_bcm2835", "Y", true}, {"pinctrl_bcm2835", "N", false}, {"pinctrl_rp1", "Y", true}} {
		dir := filepath.Join(root, c.module, "parameters")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "persist_gpio_outputs"), []byte(c.value+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := keeping(root); (err != nil) != c.bad || err != nil && !strings.Contains(err.Error(), "dtparam=strict_gpiod") {
			t.Errorf("%s %s: %v", c.module, c.value, err)
		}
	}
}
