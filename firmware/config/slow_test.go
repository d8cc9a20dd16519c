package config

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// While a change waits for the disk, phones are checked, people sign in and
// everything else that is asked is answered by what is in force still.
func TestSlowDiskHoldsNobodyUp(t *testing.T) {
	c := administered(t, t.TempDir())
	before := c.Office().Queues[0].Weight
	c.writing.Lock() // a disk that doesn't end its write
	changed := make(chan error, 1)
	go func() {
		changed <- c.Change("admin", func(o *telephony.Office) error { o.Queues[0].Weight = before + 1; return nil })
	}()
	asked := make(chan bool, 1)
	go func() {
		_, _, known := c.Account("203")
		_, in := c.SignIn("admin", "long enough")
		c.SimulatedPassword("201")
		c.TrunkPassword("isp")
		c.FirstPasswords()
		asked <- known && in && !c.NeedsAdmin() && c.SignInSince("admin") != "" && len(c.SessionKey()) > 0 && c.Office().Queues[0].Weight == before
	}()
	select {
	case right := <-asked:
		if !right {
			t.Error("what is in force isn't what is told while the disk is slow")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("who asks waits for the disk")
	}
	c.writing.Unlock()
	if err := <-changed; err != nil || c.Office().Queues[0].Weight != before+1 {
		t.Errorf("the change after the wait: %v", err)
	}
}
