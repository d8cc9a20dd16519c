package firmware

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spojka/spojka/webadmin/lang"
)

// Whatever a driver of the front tells of its trouble is said in Czech as
// well: a sentence that is new in a driver has its pair in webadmin/lang.
func TestTroubleOfTheFrontIsSaidInCzech(t *testing.T) {
	drivers := []string{"board/chardev", "board/buses", "board/sysled", "board/panel"}
	verb := regexp.MustCompile(`%[0-9]*[a-z]`)
	english := regexp.MustCompile(`\b(the|there|it|its|can't|doesn't|isn't|check|see|bus|line|channel|driver|more|held)\b`)
	seen := 0
	for _, r := range whole(t).rooms {
		if !slices.Contains(drivers, r.path) {
			continue
		}
		for _, f := range r.files {
			ast.Inspect(f, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				text, _ := strconv.Unquote(lit.Value)
				if !strings.Contains(text, " ") || !english.MatchString(text) || text == "it isn't as it was told" { // never told
					return true
				}
				seen++
				sample := "led-power: " + verb.ReplaceAllString(text, "X1")
				if got := lang.Trouble(lang.CS, sample); english.MatchString(got) {
					t.Errorf("%s: in Czech %q is %q", r.path, sample, got)
				}
				return true
			})
		}
	}
	if seen < 20 {
		t.Errorf("only %d sentences were found", seen)
	}
	const both = "led-a: line soc/GPIO4 can't be had (device or resource busy): \"gpiod\" uses it, choose another line or switch that off (and 2 more); x1 doesn't answer at 0x20 of I²C bus 1 (no such device): check its cable and its address pins"
	const czech = "led-a: vodič soc/GPIO4 se nedá použít (device or resource busy): používá ho \"gpiod\", zvolte jiný vodič nebo to vypněte (a další: 2); x1: neodpovídá na adrese 0x20 sběrnice I²C 1 (no such device): zkontrolujte kabel a nožičky adresy"
	if got := lang.Trouble(lang.CS, both); got != czech {
		t.Errorf("got %q", got)
	}
	if got := lang.Trouble(lang.EN, both); got != both {
		t.Errorf("in English %q", got)
	}
}
