package telephony_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Every fact that is declared stands in the list, once, under its own number:
// one that doesn't could be written and never be read again.
func TestEveryFactIsListed(t *testing.T) {
	source, err := os.ReadFile("fact.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^func \((\w+)\) Kind\(\)`).FindAllSubmatch(source, -1)
	seen := map[telephony.FactKind]bool{}
	for _, f := range telephony.Facts {
		if seen[f.Kind()] {
			t.Errorf("%T has the number of another fact", f)
		}
		seen[f.Kind()] = true
	}
	if len(declared) == 0 || len(seen) != len(declared) {
		t.Errorf("%d facts are declared, %d listed", len(declared), len(seen))
	}
}
