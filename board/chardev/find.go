package chardev

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/warthog618/go-gpiocdev"
	"golang.org/x/sys/unix"
)

// chip is a chip that the kernel has, under the name of the profile.
type chip struct {
	name   string // in the profile
	device string // gpiochip0
	labels []string
	barred string // a chip that may not be opened, perhaps this one
	lines  map[string]int
}

// findChips looks which of the kernel's chips are the profile's, by label.
func findChips(wanted []board.Chip) []chip {
	var found []chip
	barred := ""
	for _, device := range gpiocdev.Chips() {
		c, err := gpiocdev.NewChip(device)
		if err != nil { // gone while we looked, or not ours to open
			if errors.Is(err, fs.ErrPermission) {
				barred = filepath.Join("/dev", device)
			}
			continue
		}
		for _, w := range wanted {
			if hasLabel(w, c.Label) {
				found = append(found, chip{name: w.Name, device: device, lines: names(c)})
			}
		}
		c.Close()
	}
	for _, w := range wanted { // to name them when they are missed
		found = append(found, chip{name: w.Name, labels: w.Labels, barred: barred})
	}
	return found
}

func hasLabel(w board.Chip, label string) bool {
	for _, l := range w.Labels {
		if l == label {
			return true
		}
	}
	return len(w.Labels) == 0
}

// names maps the names of a chip's lines to their numbers; the first of a
// name counts.
func names(c *gpiocdev.Chip) map[string]int {
	all := map[string]int{}
	for n := c.Lines() - 1; n >= 0; n-- {
		if info, err := c.LineInfo(n); err == nil {
			all[info.Name] = n
			all["#"+strconv.Itoa(n)] = n
		}
	}
	return all
}

// find finds a line on any of the chips that have its name.
func find(chips []chip, l board.Line) (chip, int, error) {
	there, labels, barred := false, "", ""
	for _, c := range chips {
		if c.name != l.Where {
			continue
		}
		if n, ok := c.lines[l.Name]; ok {
			return c, n, nil
		}
		there = there || c.device != ""
		labels, barred = strings.Join(c.labels, " or "), c.barred
	}
	switch {
	case !there && barred != "":
		return chip{}, 0, fmt.Errorf("there is no leave to open %s: start the box as root, or in the group that owns it", barred)
	case there:
		return chip{}, 0, fmt.Errorf("there is no line %s: see the names of lines with gpioinfo", l)
	case labels != "":
		return chip{}, 0, fmt.Errorf("there is no chip labelled %s: choose this board's front, see labels with gpiodetect", labels)
	}
	return chip{}, 0, fmt.Errorf("there is no chip with a line %s: choose this board's front", l)
}

// modules is where the kernel's modules show their settings.
const modules = "/sys/module"

// keeping says that the kernel leaves outputs as they were when their program
// ends, as Raspberry Pi's does unless it is told otherwise: a dead box would go
// on showing that all is well.
func keeping(root string) error {
	all, _ := filepath.Glob(filepath.Join(root, "pinctrl_*/parameters/persist_gpio_outputs")) // the pattern is right
	for _, file := range all {
		if text, err := os.ReadFile(file); err == nil && strings.TrimSpace(string(text)) == "Y" {
			return errors.New("the kernel keeps lamps lit when the box dies: put dtparam=strict_gpiod into config.txt")
		}
	}
	return nil
}

// inUse says who has a line that can't be had.
func inUse(device string, offset int) string {
	c, err := gpiocdev.NewChip(device)
	if err != nil {
		return ""
	}
	defer c.Close()
	if info, err := c.LineInfo(offset); err == nil && info.Used {
		return fmt.Sprintf(": %q uses it, choose another line or switch that off", info.Consumer)
	}
	return ""
}

// now is the clock of the kernel's time stamps.
func now() time.Duration {
	var ts unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts) // can't fail for this clock
	return time.Duration(ts.Nano())
}
