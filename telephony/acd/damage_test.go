package acd

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Facts that no longer fit, in any order and again, never break a desk: it
// can still be saved, loaded, shown, woken and asked.
func TestFactsThatDoNotFit(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 5))
		b := make([]byte, 500)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		c := newChaos(t, b)
		c.p.counts.keep = true
		for len(c.bytes) > 0 {
			c.happen()
		}
		facts := c.p.counts.kept
		d := New()
		d.Apply(0, c.now, telephony.OfficeSet{Office: exampleOffice()})
		for range 3 * len(facts) {
			d.Apply(0, c.now, facts[r.IntN(len(facts))])
		}
		useAll(t, d, c, r)
	}
}

// useAll asks a desk for everything, over a copy each time.
func useAll(t *testing.T, d *Desk, c *chaos, r *rand.Rand) {
	t.Helper()
	if err := d.Load(d.Save()); err != nil {
		t.Fatal(err)
	}
	d.Fill(&telephony.Snapshot{}, c.now)
	d.Wake()
	for range 50 {
		c.bytes = append(c.bytes, byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32()))
		for _, e := range []telephony.Event{c.arrival(), c.fromPhone(), c.presence(), c.paperwork(), c.supervisor(), telephony.Woke{}, telephony.Restarted{}} {
			d.Decide(c.now, r.Uint64(), e)
		}
		for _, l := range d.Legs() {
			d.Decide(c.now, 1, telephony.LegEnded{Leg: l.ID, Why: telephony.ByCaller})
		}
	}
}

// A checkpoint that is no checkpoint, of another version or damaged is
// refused and changes nothing.
func TestLoadRefuses(t *testing.T) {
	d, _ := flood(t)
	was := d.Save()
	for name, b := range map[string][]byte{
		"empty":     nil,
		"torn":      was[:len(was)/2],
		"version":   bytes.Replace(was, []byte(`"version":1`), []byte(`"version":2`), 1),
		"a hole":    []byte(strings.Replace(string(was), `"calls":[`, `"calls":[null,`, 1)),
		"disorder":  []byte(strings.Replace(string(was), `"agents":[{"id":"a00"`, `"agents":[{"id":"z"`, 2)),
		"no object": []byte(`{"version":1,"state":3}`),
	} {
		if name != "empty" && name != "torn" && bytes.Equal(b, was) {
			t.Fatalf("%s: the damage missed", name)
		}
		if err := d.Load(b); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	if !bytes.Equal(was, d.Save()) {
		t.Error("a refused checkpoint changed the desk")
	}
}

// A checkpoint of a program that didn't keep the last sure time apart has it
// in the last fact: the day goes on from there where the next start knows none.
func TestOlderCheckpointKnowsItsDay(t *testing.T) {
	at := telephony.Moment{Boot: 1, Up: time.Hour, Wall: time.Date(2026, 11, 3, 12, 0, 0, 0, time.UTC), Trusted: true}
	d := New()
	d.Apply(1, at, telephony.Began{})
	old := bytes.ReplaceAll(d.Save(), []byte(`"known"`), []byte(`"none"`))
	next := New()
	if err := next.Load(old); err != nil {
		t.Fatal(err)
	}
	next.Apply(2, telephony.Moment{Boot: 2, Up: time.Second, Wall: time.Unix(100, 0).UTC()}, telephony.Began{})
	if got, want := next.state.Day, d.state.Day; got != want || got == "" {
		t.Errorf("the day went from %q to %q", want, got)
	}
}
