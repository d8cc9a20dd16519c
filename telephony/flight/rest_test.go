package flight

import (
	"testing"
	"time"
)

// While nothing is said in a call its recorder holds no compressor; what is
// said then is kept all the same.
func TestRestsInAQuietTalk(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.Joined(call, 1)
		r.signal(1, "INVITE one")
		time.Sleep(1500 * time.Millisecond)
		r.disk.Lock()
		if r.press == nil {
			t.Error("nothing was written yet")
		}
		r.disk.Unlock()
		time.Sleep(10 * time.Second)
		r.disk.Lock()
		if r.press != nil || r.spareText != nil || r.spareWait != nil {
			t.Error("it doesn't rest")
		}
		r.disk.Unlock()
		r.signal(1, "BYE two")
		r.LegOver(1)
		time.Sleep(5 * time.Second)
		if got := r.texts(call); got != "INVITE one,BYE two" {
			t.Errorf("kept: %s", got)
		}
	})
}
