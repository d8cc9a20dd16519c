package webadmin

import (
	"fmt"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	// recentFor is how long a short list beside the strip may be old where
	// nothing says that it changed.
	recentFor  = 30 * time.Second
	maxRecents = 512
	// historyDays bounds how far back a customer's calls are looked for
	// beside a call in hand; his card looks further.
	historyDays = 90
)

// recent keeps the short lists of the operator's page, so that a page that is
// filled ten times a second doesn't look through the book each time. A list
// is asked for under a key that changes when it may have changed.
type recent struct {
	mu    sync.Mutex
	lists map[string]recentList
}

type recentList struct {
	lines []telephony.CallRecord
	until time.Time
}

// lines gives the list under this key, asking the book where it isn't known.
func (c *recent) lines(key string, now time.Time, ask func() []telephony.CallRecord) []telephony.CallRecord {
	c.mu.Lock()
	one, ok := c.lists[key]
	c.mu.Unlock()
	if ok && now.Before(one.until) {
		return one.lines
	}
	lines := ask()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lists == nil || len(c.lists) >= maxRecents {
		c.lists = make(map[string]recentList)
	}
	c.lists[key] = recentList{lines, now.Add(recentFor)}
	return lines
}

// myCalls are the agent's calls of today.
func (p *Pages) myCalls(f *frame, me telephony.AgentView) []telephony.CallRecord {
	key := fmt.Sprint("agent ", me.ID, me.Today, me.Work, me.Since.Up, f.midnight().Unix())
	return p.recent.lines(key, time.Now(), func() []telephony.CallRecord {
		return p.callsOf(telephony.CallFilter{Agent: me.ID, From: f.midnight(), Limit: 8})
	})
}

// callsBefore are a customer's calls before the one in hand.
func (p *Pages) callsBefore(f *frame, call telephony.CallView) []telephony.CallRecord {
	key := fmt.Sprint("customer ", call.Customer.ID, call.ID)
	return p.recent.lines(key, time.Now(), func() []telephony.CallRecord {
		return p.callsOf(telephony.CallFilter{
			Customer: call.Customer.ID, Before: call.ID, Limit: 6, From: f.At.Wall.AddDate(0, 0, -historyDays),
		})
	})
}
