package sysled

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/board"
)

// channel is one of a PWM chip (Documentation/driver-api/pwm.rst, "Using PWMs
// with the sysfs interface"): times are in nanoseconds.
type channel struct {
	owner string
	line  board.Line
	chip  board.PWM
	root  string

	dir  string // of the channel
	duty string // told last
}

func (c *channel) open() error {
	chip, err := c.find()
	if err != nil {
		return err
	}
	c.dir = filepath.Join(chip, "pwm"+c.line.Name)
	if _, err := os.Stat(c.dir); err != nil {
		err := put(filepath.Join(chip, "export"), c.line.Name)
		switch _, there := os.Stat(c.dir); {
		case err != nil:
			return fmt.Errorf("channel %s can't be had (%w): another driver uses it, or %s has no such channel", c.line, err, c.chip.Name)
		case there != nil:
			return fmt.Errorf("channel %s isn't ready: %w", c.line, there)
		}
	}
	// A period shorter than the pulse is refused, and one of nothing has no
	// pulse at all: so first no pulse, if there is a period.
	_ = put(filepath.Join(c.dir, "duty_cycle"), "0")
	if err := put(filepath.Join(c.dir, "period"), strconv.FormatInt(c.chip.Period.Nanoseconds(), 10)); err != nil {
		return fmt.Errorf("channel %s can't have a period of %s (%w): choose another, or that of the other channels of this chip", c.line, c.chip.Period, err)
	}
	c.duty = "" // told nothing yet
	if err := c.light(0, 0); err != nil {
		return err
	}
	if err := put(filepath.Join(c.dir, "enable"), "1"); err != nil {
		return fmt.Errorf("channel %s can't be switched on: %w", c.line, err)
	}
	return nil
}

// find looks which of the kernel's chips is the profile's, by its device.
func (c *channel) find() (string, error) {
	all, _ := filepath.Glob(filepath.Join(c.root, "class/pwm/pwmchip*")) // the pattern is right
	for _, dir := range all {
		device, err := filepath.EvalSymlinks(filepath.Join(dir, "device"))
		if err == nil && slices.Contains(c.chip.Devices, filepath.Base(device)) {
			return dir, nil
		}
	}
	return "", fmt.Errorf("there is no PWM at %s: switch it on in the board's settings (dtoverlay=pwm-2chan), see ls -l /sys/class/pwm", strings.Join(c.chip.Devices, " or "))
}

// light gives each period its pulse. The eye sees the double of little light
// as the double of much, so the pulse is short at night.
func (c *channel) light(now, _ uint8) error {
	pulse := c.chip.Period.Nanoseconds() * int64(now) / 255
	if c.line.Low {
		pulse = c.chip.Period.Nanoseconds() - pulse
	}
	duty := strconv.FormatInt(pulse, 10)
	if duty == c.duty {
		return nil
	}
	if err := put(filepath.Join(c.dir, "duty_cycle"), duty); err != nil {
		return err
	}
	c.duty = duty
	return nil
}

func (c *channel) dims() bool { return true }

var errForgot = errors.New("it isn't as it was told")

func (c *channel) check() error {
	duty, err := os.ReadFile(filepath.Join(c.dir, "duty_cycle"))
	on, _ := os.ReadFile(filepath.Join(c.dir, "enable"))
	if err == nil && strings.TrimSpace(string(duty)) == c.duty && strings.TrimSpace(string(on)) == "1" {
		return nil
	}
	c.duty = ""
	if put(filepath.Join(c.dir, "enable"), "1") != nil {
		c.dir = "/nowhere" // it is gone: light fails, too
	}
	return errors.Join(errForgot, err)
}

func (c *channel) close() {
	_ = c.light(0, 0)
	_ = put(filepath.Join(filepath.Dir(c.dir), "unexport"), c.line.Name) // a chip that is gone has none
}

func put(file, text string) error { return os.WriteFile(file, []byte(text), 0) }
