package firmware

import (
	"go/ast"
	"go/types"
	"slices"
)

// anyOrder marks a range over a map whose order can't show: a reason follows.
const anyOrder = "any order:"

// impure says what is wrong with a piece of a pure package; empty: nothing.
func impure(h house, r room, f *ast.File, n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "a goroutine: rules run in one, the shell's"
	case *ast.Ident:
		return foreign(r.info.Uses[n])
	case *ast.RangeStmt:
		call, ok := n.X.(*ast.CallExpr)
		if (isMap(r.info.TypeOf(n.X)) || ok && isMapsFunc(r, call)) && !h.remarked(f, n, anyOrder) {
			return "the order of a map is random: range over slices.Sorted(maps.Keys(…)), or say above why it can't show: // " + anyOrder + " …"
		}
	case *ast.CallExpr:
		return unsorted(h, r, f, n)
	case ast.Expr:
		if isFloat(r.info.Types[n]) {
			return "a float: two processors may round it differently; count in whole small units"
		}
	}
	return ""
}

// foreign says that an object is a clock or prints.
func foreign(o types.Object) string {
	if o == nil || o.Pkg() == nil {
		return ""
	}
	_, method := o.(*types.Func)
	if method && o.Type().(*types.Signature).Recv() != nil {
		return ""
	}
	switch {
	case o.Pkg().Path() == "time" && slices.Contains(clocks, o.Name()) && o.Parent() == o.Pkg().Scope():
		return "time." + o.Name() + ": time is handed in, so that a replay sees the same"
	case o.Pkg().Path() == "fmt" && slices.Contains([]string{"Print", "Printf", "Println"}, o.Name()):
		return "fmt." + o.Name() + ": a rule returns what it has to say"
	}
	return ""
}

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// isFloat leaves constants alone that only look like floats on their way to
// whole numbers: 1e6.
func isFloat(tv types.TypeAndValue) bool {
	if tv.Type == nil || tv.Value != nil {
		return false
	}
	b, ok := tv.Type.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsFloat|types.IsComplex) != 0
}

// unsorted finds maps.Keys, Values and All whose result isn't sorted at once,
// and floats that come out of calls.
func unsorted(h house, r room, f *ast.File, call *ast.CallExpr) string {
	for _, arg := range call.Args {
		inner, ok := arg.(*ast.CallExpr)
		if ok && isMapsFunc(r, inner) && !isSorted(r, call) && !h.remarked(f, call, anyOrder) {
			return "the order of a map is random: wrap maps.Keys or Values in slices.Sorted, or say above why it can't show: // " + anyOrder + " …"
		}
	}
	if isFloat(r.info.Types[call]) {
		return "a float: two processors may round it differently; count in whole small units"
	}
	return ""
}

func isMapsFunc(r room, call *ast.CallExpr) bool {
	o := called(r, call)
	return o != nil && o.Pkg() != nil && o.Pkg().Path() == "maps" && slices.Contains([]string{"Keys", "Values", "All"}, o.Name())
}

func isSorted(r room, call *ast.CallExpr) bool {
	o := called(r, call)
	return o != nil && o.Pkg() != nil && o.Pkg().Path() == "slices" && slices.Contains([]string{"Sorted", "SortedFunc", "SortedStableFunc"}, o.Name())
}

func called(r room, call *ast.CallExpr) types.Object {
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		return r.info.Uses[fun.Sel]
	case *ast.Ident:
		return r.info.Uses[fun]
	}
	return nil
}
