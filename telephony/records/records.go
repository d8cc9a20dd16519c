// Package records owns the customer book: cards with their contacts and
// assessments, found by number or by words. Cards are on disk; memory holds
// one block of folded text to search in, without pointers.
package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/callers"
	"github.com/spojka/spojka/telephony/search"
)

// Store is a file of keys and values that can be copied while it is written
// to; see firmware/store.
type Store interface {
	Backup(every time.Duration) error
	CopyTo(path string) error
	Write(f func(put func(bucket string, key, value []byte) error) error) error
	Read(bucket string, key []byte) ([]byte, error)
	Scan(bucket string, from, to []byte, newestFirst bool, fn func(k, v []byte) bool) error
	Close() error
}

const (
	bucketCards = "customers" // id -> card
	bucketLines = "lines"     // id -> its line of the index, so that a start need not read the cards
	bucketAudit = "audit"     // id, 0, revision -> who made this revision of what
	bucketDone  = "done"      // numbers of facts whose wishes were carried out
	bucketMeta  = "meta"
)

// firstNew is the first number that a new card takes.
const firstNew = 100001

// Records is the open customer book. Its methods may be called from any
// goroutine.
type Records struct {
	store   Store
	country string

	mu     sync.RWMutex // the index and the order of writes
	index  index
	nextID int
}

// Open reads the cards' lines into memory.
func Open(s Store) (*Records, error) {
	r := &Records{store: s, country: "CZ", nextID: firstNew}
	if err := r.refreshLines(); err != nil {
		return nil, fmt.Errorf("reading the customers: %w", err)
	}
	err := s.Scan(bucketLines, nil, nil, false, func(k, v []byte) bool {
		r.index.add(k, v)
		r.seen(telephony.CustomerID(k))
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("reading the customers: %w", err)
	}
	return r, nil
}

// seen keeps new numbers above those in use.
func (r *Records) seen(id telephony.CustomerID) {
	if n, err := strconv.Atoi(string(id)); err == nil && n >= r.nextID && n < 1<<30 {
		r.nextID = n + 1
	}
}

// Close closes the file.
func (r *Records) Close() error { return r.store.Close() }

// Backup copies the book beside itself unless its newest copy is younger than
// every.
func (r *Records) Backup(every time.Duration) error { return r.store.Backup(every) }

// CopyTo writes a copy of the book.
func (r *Records) CopyTo(path string) error { return r.store.CopyTo(path) }

// Count is the number of cards.
func (r *Records) Count() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.index.cards
}

// Customer is a card by its number.
func (r *Records) Customer(id telephony.CustomerID) (c telephony.Customer, ok bool, err error) {
	v, err := r.store.Read(bucketCards, []byte(id))
	if err != nil || v == nil {
		return c, false, err
	}
	return c, true, json.Unmarshal(v, &c)
}

// Search finds cards that have all words of the text, in one site or in all,
// the likeliest first.
func (r *Records) Search(text string, site telephony.SiteID, limit int) ([]telephony.Customer, error) {
	q := search.Parse(r.country, text)
	r.mu.RLock()
	ids := r.index.search(q, site, limit)
	r.mu.RUnlock()
	var found []telephony.Customer
	for _, id := range ids {
		c, ok, err := r.Customer(id)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, c)
		}
	}
	return found, nil
}

// mostMatches bounds the cards looked at for one caller.
const mostMatches = 50

// ByNumber says who may be calling: cards of the sites (nil: all) that have
// the number themselves or at a contact (S-MATCH-9). The first result is empty
// where nothing decides (D-7) or nobody was found.
func (r *Records) ByNumber(n telephony.Number, sites []telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef) {
	if n.Withheld() {
		return "", nil
	}
	r.mu.RLock()
	ids := r.index.number(n, sites, mostMatches)
	r.mu.RUnlock()
	var found []callers.Match
	for _, id := range ids {
		c, ok, err := r.Customer(id)
		if err != nil || !ok {
			continue
		}
		if m, ok := callerOf(c, n); ok {
			found = append(found, m)
		}
	}
	return callers.Rank(found, "")
}

// callerOf says whose number it is on a card.
func callerOf(c telephony.Customer, n telephony.Number) (callers.Match, bool) {
	if slices.Contains(c.Phones, n) {
		return callers.Match{Customer: c}, true
	}
	for _, p := range c.Contacts {
		if slices.Contains(p.Phones, n) {
			return callers.Match{Customer: c, Contact: p.Name}, true
		}
	}
	return callers.Match{}, false
}

var (
	errName = errors.New("the card needs a name of at most 60 characters")
	errID   = errors.New("the customer number may have at most 32 letters, digits and signs, without blanks")
	// ErrStale says that somebody else changed the card meanwhile.
	ErrStale = errors.New("the card was changed by somebody else meanwhile: load it again")
)

// check looks at a card that came from outside.
func check(c telephony.Customer) error {
	if n := utf8.RuneCountInString(c.Name); n == 0 || n > 60 {
		return errName
	}
	if len(c.ID) > 32 || strings.ContainsFunc(string(c.ID)+string(c.Site), notInID) {
		return errID
	}
	return nil
}

func notInID(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == utf8.RuneError }
