package main

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
)

// Calls that found no port are told of for ten minutes, and then forgotten.
func TestPortlessCallsAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := uint64(0)
		probe := new(portless).condition(func() uint64 { return calls })
		want := func(level board.Level, value string) {
			t.Helper()
			if c := probe(); c.ID != board.CondPorts || c.Level != level || c.Value != value {
				t.Errorf("the condition is %+v", c)
			}
		}
		want(board.Good, "")
		calls = 3
		want(board.Warn, "3")
		time.Sleep(portlessShows - time.Second)
		calls = 5
		want(board.Warn, "5")
		time.Sleep(portlessShows + time.Second)
		want(board.Good, "")
		calls = 6
		want(board.Warn, "1")
	})
}
