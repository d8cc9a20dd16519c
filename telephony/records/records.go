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
	"sync"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/callers"
)

// Store is a file of keys and values; see firmware/store.
type Store interface {
	Write(f func(put func(bucket string, key, value []byte) error) error) error
	Read(bucket string, key []byte) ([]byte, error)
	Scan(bucket string, from, to []byte, newestFirst bool, fn func(k, v []byte) bool) error
	Close() error
}

const (
	bucketCards = "customers"
	bucketDone  = "done" // numbers of facts whose wishes were carried out
	bucketMeta  = "meta"
)

// Records is the open customer book.
type Records struct {
	store Store

	mu     sync.RWMutex
	index  index
	nextID int
}

// Open reads the cards' words into memory.
func Open(s Store) (*Records, error) {
	r := &Records{store: s, nextID: 100001}
	err := s.Scan(bucketCards, nil, nil, false, func(_, v []byte) bool {
		var c telephony.Customer
		if json.Unmarshal(v, &c) == nil {
			r.index.add(c)
			r.seen(c.ID)
		}
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

// Count is the number of cards.
func (r *Records) Count() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.index.count()
}

// Customer is a card by its number.
func (r *Records) Customer(id telephony.CustomerID) (c telephony.Customer, ok bool, err error) {
	v, err := r.store.Read(bucketCards, []byte(id))
	if err != nil || v == nil {
		return c, false, err
	}
	return c, true, json.Unmarshal(v, &c)
}

var (
	errName = errors.New("the card needs a name")
	// ErrStale says that somebody else changed the card meanwhile.
	ErrStale = errors.New("the card was changed by somebody else meanwhile: load it again")
)

// Put keeps a card. An empty ID makes a new one; otherwise Revision must be
// that of the card on disk.
func (r *Records) Put(c telephony.Customer, _ telephony.AgentID) (telephony.Customer, error) {
	if c.Name == "" {
		return c, errName
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.ID == "" {
		c.ID = telephony.CustomerID(strconv.Itoa(r.nextID))
	} else if old, ok, err := r.Customer(c.ID); err != nil {
		return c, err
	} else if ok && old.Revision != c.Revision {
		return c, ErrStale
	}
	c.Revision++
	return c, r.write([]telephony.Customer{c}, nil)
}

// write puts cards on disk, and then into the index. The caller holds the
// lock.
func (r *Records) write(cards []telephony.Customer, done []byte) error {
	err := r.store.Write(func(put func(string, []byte, []byte) error) error {
		for _, c := range cards {
			v, err := json.Marshal(c)
			if err != nil {
				return err
			}
			if err := put(bucketCards, []byte(c.ID), v); err != nil {
				return err
			}
		}
		if done != nil {
			return put(bucketDone, done, []byte{1})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range cards {
		r.index.add(c)
		r.seen(c.ID)
	}
	return nil
}

// Import puts many cards at once; cards with a known number are replaced.
func (r *Records) Import(cards []telephony.Customer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.write(cards, nil)
}

// RemoveExample takes the made-up customers away.
func (r *Records) RemoveExample() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var gone [][]byte
	err := r.store.Scan(bucketCards, nil, nil, false, func(k, v []byte) bool {
		var c telephony.Customer
		if json.Unmarshal(v, &c) == nil && c.Example {
			gone = append(gone, slices.Clone(k))
		}
		return true
	})
	if err != nil {
		return err
	}
	err = r.store.Write(func(put func(string, []byte, []byte) error) error {
		for _, k := range gone {
			if err := put(bucketCards, k, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range gone {
		r.index.remove(telephony.CustomerID(k))
	}
	return nil
}

// Search finds cards that have all words of the text, in one site or in all.
func (r *Records) Search(text string, site telephony.SiteID, limit int) ([]telephony.Customer, error) {
	r.mu.RLock()
	ids := r.index.search(text, limit*4)
	r.mu.RUnlock()
	var found []telephony.Customer
	for _, id := range ids {
		c, ok, err := r.Customer(id)
		if err != nil {
			return nil, err
		}
		if ok && (site == "" || c.Site == site) && len(found) < limit {
			found = append(found, c)
		}
	}
	return found, nil
}

// mostMatches bounds the cards looked at for one caller.
const mostMatches = 50

// ByNumber says who may be calling: cards of the sites (nil: all) that have
// the number themselves or at a contact.
func (r *Records) ByNumber(n telephony.Number, sites []telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef) {
	if n.Withheld() {
		return "", nil
	}
	r.mu.RLock()
	ids := r.index.number(n, mostMatches)
	r.mu.RUnlock()
	var found []callers.Match
	for _, id := range ids {
		c, ok, err := r.Customer(id)
		if err != nil || !ok || sites != nil && !slices.Contains(sites, c.Site) {
			continue
		}
		if m, ok := match(c, n); ok {
			found = append(found, m)
		}
	}
	return callers.Rank(found, "")
}

// match says whose number it is on a card.
func match(c telephony.Customer, n telephony.Number) (callers.Match, bool) {
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
