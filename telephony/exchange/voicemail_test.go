package exchange_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A caller presses #, speaks and presses # again. He is told that his message
// was taken when the book has it, not before.
func TestMessageIsTakenWhenItIsOnDisk(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.saw("dial offer 1 seat 201")
		r.Pressed(1, '#')
		r.saw("say 1 voicemail-cs")
		r.Said(1, "voicemail-cs")
		r.saw(`record 1 "0000001-00000001-1"`)
		time.Sleep(10 * time.Second)
		r.book.hold(true)
		r.Pressed(1, '#')
		r.saw(`record 1 ""`)
		time.Sleep(5 * time.Second)
		if r.heard("say 1 message-taken-cs") {
			t.Fatal("the caller was told before the disk had it")
		}
		r.book.keep(nil)
		r.saw("say 1 message-taken-cs")
		r.Said(1, "message-taken-cs")
		r.saw("hang 1")
		time.Sleep(time.Second)
		items := r.Snapshot().Items
		if len(items) != 1 || items[0].Length != 10*time.Second || items[0].Recording != "0000001-00000001-1" {
			t.Fatalf("the list has %+v", items)
		}
		r.ask(telephony.CloseItem{Agent: "petr", Call: items[0].Call})
		time.Sleep(time.Second)
		if left := r.Snapshot().Items; len(left) != 0 {
			t.Errorf("still open: %+v", left)
		}
	})
}

// The disk fails: the caller hears that his request could not be taken.
func TestRequestThatTheDiskLoses(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.book.hold(true)
		r.Pressed(1, '0')
		synctest.Wait()
		r.book.keep(errors.New("no space left"))
		r.saw("say 1 not-kept-cs")
		if r.heard("say 1 call-back-taken-cs") {
			t.Error("and that it was taken, too")
		}
		r.Said(1, "not-kept-cs")
		r.saw("hang 1")
	})
}
