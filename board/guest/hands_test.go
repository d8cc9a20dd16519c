package guest

import (
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
)

// hands take what a driver tells.
type hands struct {
	*testing.T
	d    boardtest.Driver
	slow time.Duration // each edge takes so long
	more func() string // what else to say when something doesn't come

	mu    sync.Mutex
	told  bool
	bad   string
	edges map[string][]board.Edge
}

func (h *hands) edge(e board.Edge) {
	time.Sleep(h.slow)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.edges[e.Key] = append(h.edges[e.Key], e)
}

func (h *hands) tell(what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told, h.bad = true, what
}

func (h *hands) trouble() string { h.mu.Lock(); defer h.mu.Unlock(); return h.bad }

func (h *hands) count(key string) int { h.mu.Lock(); defer h.mu.Unlock(); return len(h.edges[key]) }

// down is the key's level as told last.
func (h *hands) down(key string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := h.edges[key]
	return len(all) > 0 && all[len(all)-1].Down
}

// await waits for what must happen within ten seconds.
func (h *hands) await(what string, ok func() bool) {
	h.Helper()
	for began := time.Now(); !ok(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			if h.more != nil {
				h.Log(h.more())
			}
			h.Fatalf("%s: not within ten seconds; trouble: %q", what, h.trouble())
		}
	}
}
