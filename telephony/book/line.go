package book

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/search"
)

// A line is a call in the list, in its file: version (1 byte), arrival (8
// bytes, Unix milliseconds), number of the last fact folded into it, length of
// its head (both unsigned varints), head, [telephony.CallRecord] as JSON. The
// head has what filters look at, so that a search decodes only what it shows:
// marks of single values, then folded text.
const lineVersion = 1

type line struct {
	at   int64 // Unix milliseconds
	n    uint64
	head []byte
	json []byte
}

func writeLine(n uint64, r telephony.CallRecord) ([]byte, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	head := headOf(r)
	b := make([]byte, 0, 9+2*binary.MaxVarintLen64+len(head)+len(body))
	b = append(b, lineVersion)
	b = binary.BigEndian.AppendUint64(b, uint64(r.At.UnixMilli()))
	b = binary.AppendUvarint(b, n)
	b = binary.AppendUvarint(b, uint64(len(head)))
	return append(append(b, head...), body...), nil
}

var errLine = errors.New("a line of the list of calls is damaged")

// readLine takes a line apart; the parts are valid as long as b is.
func readLine(b []byte) (l line, err error) {
	if len(b) < 11 || b[0] != lineVersion {
		return l, errLine
	}
	l.at = int64(binary.BigEndian.Uint64(b[1:]))
	n, size := binary.Uvarint(b[9:])
	if size <= 0 {
		return l, errLine
	}
	rest := b[9+size:]
	length, size2 := binary.Uvarint(rest)
	if size2 <= 0 || length > uint64(len(rest)-size2) {
		return l, errLine
	}
	l.n, l.head, l.json = n, rest[size2:size2+int(length)], rest[size2+int(length):]
	return l, nil
}

func (l line) record() (r telephony.CallRecord, err error) {
	if err := json.Unmarshal(l.json, &r); err != nil {
		return r, fmt.Errorf("%w: %w", errLine, err)
	}
	return r, nil
}

// marked writes a single value so that it can't be taken for part of another.
func marked(b []byte, mark byte, value string) []byte {
	b = append(b, 1, mark)
	b = append(b, value...)
	return append(b, 1)
}

func headOf(r telephony.CallRecord) (b []byte) {
	b = marked(b, 'q', string(r.Queue))
	b = marked(b, 'a', string(r.Agent))
	b = marked(b, 'o', string(r.Outcome))
	b = marked(b, 's', string(r.State))
	if r.KeptBy != "" {
		b = marked(b, 'k', "1")
	}
	texts := []string{r.ID.String(), r.FromName, r.Line, r.QueueName, r.AgentName, r.Note, r.RT, string(r.Recording)}
	if r.Customer != nil {
		b = marked(b, 'c', string(r.Customer.ID))
		texts = append(texts, r.Customer.Name, string(r.Customer.ID), r.Customer.Address)
	}
	for _, t := range append(texts, r.ReasonNames...) {
		if t != "" {
			b = append(search.AppendFold(b, t), '\n')
		}
	}
	for _, n := range []telephony.Number{r.From, r.To} {
		b = append(append(b, search.Digits(n)...), '\n')
	}
	return b
}

// filter is a [telephony.CallFilter] made ready for heads.
type filter struct {
	from, until int64 // Unix milliseconds; 0: open
	any         [][]byte
	all         [][]byte
	words, wide search.Query
	isWide      bool
}

func newFilter(country string, f telephony.CallFilter) *filter {
	w := &filter{from: millis(f.From), until: millis(f.Until), words: search.Parse(country, f.Text)}
	w.wide, w.isWide = w.words.Widen()
	if f.Queues != nil {
		w.any = [][]byte{}
		for _, q := range f.Queues {
			w.any = append(w.any, marked(nil, 'q', string(q)))
		}
	}
	for _, m := range []struct {
		mark  byte
		value string
	}{{'a', string(f.Agent)}, {'c', string(f.Customer)}, {'o', string(f.Outcome)}, {'s', string(f.State)}, {'k', oneIf(f.Kept)}} {
		if m.value != "" {
			w.all = append(w.all, marked(nil, m.mark, m.value))
		}
	}
	return w
}

func oneIf(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// chooses says whether the filter wants a call.
func (w *filter) chooses(at int64, head []byte) bool {
	if w.from != 0 && at < w.from || w.until != 0 && at >= w.until {
		return false
	}
	for _, m := range w.all {
		if !bytes.Contains(head, m) {
			return false
		}
	}
	if w.any != nil && !containsAny(head, w.any) {
		return false
	}
	return w.words.Match(head) || w.isWide && w.wide.Match(head)
}

func containsAny(head []byte, marks [][]byte) bool {
	for _, m := range marks {
		if bytes.Contains(head, m) {
			return true
		}
	}
	return false
}
