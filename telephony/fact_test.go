package telephony_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/spojka/spojka/telephony"
)

var kindOf = regexp.MustCompile(`(?m)^func \(\w+\) Kind\(\)`)

// Every fact that is declared stands in the list, once, under its own number:
// one that doesn't could be written and never be read again.
func TestEveryFactIsListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		declared += len(kindOf.FindAll(source, -1))
	}
	seen := map[telephony.FactKind]bool{}
	for _, f := range telephony.Facts {
		if seen[f.Kind()] {
			t.Errorf("%T has the number of another fact", f)
		}
		seen[f.Kind()] = true
	}
	if declared == 0 || len(seen) != declared {
		t.Errorf("%d facts are declared, %d listed", declared, len(seen))
	}
}
