package book_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/stats"
)

func opened(t *testing.T, dir string) *book.Book {
	t.Helper()
	b, err := book.Open(book.Options{
		Dir: dir, Fold: stats.Record, CallOf: stats.CallOf,
		Open: func(path string) (book.Store, error) { return store.Open(path) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var november = time.Date(2026, 11, 30, 23, 59, 0, 0, time.UTC)

// bookEntry is short for what Replay gives.
type bookEntry = book.Entry

func at(b *book.Book, up time.Duration) telephony.Moment {
	return telephony.Moment{Boot: b.Boot(), Up: up, Wall: november.Add(up), Trusted: true}
}

// promised appends facts and waits until they are on disk.
func promised(t *testing.T, b *book.Book, up time.Duration, facts ...telephony.Fact) {
	t.Helper()
	n := b.Append(at(b, up), facts)
	done := make(chan error, 1)
	b.Promise(n+uint64(len(facts))-1, func(err error) { done <- err })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// A call over the turn of a month, read again after a restart: each fact is
// in it once, and replay gives all facts in order.
func TestACallOverTheTurnOfAMonth(t *testing.T) {
	dir := t.TempDir()
	b := opened(t, dir)
	call := telephony.CallID(telephony.Compose(b.Boot(), 1))
	offer := telephony.OfferID(telephony.Compose(b.Boot(), 1))
	promised(t, b, 0, telephony.CallQueued{Call: call, Leg: 1, From: "+420777123456", To: "+420800100200", Queue: "podpora", QueueName: "Podpora"})
	promised(t, b, time.Second, telephony.Offered{Call: call, Offer: offer, Agent: "jana", AgentName: "Jana"})
	promised(t, b, 2*time.Minute, telephony.Answered{Call: call, Offer: offer, Agent: "jana", AgentName: "Jana", Waited: 2 * time.Minute, Recording: call.Recording(1)})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b = opened(t, dir)
	defer b.Close()
	var replayed int
	last, err := b.Replay(func([]byte) error { t.Error("a checkpoint from nowhere"); return nil }, func(book.Entry) { replayed++ })
	if err != nil || last != 3 || replayed != 3 {
		t.Fatalf("last %d, replayed %d, %v", last, replayed, err)
	}
	r, ok, err := b.Call(call)
	if err != nil || !ok || r.Offers != 1 || r.AgentName != "Jana" || r.Recording == "" {
		t.Errorf("%+v %v %v", r, ok, err)
	}
	if months, _ := filepath.Glob(filepath.Join(dir, "book-*.db")); len(months) != 2 {
		t.Errorf("files %q, want two months", months)
	}
	if b.Boot() != 2 {
		t.Errorf("boot %d, want 2", b.Boot())
	}
	found, err := b.Calls(telephony.CallFilter{Text: "777 jana"})
	if err != nil || len(found) != 1 {
		t.Errorf("found %+v %v", found, err)
	}
}
