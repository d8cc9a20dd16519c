package main

import (
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
	err := eachSource("../..", func(_, path string, text []byte) {
		if written, counted := anyClaim.FindAll(text, -1), claims(path, text); len(written) != len(counted) {
			t.Errorf("%s: %d claims are written, %d count: a claim is // Proves: IDS in the comment right above a test, or # Proves: IDS in a story's first line", path, len(written), len(counted))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
