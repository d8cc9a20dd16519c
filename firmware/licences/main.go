// Command licences is `make licences`: it lists every module that is linked
// into the box with the licence it comes under, and with -full the texts
// themselves, which go with every image. It fails when a module has no
// licence or one that it doesn't know.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	full := flag.Bool("full", false, "print the texts of the licences, too")
	flag.Parse()
	if err := licences(*full); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// module is one that the box is built from.
type module struct{ path, version, dir string }

func licences(full bool) error {
	all, err := linked()
	if err != nil {
		return err
	}
	var bad []string
	for _, m := range all {
		text := licenceText(m.dir)
		name := nameOf(text)
		if name == "" {
			name = withoutText[m.path]
		}
		if name == "" {
			bad = append(bad, m.path)
			name = "UNKNOWN"
		}
		fmt.Printf("%-14s %s %s\n", name, m.path, m.version)
		if full {
			fmt.Printf("\n%s\n\n", text)
		}
	}
	if len(bad) > 0 {
		return fmt.Errorf("look at the licence of %s: it is missing or of an unknown kind", strings.Join(bad, ", "))
	}
	return nil
}

// linked asks go for the modules behind the packages of the box, and adds
// Go's own library.
func linked() ([]module, error) {
	const form = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"
	cmd := exec.Command("go", "list", "-deps", "-f", form, "./firmware/spojka")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing what the box is built from: %w", err)
	}
	rows := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(rows)
	goroot, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, err
	}
	own := strings.Fields(string(goroot))
	all := []module{{"Go", own[1], own[0]}}
	for _, row := range slices.Compact(rows) {
		if f := strings.Split(row, "\t"); len(f) == 3 {
			all = append(all, module{f[0], f[1], f[2]})
		}
	}
	return all, nil
}

// licenceText is the text of the licence file in dir, empty without one.
func licenceText(dir string) []byte {
	for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "LICEN[SC]ES/*"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, file := range files {
			if text, err := os.ReadFile(file); err == nil {
				return text
			}
		}
	}
	return nil
}

// withoutText are modules that carry no licence file, with the licence that
// was found by reading. shine-mp3 is a translation of the C library shine,
// which is under the LGPL; it is used unchanged.
var withoutText = map[string]string{"github.com/braheezy/shine-mp3": "LGPL"}

// marks are words by which a licence is known; the first that fits counts.
var marks = []struct{ words, name string }{
	{"GNU LESSER GENERAL PUBLIC LICENSE", "LGPL"},
	{"GNU Library General Public License", "LGPL"},
	{"GNU GENERAL PUBLIC LICENSE", "GPL"},
	{"Mozilla Public License", "MPL"},
	{"Apache License", "Apache-2.0"},
	{"Redistribution and use in source and binary forms", "BSD"},
	{"Permission is hereby granted, free of charge", "MIT"},
	{"Permission to use, copy, modify, and/or distribute", "ISC"},
	{"Permission to use, copy, modify, and distribute", "ISC"},
}

func nameOf(text []byte) string {
	// Line breaks fall anywhere in these texts.
	flat := bytes.Join(bytes.Fields(text), []byte(" "))
	for _, m := range marks {
		if bytes.Contains(flat, []byte(m.words)) {
			return m.name
		}
	}
	return ""
}
