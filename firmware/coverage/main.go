// Command coverage is `make coverage-requirements`: it prints every
// requirement with the tests that prove it, and those that none proves.
//
// A test says what it proves in the comment above it:
//
//	// Proves: S-IN-1, W-CC-13
//	func TestPeersCallIsRecorded(t *testing.T) {
//
// The ids with their first words stand in requirements.txt. When the
// document that states them changes, -refresh FILE reads it anew.
//
// With -wire it is `make coverage-wire`: every habit of real lines and phones
// (wire.txt) with the tests TestWireNN… that are about it.
package main

import (
	"bufio"
	_ "embed"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

//go:embed requirements.txt
var list string

// requirement is one line of the list.
type requirement struct{ id, words string }

func main() {
	refresh := flag.String("refresh", "", "document to read the requirements from")
	missing := flag.Bool("missing", false, "print only those that no test proves")
	wire := flag.Bool("wire", false, "the habits of real lines and phones instead")
	flag.Parse()
	run := map[bool]func(string, bool) error{false: coverage, true: wireRows}[*wire]
	if err := run(*refresh, *missing); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

func coverage(refresh string, missingOnly bool) error {
	if refresh != "" {
		return rewrite(refresh)
	}
	proofs, err := findProofs(".")
	if err != nil {
		return err
	}
	known := requirements()
	proved := 0
	for _, r := range known {
		tests := proofs[r.id]
		delete(proofs, r.id)
		if len(tests) > 0 {
			proved++
		}
		if len(tests) == 0 || !missingOnly {
			show(r, tests)
		}
	}
	fmt.Printf("\n%d of %d requirements are proved by a test\n", proved, len(known))
	if unknown := slices.Sorted(maps.Keys(proofs)); len(unknown) > 0 {
		return fmt.Errorf("tests claim to prove what isn't in the list: %s", strings.Join(unknown, ", "))
	}
	return nil
}

func wireRows(refresh string, missingOnly bool) error {
	if refresh != "" {
		return rewriteWire(refresh)
	}
	return wireCoverage(missingOnly)
}

func requirements() []requirement {
	var all []requirement
	for line := range strings.Lines(list) {
		id, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all = append(all, requirement{id, words})
	}
	return all
}

func show(r requirement, tests []string) {
	fmt.Printf("%-12s %s\n", r.id, r.words)
	if len(tests) == 0 {
		fmt.Printf("%-12s   no test\n", "")
	}
	for _, test := range tests {
		fmt.Printf("%-12s   %s\n", "", test)
	}
}

var stated = regexp.MustCompile(`^- \*\*([SWPD]-[A-Z0-9-]+)\*\*\s*(.*)`)

// wordsKept is how much of a requirement's text the list repeats, in runes.
const wordsKept = 100

// rewrite makes the list from the document.
func rewrite(document string) error {
	in, err := os.Open(document)
	if err != nil {
		return err
	}
	defer in.Close()
	var out strings.Builder
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if m := stated.FindStringSubmatch(lines.Text()); m != nil {
			words := []rune(strings.NewReplacer("**", "", "`", "").Replace(m[2]))
			if len(words) > wordsKept {
				words = append(words[:wordsKept-1], '…')
			}
			fmt.Fprintf(&out, "%s\t%s\n", m[1], string(words))
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return os.WriteFile("firmware/coverage/requirements.txt", []byte(out.String()), 0o644)
}
