package webadmin

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed look/*.css look/*.js look/*.svg look/fonts/*.woff2 look/fonts/OFL.txt
var lookFiles embed.FS

//go:embed templates/*.html
var templateFiles embed.FS

// look is everything that is embedded: the files that pages load, under one
// stamp that changes with them, and the pages' templates.
type look struct {
	stamp string
	files map[string][]byte
	pages *template.Template
}

func newLook() (*look, error) {
	l := &look{files: make(map[string][]byte)}
	sum := sha256.New()
	err := fs.WalkDir(lookFiles, "look", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := lookFiles.ReadFile(name)
		l.files[strings.TrimPrefix(name, "look/")] = content
		sum.Write(content)
		return err
	})
	if err != nil {
		return nil, err
	}
	l.stamp = hex.EncodeToString(sum.Sum(nil))[:12]
	l.pages, err = template.New("").Funcs(template.FuncMap{"of": pairs, "list": list}).ParseFS(templateFiles, "templates/*.html")
	return l, err
}

// pairs makes the data of a template out of names and values.
func pairs(of ...any) (map[string]any, error) {
	if len(of)%2 != 0 {
		return nil, fmt.Errorf("a name without a value")
	}
	m := make(map[string]any, len(of)/2)
	for i := 0; i < len(of); i += 2 {
		name, ok := of[i].(string)
		if !ok {
			return nil, fmt.Errorf("%v is not a name", of[i])
		}
		m[name] = of[i+1]
	}
	return m, nil
}

func list(of ...any) []any { return of }

var mimeTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
}

// ServeHTTP gives a file. Under the right stamp it may be kept for ever.
func (l *look) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, ok := l.files[r.PathValue("file")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if r.PathValue("stamp") == l.stamp {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Header().Set("Content-Type", mimeTypes[path.Ext(r.PathValue("file"))])
	_, _ = w.Write(content)
}

func (l *look) icon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", mimeTypes[".svg"])
	_, _ = w.Write(l.files["icon.svg"])
}

// fill executes a template to bytes, so that a failing one sends nothing.
func (l *look) fill(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := l.pages.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}
