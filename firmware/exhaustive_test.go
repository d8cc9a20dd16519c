package firmware

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// sealed are the lists of which every choice must know all members.
var sealed = []string{"Event", "Wish", "Fact", "Command"}

// others marks a default that stands for members on purpose: a reason
// follows.
const others = "others:"

// TestEverySwitchKnowsAllMembers finds the type switches over a sealed list,
// and the members that they don't name. A new kind of fact then can't be
// forgotten anywhere: each place that chooses among facts must say what it
// does with it.
func TestEverySwitchKnowsAllMembers(t *testing.T) {
	h := whole(t)
	found := 0
	for _, r := range h.rooms {
		if r.err != nil {
			t.Error(r.err)
			continue
		}
		for _, f := range r.files {
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.TypeSwitchStmt)
				if !ok {
					return true
				}
				list, why := incomplete(h, r, f, s)
				if list != "" {
					found++
				}
				if why != "" {
					t.Errorf("%s: %s", h.at(s), why)
				}
				return true
			})
		}
	}
	if found < 3 {
		t.Errorf("only %d such switches were found: does this test still see them?", found)
	}
}

// incomplete says over which sealed list a type switch chooses (empty: none)
// and what it lacks.
func incomplete(h house, r room, f *ast.File, s *ast.TypeSwitchStmt) (list, why string) {
	list = sealedList(r.info.TypeOf(chosen(s)))
	if list == "" {
		return "", ""
	}
	cases, rest := clauses(r, s)
	var missing []string
	for _, m := range members(h.telephony, list) {
		if !slices.ContainsFunc(cases, func(c types.Type) bool { return covers(c, m) }) {
			missing = append(missing, m.(*types.Named).Obj().Name())
		}
	}
	switch {
	case len(missing) == 0:
		return list, ""
	case rest == nil:
		return list, fmt.Sprintf("this switch over telephony.%s forgets %s: name them, or say in a default what happens to them: // %s …", list, strings.Join(missing, ", "), others)
	case !h.remarked(f, rest, others):
		return list, fmt.Sprintf("the default stands for %s of telephony.%s: say why beside it: // %s …", strings.Join(missing, ", "), list, others)
	}
	return list, ""
}

// chosen is the expression that a type switch looks into.
func chosen(s *ast.TypeSwitchStmt) ast.Expr {
	var e ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		e = a.Rhs[0]
	case *ast.ExprStmt:
		e = a.X
	}
	return e.(*ast.TypeAssertExpr).X
}

// sealedList is the name of the list that t is, or empty.
func sealedList(t types.Type) string {
	n, ok := t.(*types.Named)
	if ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == module+"/telephony" && slices.Contains(sealed, n.Obj().Name()) {
		return n.Obj().Name()
	}
	return ""
}

// clauses gives the types of all cases and the default, if there is one.
func clauses(r room, s *ast.TypeSwitchStmt) (cases []types.Type, rest *ast.CaseClause) {
	for _, stmt := range s.Body.List {
		c := stmt.(*ast.CaseClause)
		if c.List == nil {
			rest = c
		}
		for _, e := range c.List {
			cases = append(cases, r.info.TypeOf(e))
		}
	}
	return cases, rest
}

// covers says that a case takes a member: by its name, or by an interface.
func covers(c, member types.Type) bool {
	if types.Identical(c, member) {
		return true
	}
	i, ok := c.Underlying().(*types.Interface)
	return ok && types.Implements(member, i)
}

// members are the concrete types of a sealed list.
func members(words *types.Package, list string) []types.Type {
	i := words.Scope().Lookup(list).Type().Underlying().(*types.Interface)
	var all []types.Type
	for _, name := range words.Scope().Names() {
		o, ok := words.Scope().Lookup(name).(*types.TypeName)
		if ok && !types.IsInterface(o.Type()) && types.Implements(o.Type(), i) {
			all = append(all, o.Type())
		}
	}
	return all
}

// The test above is worth something only while it finds what is forgotten.
func TestExhaustiveFindsWhatIsForgotten(t *testing.T) {
	h := whole(t)
	for _, list := range sealed {
		if n := len(members(h.telephony, list)); n < 5 {
			t.Errorf("telephony.%s has %d members: does this test still see them?", list, n)
		}
	}
	for _, c := range []struct{ body, want string }{
		{"switch c.(type) { case telephony.EndLeg: }", "forgets AnswerCaller, CallOut, Connect"},
		{"switch c.(type) { case telephony.EndLeg: default: }", "the default stands for AnswerCaller"},
		{"switch c.(type) { case telephony.EndLeg:\n// others: ring by themselves\ndefault: }", ""},
		{"switch c.(type) { case telephony.EndLeg:\ndefault: // others: ring by themselves\n}", ""},
		{"switch c := c.(type) { case telephony.Command: _ = c }", ""},
		{"switch any(c).(type) { case telephony.EndLeg: }", ""},
	} {
		source := "package x\nimport \"" + module + "/telephony\"\nfunc g(c telephony.Command) {\n" + c.body + "\n}\n"
		f, err := parser.ParseFile(h.fset, "x.go", source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r := room{info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
		if _, err := (&types.Config{Importer: h.from}).Check("x", h.fset, []*ast.File{f}, r.info); err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSwitchStmt); ok {
				if _, why := incomplete(h, r, f, s); c.want == "" && why != "" || !strings.Contains(why, c.want) {
					t.Errorf("%s: %q, wanted %q", c.body, why, c.want)
				}
			}
			return true
		})
	}
}
