package firmware

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/spojka/spojka"

// room is one package of ours, parsed and type-checked without its tests.
type room struct {
	path  string // in the module: "telephony/acd"
	files []*ast.File
	info  *types.Info
	err   error // it doesn't compile: then files may be all there is
}

// house is all rooms and what they stand on.
type house struct {
	fset      *token.FileSet
	rooms     []room // sorted by path
	from      types.Importer
	telephony *types.Package
	err       error
}

var theHouse = sync.OnceValue(build)

// whole gives the house, or fails where it doesn't compile.
func whole(t *testing.T) house {
	t.Helper()
	h := theHouse()
	if h.err != nil {
		t.Fatal(h.err)
	}
	return h
}

// listed is what go list tells of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Module                  *struct{ Path string }
}

func build() house {
	h := house{fset: token.NewFileSet()}
	all, err := list("../...")
	if err != nil {
		h.err = err
		return h
	}
	exports := map[string]string{}
	for _, p := range all {
		exports[p.ImportPath] = p.Export
	}
	h.from = importer.ForCompiler(h.fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, errors.New("go list gave no export data")
		}
		return os.Open(exports[path])
	})
	for _, p := range all {
		if p.Module != nil && p.Module.Path == module && len(p.GoFiles) > 0 {
			h.rooms = append(h.rooms, h.check(p))
		}
	}
	slices.SortFunc(h.rooms, func(a, b room) int { return strings.Compare(a.path, b.path) })
	h.telephony, h.err = h.from.Import(module + "/telephony")
	return h
}

// list asks the go command for our packages, all they import, and compiled
// types of both.
func list(pattern string) ([]listed, error) {
	cmd := exec.Command("go", "list", "-e", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Module", pattern)
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		switch err := d.Decode(&p); {
		case err == io.EOF:
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

func (h *house) check(p listed) room {
	r := room{path: strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")}
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(h.fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			r.err = err
			return r
		}
		r.files = append(r.files, f)
	}
	r.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
	}
	_, r.err = (&types.Config{Importer: h.from}).Check(p.ImportPath, h.fset, r.files, r.info)
	return r
}

// at is where something stands, for people: file and line in the module.
func (h house) at(n ast.Node) string {
	p := h.fset.Position(n.Pos())
	root, err := filepath.Abs("..")
	if err == nil {
		if rel, err := filepath.Rel(root, p.Filename); err == nil {
			p.Filename = rel
		}
	}
	p.Column = 0
	return p.String()
}

// remarked says that a comment beginning with mark stands at the line of n or
// right above it, with a reason behind the mark.
func (h house) remarked(f *ast.File, n ast.Node, mark string) bool {
	line := h.fset.Position(n.Pos()).Line
	for _, group := range f.Comments {
		for _, c := range group.List {
			l := h.fset.Position(c.Pos()).Line
			text := strings.TrimSpace(strings.TrimPrefix(c.Text, "//"))
			if (l == line || l == line-1) && strings.HasPrefix(text, mark) && len(text) > len(mark)+3 {
				return true
			}
		}
	}
	return false
}
