package acd

import (
	"encoding/json"
	"fmt"
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
	s.furnish()
	d.state = s
	return nil
}
