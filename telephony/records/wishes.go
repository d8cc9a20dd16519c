package records

import (
	"encoding/binary"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Carry carries out what a saved call wishes of the customer book, keyed by
// the fact's number: a repeat changes nothing (S-REPL, D-31).
func (r *Records) Carry(n uint64, f telephony.Saved) error {
	if !f.Form.ReplaceNumber || f.Customer == nil || f.From.Withheld() {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	key := binary.BigEndian.AppendUint64(nil, n)
	if done, err := r.store.Read(bucketDone, key); err != nil || done != nil {
		return err
	}
	c, ok, err := r.Customer(f.Customer.ID)
	if err != nil || !ok {
		return err
	}
	before := c
	c.Phones = mainNumber(c.Phones, f.From)
	c.Revision++
	return r.write([]edit{{&before, c, f.Agent}}, key)
}

// mainNumber puts a number first and keeps the others behind it.
func mainNumber(old []telephony.Number, n telephony.Number) []telephony.Number {
	rest := slices.DeleteFunc(slices.Clone(old), func(o telephony.Number) bool { return o == n })
	return append([]telephony.Number{n}, rest...)
}
