package sipline

import "sync"

// What may wait for an actor; more of a peer's messages are dropped like lost
// datagrams. Commands are never dropped. An actor that asks many at once hears
// from all of them at once.
const (
	maxMessages = 256
	maxAnswers  = 2 * maxSubscriptions
)

// item is a message from the wire or a deed to be done by the actor.
type item struct {
	m  *message
	do func(*dialog)
}

// mailbox is an actor's inbox: putting never blocks.
type mailbox[T any] struct {
	mu    sync.Mutex
	items []T
	most  int // of a peer's messages
	wake  chan struct{}
	bell  func() // rung instead of wake, unless nil
	shut  bool   // the actor is no more
}

func newMailbox[T any](most int) mailbox[T] {
	return mailbox[T]{most: most, wake: make(chan struct{}, 1)}
}

func (b *mailbox[T]) put(it T) {
	b.mu.Lock()
	b.items = append(b.items, it)
	b.mu.Unlock()
	b.wakeUp()
}

// offer puts unless too many wait. False: nobody reads this box any more.
func (b *mailbox[T]) offer(it T) bool {
	b.mu.Lock()
	shut, full := b.shut, len(b.items) >= b.most
	if !shut && !full {
		b.items = append(b.items, it)
	}
	b.mu.Unlock()
	if !shut && !full {
		b.wakeUp()
	}
	return !shut
}

// close ends the box and hands out what nobody has read.
func (b *mailbox[T]) close() []T {
	b.mu.Lock()
	defer b.mu.Unlock()
	left := b.items
	b.items, b.shut = nil, true
	return left
}

func (b *mailbox[T]) wakeUp() {
	if b.bell != nil {
		b.bell()
		return
	}
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// take empties the box into a slice that is the caller's until the next take.
func (b *mailbox[T]) take(spare []T) []T {
	clear(spare)
	b.mu.Lock()
	defer b.mu.Unlock()
	items := b.items
	b.items = spare[:0]
	return items
}
