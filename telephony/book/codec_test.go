package book

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

var update = flag.Bool("update", false, "write the golden files of new kinds")

// sample fills every field of a fact with something of its own.
func sample(kind telephony.FactKind) telephony.Fact {
	p := reflect.New(kinds[kind])
	n := 0
	fill(p.Elem(), &n)
	return p.Elem().Interface().(telephony.Fact)
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeOf(time.Time{}) {
			v.Set(reflect.ValueOf(time.Date(2026, 11, 24, 19, 0, *n, 0, time.UTC)))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Slice:
		if strings.HasSuffix(v.Type().String(), "ReasonNode") && *n > 40 {
			return // a tree ends somewhere
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("ž%d", *n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		if v.CanInt() {
			v.SetInt(int64(*n))
		} else {
			v.SetUint(uint64(*n) | 1<<40&uint64(1<<(v.Type().Bits()-1)-1))
		}
	}
}

func moment() telephony.Moment {
	return telephony.Moment{Boot: 3, Up: 90 * time.Second, Wall: time.Date(2026, 11, 24, 19, 0, 0, 123e6, time.UTC), Trusted: true}
}

// TestGolden holds every kind of fact to the bytes that were once written:
// a book is read for ever. A golden file is never changed; a fact that changes
// gets a new version, a lifting function and one more file.
func TestGolden(t *testing.T) {
	for kind := range kinds {
		f := sample(kind)
		name := filepath.Join("testdata", fmt.Sprintf("%02d-%T-v%d.json", kind, f, len(lifts[kind])+1))
		name = strings.Replace(name, "telephony.", "", 1)
		got, err := Encode(moment(), f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(name); *update && err != nil {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("%v: run go test -update for a new kind", err)
			continue
		}
		back, err := Decode(7, want)
		if err != nil || back.N != 7 || back.At != moment() {
			t.Errorf("%s: %+v %v", name, back, err)
			continue
		}
		again, err := Encode(back.At, back.Fact)
		if err != nil || string(again) != strings.TrimSpace(string(want)) {
			t.Errorf("%s is not read as it was written:\n%s\n%s %v", name, want, again, err)
		}
	}
}

// TestNewFieldsMayBeMissing: a field added later is zero in an old fact.
func TestNewFieldsMayBeMissing(t *testing.T) {
	e, err := Decode(1, []byte(`{"k":20,"v":1,"a":{"b":1,"u":5,"w":"2026-11-24T19:00:00Z"},"f":{"call":5,"was":"here"}}`))
	if err != nil || !reflect.DeepEqual(e.Fact, telephony.Rang{Call: 5}) {
		t.Errorf("%+v %v", e, err)
	}
}

func TestUnknownFactsAreRefused(t *testing.T) {
	for _, text := range []string{"", "{}", "null", `{"k":999,"v":1,"f":{}}`, `{"k":20,"v":2,"f":{}}`, `{"k":20,"v":0,"f":{}}`, `{"k":20,"v":1,"f":[]}`, `{"k":20,"v":1}`} {
		if e, err := Decode(1, []byte(text)); err == nil {
			t.Errorf("%s was taken for %+v", text, e)
		}
	}
}

// TestEveryKindIsKnown reads the words: each constant has its type here, and
// each type a kind of its own.
func TestEveryKindIsKnown(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "fact.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			if id, ok := v.Type.(*ast.Ident); ok && id.Name == "FactKind" {
				constants++
			}
		}
		return true
	})
	if constants == 0 || constants != len(kinds) || len(kinds) != len(telephony.Facts) {
		t.Errorf("%d kinds are named, %d known, %d listed", constants, len(kinds), len(telephony.Facts))
	}
}

// TestLift proves the way an old version takes.
func TestLift(t *testing.T) {
	defer func() { delete(lifts, telephony.KindRang) }()
	lifts[telephony.KindRang] = []lift{func(old json.RawMessage) (json.RawMessage, error) {
		var v struct {
			Phone uint64 `json:"phone"`
		}
		if err := json.Unmarshal(old, &v); err != nil {
			return nil, err
		}
		return json.Marshal(map[string]uint64{"offer": v.Phone})
	}}
	e, err := Decode(1, []byte(`{"k":20,"v":1,"f":{"phone":9}}`))
	if err != nil || e.Fact != (telephony.Rang{Offer: 9}) {
		t.Errorf("%+v %v", e, err)
	}
	fresh, _ := Encode(moment(), telephony.Rang{Offer: 9})
	if e, err := Decode(1, fresh); err != nil || e.Fact != (telephony.Rang{Offer: 9}) {
		t.Errorf("the new version: %+v %v", e, err)
	}
}

func FuzzDecode(f *testing.F) {
	for kind := range kinds {
		b, _ := Encode(moment(), sample(kind))
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := Decode(1, b)
		if err != nil {
			return
		}
		again, err := Encode(e.At, e.Fact)
		if err != nil {
			t.Skip() // a year that JSON can't write
		}
		if _, err := Decode(1, again); err != nil {
			t.Errorf("%s became %s: %v", b, again, err)
		}
	})
}

func FuzzReadLine(f *testing.F) {
	b, _ := writeLine(7, telephony.CallRecord{ID: 5, At: moment().Wall, From: "+420777123456", Customer: &telephony.CustomerRef{ID: "1"}})
	f.Add(b)
	f.Add(b[:15])
	f.Fuzz(func(t *testing.T, b []byte) {
		if l, err := readLine(b); err == nil {
			_, _ = l.record()
			newFilter("CZ", telephony.CallFilter{Text: "a", Agent: "b"}).chooses(l.at, l.head)
		}
	})
}
