package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// found is a test or fuzz target in the source: its package as go test wants
// it, and its name.
type found struct{ dir, name string }

var testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w*)\(\w+ \*testing\.(?:T|F)\)`)

// findTests reads the names of all tests and fuzz targets that begin with
// prefix, a regular expression, from the source: quicker than building every
// package to ask it.
func findTests(prefix string) ([]found, error) {
	var all []found
	begins, err := regexp.Compile("^" + prefix)
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "data" || len(d.Name()) > 1 && d.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range testFunc.FindAllSubmatch(text, -1) {
			if name := string(m[1]); begins.MatchString(name) {
				all = append(all, found{"./" + filepath.Dir(path), name})
			}
		}
		return nil
	})
	return all, err
}

// packagesOf lists the packages of tests, each once.
func packagesOf(all []found) []string {
	var dirs []string
	for _, f := range all {
		dirs = append(dirs, f.dir)
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// existing keeps the folders that are there.
func existing(dirs ...string) []string {
	return slices.DeleteFunc(dirs, func(d string) bool {
		_, err := os.Stat(strings.TrimSuffix(d, "/..."))
		return err != nil
	})
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
