package acd

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// checkpointVersion rises when the form of a checkpoint changes; older ones
// are then lifted in Load.
const checkpointVersion = 1

type checkpoint struct {
	Version int    `json:"version"`
	State   *state `json:"state"`
}

// Save gives the whole state as JSON. The same state gives the same bytes.
func (d *Desk) Save() []byte {
	b, err := json.Marshal(checkpoint{checkpointVersion, &d.state})
	if err != nil { // a wall clock outside the years 0 to 9999
		return nil
	}
	return b
}

// Load takes over what Save gave; on an error the desk is left as it was.
func (d *Desk) Load(b []byte) error {
	var s state
	c := checkpoint{State: &s}
	if err := json.Unmarshal(b, &c); err != nil {
		return fmt.Errorf("the desk's checkpoint can't be read, replay the book instead: %w", err)
	}
	if c.Version != checkpointVersion {
		return fmt.Errorf("the desk's checkpoint has version %d, this program knows %d: replay the book instead", c.Version, checkpointVersion)
	}
	if !s.whole() {
		return errors.New("the desk's checkpoint is damaged: replay the book instead")
	}
	if s.Known.IsZero() && s.Last.Trusted { // kept by a program that didn't tell them apart
		s.Known = s.Last
	}
	for _, c := range s.Calls {
		if c.Parked.IsZero() { // kept by a program in which no call came from another
			c.Parked = c.Queued
		}
	}
	s.furnish()
	d.state = s
	return nil
}

// whole says that the parts are there and in the order that finding them
// needs.
func (s *state) whole() bool {
	return rising(s.Agents, (*agent).id) && rising(s.Seats, (*seat).id) && rising(s.Queues, (*queue).id) &&
		rising(s.Calls, (*call).id) && !slices.Contains(s.Dials, nil)
}

func rising[T any, K cmp.Ordered](all []*T, id func(*T) K) bool {
	for i, e := range all {
		if e == nil || i > 0 && id(all[i-1]) >= id(e) {
			return false
		}
	}
	return true
}
