package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// boxPackage is the program in the image.
const boxPackage = "github.com/spojka/spojka/firmware/spojka"

// builddirMod and builddirSum pin every module that goes into an image or
// makes it, so that the same tree makes the same image next year.
var (
	//go:embed builddir.mod
	builddirMod []byte
	//go:embed builddir.sum
	builddirSum []byte
	// noWatchdog takes the watchdog out of gokrazy's init.
	//go:embed nowatchdog.txt
	noWatchdog []byte
)

// instance is gokrazy's config.json.
type instance struct {
	Hostname        string
	Update          struct{ NoPassword bool }
	Environment     []string
	Packages        []string
	PackageConfig   map[string]packageConfig
	GokrazyPackages []string
	KernelPackage   string
	FirmwarePackage string
	EEPROMPackage   string
	SerialConsole   string
	// BootloaderExtraLines are added to a Raspberry Pi's config.txt.
	BootloaderExtraLines []string `json:",omitempty"`
}

type packageConfig struct {
	GoBuildFlags     []string
	CommandLineFlags []string
}

// newInstance describes the image of one board; flags are the box's, after
// those of every box and of the board.
func newInstance(b board, flags []string) instance {
	c := instance{
		Hostname:        "spojka",
		Environment:     []string{"GOOS=linux", "GOARCH=" + b.arch},
		Packages:        []string{boxPackage},
		GokrazyPackages: b.hostServices,
		KernelPackage:   b.kernel,
		FirmwarePackage: b.firmware,
		EEPROMPackage:   b.eeprom,
		SerialConsole:   b.console,

		BootloaderExtraLines: b.bootLines,
		PackageConfig: map[string]packageConfig{boxPackage: {
			GoBuildFlags:     []string{"-ldflags=-s -w"},
			CommandLineFlags: slices.Concat(boxFlags, b.flags, flags),
		}},
	}
	if b.goarm != "" {
		c.Environment = append(c.Environment, "GOARM="+b.goarm)
	}
	// gokrazy's own page listens on a unix socket only: the box is the one door.
	c.Update.NoPassword = true
	return c
}

// writeInstance lays the folder that gok works in: config.json, and builddir
// with the pinned modules and our own tree in place of a published version.
func writeInstance(dir, root string, c instance) error {
	builddir := filepath.Join(dir, "builddir")
	if err := os.MkdirAll(filepath.Join(builddir, "watchdog"), 0o755); err != nil {
		return err
	}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	ours, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return fmt.Errorf("reading the module's checksums: %w; run this inside the source tree", err)
	}
	mod := fmt.Appendf(builddirMod[:len(builddirMod):len(builddirMod)], "\nreplace github.com/spojka/spojka => %s\n\nreplace github.com/mdlayher/watchdog => ./watchdog\n", root)
	for name, content := range map[string][]byte{
		filepath.Join(builddir, "watchdog", "watchdog.go"): noWatchdog,
		filepath.Join(builddir, "watchdog", "go.mod"):      []byte("module github.com/mdlayher/watchdog\n\ngo 1.26\n"),

		filepath.Join(dir, "config.json"): append(text, '\n'),
		filepath.Join(builddir, "go.mod"): mod,
		filepath.Join(builddir, "go.sum"): append(builddirSum[:len(builddirSum):len(builddirSum)], ours...),
	} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
