package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A claim counts with more comment below it, and without a test below it
// counts for nothing.
func TestClaimsAreRead(t *testing.T) {
	dir := t.TempDir()
	text := "package x\n\n" +
		"// Proves: S-IN-1, W-CC-13\n// It rings.\nfunc TestRings(t *testing.T) {}\n\n" +
		"// Proves: D-9\nvar notATest = 1\n"
	if err := os.WriteFile(filepath.Join(dir, "x_test.go"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	story := "# Proves: D-7\n# D-8 is only spoken of.\n"
	if err := os.WriteFile(filepath.Join(dir, "x.story"), []byte(story), 0o644); err != nil {
		t.Fatal(err)
	}
	proofs, err := findProofs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(proofs["S-IN-1"]) != 1 || len(proofs["W-CC-13"]) != 1 || len(proofs["D-9"]) != 0 || len(proofs["D-7"]) != 1 || len(proofs["D-8"]) != 0 {
		t.Errorf("got %v", proofs)
	}
}

// No id stands twice in the list, and each has words.
func TestListIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range requirements() {
		if seen[r.id] || r.words == "" {
			t.Errorf("requirement %q stands twice or says nothing", r.id)
		}
		seen[r.id] = true
	}
	if len(seen) == 0 {
		t.Error("the list is empty: fill it with -refresh")
	}
}
