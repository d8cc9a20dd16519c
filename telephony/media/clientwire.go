package media

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// write sends what is queued, as many frames a packet as there are.
func (c *Client) write() {
	var number uint32
	buf := make([]byte, packetSize)
	var batch []frame
	for {
		select {
		case <-c.done:
			return
		case <-c.wake:
		}
		c.mu.Lock()
		batch, c.queue = c.queue, batch[:0]
		c.mu.Unlock()
		for rest := batch; len(rest) > 0; {
			n := min(len(rest), perPacket)
			for i := range n {
				number++
				rest[i].number = number
				rest[i].put(buf[i*frameSize:])
			}
			if _, err := c.conn.Write(buf[:n*frameSize]); err != nil {
				c.conn.Close()
				return
			}
			rest = rest[n:]
		}
	}
}

// read hands on what the sound process says, until it is gone.
func (c *Client) read() {
	defer c.gone()
	var number uint32
	var f frame
	buf := make([]byte, packetSize)
	for {
		n, err := c.conn.Read(buf)
		if err != nil || n == 0 {
			return
		}
		for b := buf[:n]; len(b) > 0; b = b[frameSize:] {
			if f.take(b, number) != nil {
				return
			}
			number++
			c.hear(&f)
		}
	}
}

func (c *Client) gone() {
	c.conn.Close()
	close(c.done)
	c.mu.Lock()
	tell := !c.closed
	c.closed = true
	c.mu.Unlock()
	select {
	case <-c.settled:
	default:
		return // Dial says so itself
	}
	if tell {
		c.handler.MediaGone()
	}
}

func (c *Client) hear(f *frame) {
	switch f.kind {
	case kindDigit:
		c.handler.Digit(f.leg, f.arg)
	case kindSilent:
		c.handler.Silent(f.leg, time.Duration(f.call))
	case kindSettled:
		c.settle1.Do(func() { close(c.settled) })
	default:
		c.mu.Lock()
		c.note(f)
		more := c.short && f.kind == kindReady
		c.short = c.short && !more
		c.mu.Unlock()
		if more {
			c.handler.MorePorts()
		}
	}
}

// note keeps what only changes our own picture; the lock is held.
func (c *Client) note(f *frame) {
	switch f.kind {
	case kindHello:
		c.health.RealTime, c.health.Why = f.arg == 1, getText(f.body[:])
	case kindHas:
		s := telephony.LegState{
			Leg: f.leg, Port: getAddr(f.body[:]), Peer: f.other,
			Recording: telephony.RecordingID(getText(f.body[addrSize:])),
		}
		c.live = append(c.live, s)
		c.legs[f.leg] = &held{slot: f.slot, port: s.Port}
	case kindReady:
		c.pool.put(ready{f.slot, getAddr(f.body[:])})
	case kindFigures:
		if h := c.legs[f.leg]; h != nil {
			h.figures, h.seen = getFigures(f.body[:]), true
		}
	case kindHealth:
		c.health.Legs = int(f.slot)
		c.health.TapeLost, c.health.TapeErrors = getCounter(f.body[:], 0), getCounter(f.body[:], 1)
		c.health.SendErrors, c.health.TicksSkipped = getCounter(f.body[:], 2), getCounter(f.body[:], 3)
		c.health.TapeStall = time.Duration(getCounter(f.body[:], 4))
	}
}

func putFigures(b []byte, g telephony.Quality) {
	putCounters(b, g.Received, g.Sent, g.Lost, g.Late, g.Strange, uint64(g.Jitter))
}

func getFigures(b []byte) telephony.Quality {
	return telephony.Quality{
		Received: getCounter(b, 0), Sent: getCounter(b, 1), Lost: getCounter(b, 2),
		Late: getCounter(b, 3), Strange: getCounter(b, 4), Jitter: time.Duration(getCounter(b, 5)),
	}
}
