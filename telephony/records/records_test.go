package records

import (
	"path/filepath"
	"testing"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
)

func openTest(t testing.TB) *Records {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "customers.db"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// mustFind is the one card that a number leads to.
func (r *Records) mustFind(t testing.TB, n telephony.Number) (telephony.Customer, telephony.CustomerRef) {
	t.Helper()
	id, all := r.ByNumber(n, nil)
	c, ok, err := r.Customer(id)
	if err != nil || !ok {
		t.Fatalf("%s leads to %q of %v: %v", n, id, all, err)
	}
	return c, all[0]
}
