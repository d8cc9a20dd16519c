package main

import (
	"errors"
	"time"
)

// goodbyes is how long goodbyes may take until nobody waits for them.
const goodbyes = 700 * time.Millisecond

// close stops in reverse order; hang ends the calls first.
func (b *box) close(hang bool) (err error) {
	if b.line != nil {
		b.line.SetReady(false)
		if hang {
			b.hangAll()
		}
		b.line.Close()
		b.phones.Close()
	}
	b.end()
	b.running.Wait()
	if b.book != nil {
		err = b.book.Close()
	}
	if b.cards != nil {
		err = errors.Join(err, b.cards.Close())
	}
	return err
}

// hangAll ends every call, and gives the other sides a moment to hear of it.
func (b *box) hangAll() {
	told := make(chan struct{})
	b.x.Goodbye(func() { close(told) })
	end := time.NewTimer(goodbyes)
	defer end.Stop()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-told:
			told = nil
		case <-end.C:
			return
		case <-look.C:
			if told == nil && b.line.Figures().Dialogs == 0 {
				return
			}
		}
	}
}
