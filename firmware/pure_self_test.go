package firmware

import (
	"go/ast"
	"go/parser"
	"go/types"
	"strings"
	"testing"
)

// The tests above are worth something only while they find what is wrong.
func TestPureFindsWhatIsWrong(t *testing.T) {
	h := whole(t)
	for _, c := range []struct{ body, want string }{
		{"go f()", "a goroutine"},
		{"_ = time.Now()", "time.Now"},
		{"_ = time.Since(time.Time{})", "time.Since"},
		{"time.Sleep(1)", "time.Sleep"},
		{"_ = time.Time{}.In(time.Local)", "time.Local"},
		{"fmt.Println()", "fmt.Println"},
		{"_ = time.Second.Seconds()", "a float"},
		{"var x float64; _ = x * 2", "a float"},
		{"for range m { f() }", "order of a map"},
		{"// any order:\nfor range m { f() }", "order of a map"},
		{"// any order: the sum is the same\nfor range m { f() }", ""},
		{"for range maps.Keys(m) { f() }", "order of a map"},
		{"_ = slices.Collect(maps.Keys(m))", "order of a map"},
		{"_ = slices.Sorted(maps.Keys(m))", ""},
		{"for _, k := range slices.Sorted(maps.Keys(m)) { _ = k }", ""},
		{"const ms = 1e6; _ = 3 * int64(ms)", ""},
		{"_ = time.Time{}.After(time.Time{})", ""},
		{"_ = 2 * time.Second", ""},
	} {
		source := "package x\nimport (\"fmt\"; \"maps\"; \"slices\"; \"time\")\n" +
			"var (\n_ = fmt.Sprint\n_ = maps.Keys[map[string]int]\n_ = slices.Max[[]int]\n_ time.Duration\n)\n" +
			"func f() {}\nvar m map[string]int\nfunc g() {\n" + c.body + "\n}\n"
		got := faults(t, h, source)
		if c.want == "" && got != "" || c.want != "" && !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, wanted %q", c.body, got, c.want)
		}
	}
}

func faults(t *testing.T, h house, source string) string {
	t.Helper()
	f, err := parser.ParseFile(h.fset, "x.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	r := room{info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	if _, err := (&types.Config{Importer: h.from}).Check("x", h.fset, []*ast.File{f}, r.info); err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(f, func(n ast.Node) bool {
		if why := impure(h, r, f, n); why != "" {
			all = append(all, why)
		}
		return true
	})
	return strings.Join(all, "\n")
}

func TestFloorsFindWhatIsWrong(t *testing.T) {
	ours := module + "/"
	for _, c := range []struct {
		room string
		path string
		want string
	}{
		{"telephony/acd", "os", "shells' business"},
		{"telephony/acd", "os/exec", "shells' business"},
		{"telephony/acd", "net/http", "network"},
		{"telephony/acd", "net/netip", ""},
		{"telephony/acd", "time", ""},
		{"telephony/acd", "sync/atomic", "locks"},
		{"telephony/acd", "github.com/pion/rtp", "standard library"},
		{"telephony/acd", ours + "telephony/stats", "floor 2"},
		{"telephony/acd", ours + "telephony/exchange", "floor 2"},
		{"telephony/acd", ours + "telephony/number", ""},
		{"telephony", ours + "board", "floor 0"},
		{"board", ours + "telephony", ""},
		{"telephony/exchange", ours + "telephony/sipline", "no other shell"},
		{"telephony/exchange", ours + "board", "without a page"},
		{"telephony/exchange", "os", ""},
		{"webadmin", ours + "telephony/acd", "words and figures"},
		{"webadmin", ours + "telephony/stats", ""},
		{"board/panel", ours + "telephony", ""},
		{"telephony/media", "github.com/emiago/sipgo/sip", "belongs to telephony/sipline"},
		{"telephony/media", "github.com/pion/rtp", ""},
		{"telephony/media", "golang.org/x/sys/unix", ""},
		{"telephony/media", "example.org/new", "one importer"},
		{"telephony/media", ours + "telephony/nowhere", "no floor"},
		{"firmware/spojka", ours + "telephony/exchange", ""},
	} {
		got := mayNot(c.room, floors[c.room], c.path)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s imports %s: %q, wanted %q", c.room, c.path, got, c.want)
		}
	}
}
