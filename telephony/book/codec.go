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

// envelope is how an entry stands in the file. V is the version of the fact's
// fields; there is only version 1 so far.
type envelope struct {
	K telephony.FactKind `json:"k"`
	V int                `json:"v"`
	A telephony.Moment   `json:"a"`
	F json.RawMessage    `json:"f"`
}

// kinds has an empty fact of every kind.
var kinds = map[telephony.FactKind]telephony.Fact{}

func init() {
	for _, f := range telephony.Facts {
		kinds[f.Kind()] = f
	}
}

// Encode writes a fact as it stands in the file.
func Encode(at telephony.Moment, f telephony.Fact) ([]byte, error) {
	body, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return json.Marshal(envelope{K: f.Kind(), V: 1, A: at, F: body})
}

// Decode reads what Encode wrote, in this or an earlier version.
func Decode(n uint64, b []byte) (Entry, error) {
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return Entry{}, fmt.Errorf("fact %d: %w", n, err)
	}
	empty, ok := kinds[e.K]
	if !ok || e.V != 1 {
		return Entry{}, fmt.Errorf("fact %d has kind %d version %d, which this program doesn't know: use a newer one", n, e.K, e.V)
	}
	p := reflect.New(reflect.TypeOf(empty))
	if err := json.Unmarshal(e.F, p.Interface()); err != nil {
		return Entry{}, fmt.Errorf("fact %d: %w", n, err)
	}
	return Entry{N: n, At: e.A, Fact: p.Elem().Interface().(telephony.Fact)}, nil
}
