package main

import (
	_ "embed"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

//go:embed wire.txt
var habits string

// habit is one thing that real lines and phones do, a row of wire.txt: its
// number of two digits, the part of the house that it belongs to, its words.
type habit struct{ number, part, words string }

// base is the part of the habits that every box must know.
const base = "base"

func wireHabits() []habit {
	var all []habit
	for line := range strings.Lines(habits) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			all = append(all, habit{f[0], f[1], f[2]})
		}
	}
	return all
}

var wireTest = regexp.MustCompile(`(?m)^func (TestWire(\d\d)\w*)\(`)

// findWireTests reads which tests are about which habit: by number, the
// tests as "folder TestName".
func findWireTests(root string) (map[string][]string, error) {
	tests := map[string][]string{}
	err := eachSource(root, func(folder, path string, text []byte) {
		if !strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, m := range wireTest.FindAllSubmatch(text, -1) {
			tests[string(m[2])] = append(tests[string(m[2])], folder+" "+string(m[1]))
		}
	})
	return tests, err
}

// withPeer says that a test talks with a real program: TestWireNNPeers….
func withPeer(test string) bool {
	_, name, _ := strings.Cut(test, " ")
	return strings.HasPrefix(name[len("TestWireNN"):], "Peers")
}

// wireCoverage prints every habit with the tests that are about it.
func wireCoverage(missingOnly bool) error {
	tests, err := findWireTests(".")
	if err != nil {
		return err
	}
	n, covered, peers := 0, 0, 0
	for _, h := range wireHabits() {
		about := tests[h.number]
		delete(tests, h.number)
		if h.part == base {
			n++
			covered += count(len(about) > 0)
			peers += count(slices.ContainsFunc(about, withPeer))
		}
		if len(about) == 0 || !missingOnly {
			show(requirement{h.number + " " + h.part, h.words}, about)
		}
	}
	fmt.Printf("\n%d of %d rows of the base have a test, %d of them one with a real program (…Peers…)\n", covered, n, peers)
	if unknown := slices.Sorted(maps.Keys(tests)); len(unknown) > 0 {
		return fmt.Errorf("tests are about rows that aren't in the list: %s", strings.Join(unknown, ", "))
	}
	return nil
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

var (
	wireRow = regexp.MustCompile(`^\| (\d+) \| (.+?) \|.*\| ([a-z]+)[^|]* \|$`)
	markup  = strings.NewReplacer("`", "", "**", "")
)

// rewriteWire makes the list from the document.
func rewriteWire(document string) error {
	text, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		if m := wireRow.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			fmt.Fprintf(&out, "%02s\t%s\t%s\n", m[1], m[3], markup.Replace(m[2]))
		}
	}
	return os.WriteFile("firmware/coverage/wire.txt", []byte(out.String()), 0o644)
}
