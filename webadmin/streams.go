package webadmin

import (
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// streams bounds the streams of each sign-in, and knows when an agent's pages
// were last heard of.
type streams struct {
	mu      sync.Mutex
	byNonce map[string][]chan struct{}
	heard   map[telephony.AgentID]time.Time
}

func newStreams() *streams {
	return &streams{byNonce: make(map[string][]chan struct{}), heard: make(map[telephony.AgentID]time.Time)}
}

// hear notes that a page of the agent is open.
func (s *streams) hear(who telephony.AgentID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard[who] = time.Now()
}

// lostAfter is how long an agent's pages may be silent before he counts as
// without one: a page is heard of every two seconds.
const lostAfter = 8 * time.Second

// lost says that the agent had a page open and has none now (FAULTS 23).
func (s *streams) lost(who telephony.AgentID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, ever := s.heard[who]
	return ever && time.Since(last) > lostAfter
}

// open counts a stream in. Its channel closes when newer ones need the room;
// done counts it out.
func (s *streams) open(of string) (<-chan struct{}, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := make(chan struct{})
	all := append(s.byNonce[of], mine)
	if len(all) > streamsEach {
		close(all[0])
		all = all[1:]
	}
	s.byNonce[of] = all
	return mine, func() { s.close(of, mine) }
}

func (s *streams) close(of string, mine chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var left []chan struct{}
	for _, c := range s.byNonce[of] {
		if c != mine {
			left = append(left, c)
		}
	}
	if s.byNonce[of] = left; len(left) == 0 {
		delete(s.byNonce, of)
	}
}
