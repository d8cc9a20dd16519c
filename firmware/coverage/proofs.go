package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	claim = regexp.MustCompile(`(?m)^// Proves: (.+)\n((?://.*\n)*)func (Test\w+|Fuzz\w+)\(`)
	story = regexp.MustCompile(`^# Proves: (.+)\n`)
	anID  = regexp.MustCompile(`[SWPD]-[A-Z0-9-]+`)
)

// findProofs reads which tests claim to prove which requirement: by id, the
// tests as "folder TestName". Stories that a test tells claim in their head
// line: "folder name.story".
func findProofs(root string) (map[string][]string, error) {
	proofs := map[string][]string{}
	err := eachSource(root, func(folder, path string, text []byte) {
		for _, c := range claims(path, text) {
			for _, id := range anID.FindAllString(c.ids, -1) {
				proofs[id] = append(proofs[id], folder+" "+c.test)
			}
		}
	})
	return proofs, err
}

// eachSource reads every file of tests and every story below root.
func eachSource(root string, read func(folder, path string, text []byte)) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "build" || d.Name() == "data" || d.Name()[0] == '.'):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".story"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil {
			read(filepath.Dir(path), path, text)
		}
		return err
	})
}

// claimed is what one test claims to prove.
type claimed struct{ ids, test string }

func claims(path string, text []byte) []claimed {
	if strings.HasSuffix(path, ".story") {
		if m := story.FindSubmatch(text); m != nil {
			return []claimed{{string(m[1]), filepath.Base(path)}}
		}
		return nil
	}
	var all []claimed
	for _, m := range claim.FindAllSubmatch(text, -1) {
		all = append(all, claimed{string(m[1]), string(m[3])})
	}
	return all
}
