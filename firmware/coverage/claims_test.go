package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// No test claims to prove what isn't in the list: a slip of the pen would
// leave a requirement without its proof.
func TestClaimsAreKnown(t *testing.T) {
	proofs, err := findProofs("../..")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range requirements() {
		known[r.id] = true
	}
	for id, tests := range proofs {
		if !known[id] {
			t.Errorf("%s is no requirement, but is claimed by %s", id, strings.Join(tests, ", "))
		}
	}
	if len(proofs) == 0 {
		t.Error("no test claims anything: does findProofs still see them?")
	}
}

var anyClaim = regexp.MustCompile(`(?m)^(//|#) ?Proves\b.*$`)

// Every claim is one that counts: written as it must be, above a test.
func TestClaimsCount(t *testing.T) {
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "build" || d.Name() == "data" || strings.HasPrefix(d.Name(), ".") && strings.Trim(d.Name(), ".") != ""):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".story"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if written, counted := anyClaim.FindAll(text, -1), claims(path, text); len(written) != len(counted) {
			t.Errorf("%s: %d claims are written, %d count: a claim is // Proves: IDS in the comment right above a test, or # Proves: IDS in a story's first line", path, len(written), len(counted))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
