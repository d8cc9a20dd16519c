package book

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/spojka/spojka/telephony"
)

// Entry is a fact in the book.
type Entry struct {
	N    uint64
	At   telephony.Moment
	Fact telephony.Fact
}

// envelope is how an entry stands in the file: kind, version of the fact's
// fields, moment, fields.
type envelope struct {
	K telephony.FactKind `json:"k"`
	V int                `json:"v"`
	A telephony.Moment   `json:"a"`
	F json.RawMessage    `json:"f"`
}

// kinds has the Go type of every kind of fact.
var kinds = kindTable(telephony.Facts)

func kindTable(facts []telephony.Fact) map[telephony.FactKind]reflect.Type {
	table := make(map[telephony.FactKind]reflect.Type)
	for _, f := range facts {
		table[f.Kind()] = reflect.TypeOf(f)
	}
	return table
}

// lift turns the fields of one version into those of the next.
type lift func(json.RawMessage) (json.RawMessage, error)

// lifts has, by kind, the way from version 1 to 2, from 2 to 3 and so on. The
// version that is written is one more than there are. Each comes with a golden
// file of the old version in testdata.
var lifts = map[telephony.FactKind][]lift{}

// Encode writes a fact as it stands in the file.
func Encode(at telephony.Moment, f telephony.Fact) ([]byte, error) {
	body, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return json.Marshal(envelope{K: f.Kind(), V: len(lifts[f.Kind()]) + 1, A: at, F: body})
}

// Decode reads what Encode wrote, in this or an earlier version.
func Decode(n uint64, b []byte) (Entry, error) {
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return Entry{}, fmt.Errorf("fact %d: %w", n, err)
	}
	t, ok := kinds[e.K]
	if up := lifts[e.K]; !ok || e.V < 1 || e.V > len(up)+1 {
		return Entry{}, fmt.Errorf("fact %d has kind %d version %d, which this program doesn't know: use the newer one that wrote it; what programs before 27 November 2026 wrote can't be read, begin with an empty folder (--data)", n, e.K, e.V)
	}
	var err error
	for _, up := range lifts[e.K][e.V-1:] {
		if e.F, err = up(e.F); err != nil {
			return Entry{}, fmt.Errorf("fact %d of version %d: %w", n, e.V, err)
		}
	}
	p := reflect.New(t)
	if err := json.Unmarshal(e.F, p.Interface()); err != nil {
		return Entry{}, fmt.Errorf("fact %d: %w", n, err)
	}
	return Entry{N: n, At: e.A, Fact: p.Elem().Interface().(telephony.Fact)}, nil
}
