package main

import (
	"slices"
	"strings"
	"sync"

	"github.com/spojka/spojka/board"
)

// mended are the files that were damaged and brought back since the brain
// started. The zero value has none.
type mended struct {
	mu    sync.Mutex
	files []string
}

func (m *mended) add(file string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.Contains(m.files, file) {
		m.files = append(m.files, file)
	}
}

func (m *mended) condition() board.Condition {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.files) == 0 {
		return board.Condition{ID: board.CondKept}
	}
	return board.Condition{ID: board.CondKept, Level: board.Warn, Value: strings.Join(m.files, ", ")}
}
