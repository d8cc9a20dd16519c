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
	anID  = regexp.MustCompile(`[SWPD]-[A-Z0-9-]+`)
)

// findProofs reads which tests claim to prove which requirement: by id, the
// tests as "folder TestName".
func findProofs(root string) (map[string][]string, error) {
	proofs := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "build" || d.Name() == "data" || d.Name()[0] == '.'):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range claim.FindAllSubmatch(text, -1) {
			for _, id := range anID.FindAllString(string(m[1]), -1) {
				proofs[id] = append(proofs[id], filepath.Dir(path)+" "+string(m[3]))
			}
		}
		return nil
	})
	return proofs, err
}
