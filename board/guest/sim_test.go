package guest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/board"
)

const config = "/sys/kernel/config/gpio-sim/"

// inGuest skips on every other computer.
func inGuest(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(config + "sim0"); err != nil || os.Getpid() > 1000 {
		t.Skip("runs in the guest: see TestGuestBoard")
	}
}

// chip is one of gpio-sim's chips, poked through sysfs.
type chip struct {
	*testing.T
	name string // sim0
}

// Set pulls a line as a finger does.
func (c chip) Set(l board.Line, high bool) {
	pull := "pull-down"
	if high {
		pull = "pull-up"
	}
	// A chip that is unplugged has no lines: nobody feels the finger.
	if err := os.WriteFile(c.file(l.Name, "pull"), []byte(pull), 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
		c.Error(err)
	}
}

// Get reads what a lamp sees.
func (c chip) Get(l board.Line) bool {
	text, err := os.ReadFile(c.file(l.Name, "value"))
	return err == nil && strings.TrimSpace(string(text)) == "1"
}

func (c chip) Pixel(board.Line) (r, g, b byte) { return 0, 0, 0 }
func (c chip) Unplug()                         { write(c.T, config+c.name+"/live", "0") }
func (c chip) Plug()                           { write(c.T, config+c.name+"/live", "1") }

// file is the file of a line by its name: configfs knows the number.
func (c chip) file(line, what string) string {
	names, _ := filepath.Glob(config + c.name + "/bank0/line*/name")
	for _, n := range names {
		if read(n) == line {
			number := strings.TrimPrefix(filepath.Base(filepath.Dir(n)), "line")
			return "/sys/devices/platform/" + read(config+c.name+"/dev_name") + "/" + read(config+c.name+"/bank0/chip_name") + "/sim_gpio" + number + "/" + what
		}
	}
	return "no line " + line
}

func read(file string) string {
	text, _ := os.ReadFile(file)
	return strings.TrimSpace(string(text))
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0); err != nil {
		t.Error(err)
	}
}
