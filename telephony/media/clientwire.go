package media

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
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
	case kindSaid:
		c.handler.Said(f.leg, getText(f.body[:]))
	case kindSilent:
		c.handler.Silent(f.leg, time.Duration(f.call))
	case kindFigures:
		if f.arg == 1 {
			c.handler.Sounded(getFigures(f))
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if h := c.legs[f.leg]; h != nil {
			h.figures, h.seen = getFigures(f), true
		}
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
	case kindHealth:
		c.health.Legs = int(f.slot)
		c.health.TapeLost, c.health.TapeErrors = getCounter(f.body[:], 0), getCounter(f.body[:], 1)
		c.health.SendErrors, c.health.TicksSkipped = getCounter(f.body[:], 2), getCounter(f.body[:], 3)
		c.health.Open, c.health.Resting = int(getCounter(f.body[:], 5)), int(getCounter(f.body[:], 6))
		c.health.TapeStall = time.Duration(getCounter(f.body[:], 4))
	}
}

// Figures go as 32 bits each, times in microseconds: a call that lasts a year
// would not be enough for more.
func putFigures(b []byte, q telephony.Quality) {
	for i, v := range [...]uint64{
		q.Received, q.Lost, q.Late, q.Strange, uint64(q.Jitter.Microseconds()), uint64(q.Gap.Microseconds()),
		uint64(q.Round.Microseconds()), uint64(q.Digits), q.Sent, uint64(q.Reports), q.TheirLost,
		uint64(q.TheirJitter.Microseconds()), uint64(audio.LawNumber(q.Codec)),
	} {
		binary.LittleEndian.PutUint32(b[4*i:], uint32(min(v, math.MaxUint32)))
	}
}

// getFigures reads them and adds how people would judge the sound.
func getFigures(f *frame) telephony.Quality {
	n := func(i int) uint64 { return uint64(binary.LittleEndian.Uint32(f.body[4*i:])) }
	us := func(i int) time.Duration { return time.Duration(n(i)) * time.Microsecond }
	q := telephony.Quality{
		Leg: f.leg, Received: n(0), Lost: n(1), Late: n(2), Strange: n(3), Jitter: us(4), Gap: us(5), Round: us(6),
		Digits: int(n(7)), Sent: n(8), Reports: int(n(9)), TheirLost: n(10), TheirJitter: us(11),
		Codec: (&audio.Frame{Codec: uint8(n(12))}).Law(),
	}
	q.Score = audio.Score(q.Received, q.Lost, q.Jitter, q.Round)
	if q.Reports > 0 {
		q.TheirScore = audio.Score(q.Sent-min(q.Sent, q.TheirLost), q.TheirLost, q.TheirJitter, q.Round)
	}
	return q
}
