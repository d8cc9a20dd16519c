package media

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Handler hears what happens to the sound. It is called from one goroutine
// and must not block. MediaGone is the last call: every port is gone.
type Handler interface {
	Digit(leg telephony.LegID, digit byte)
	Silent(leg telephony.LegID, for_ time.Duration)
	// Said: a prompt of [Client.Say] has ended.
	Said(leg telephony.LegID, prompt string)
	MorePorts()                  // after a Take that found none
	Sounded(q telephony.Quality) // how the sound of a dropped leg was
	MediaGone()
}

// Client is the brain's end. Its calls are carried out in order, at some time
// soon; none blocks.
type Client struct {
	conn    *net.UnixConn
	handler Handler
	live    []telephony.LegState
	settled chan struct{}
	done    chan struct{}
	wake    chan struct{} // one slot: the queue isn't empty

	mu      sync.Mutex
	queue   []frame
	closed  bool // by us: no MediaGone
	legs    map[telephony.LegID]*held
	pool    pool
	short   bool // a Take found nothing
	health  Health
	settle1 sync.Once
}

// held is what the client knows of a leg that it took.
type held struct {
	slot    uint32
	port    telephony.MediaPort
	figures telephony.Quality
	seen    bool // figures have come
}

// Health is how the sound process is, about once a second.
type Health struct {
	RealTime bool
	Why      string // why not real-time
	Legs     int    // in use
	Open     int    // pairs of ports that are open
	Resting  int    // of them after use
	// Counters since it started: frames that the tape lost because the disk
	// stood still, writes that failed, packets that could not be sent,
	// metronome ticks that were more than two packets late.
	TapeLost, TapeErrors, SendErrors, TicksSkipped uint64
	TapeStall                                      time.Duration // longest write or sync so far
}

// maxQueue bounds what waits for the socket; a media process that reads
// nothing for so long is as good as gone.
const maxQueue = 1 << 16

// Dial connects to the sound process, and returns once its list of legs and
// some ready ones are known. A connection takes the place of an earlier one.
func Dial(ctx context.Context, socket string, h Handler) (*Client, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unixpacket", socket)
	if err != nil {
		return nil, fmt.Errorf("the sound process does not answer, is it running? %w", err)
	}
	c := &Client{
		conn: conn.(*net.UnixConn), handler: h,
		settled: make(chan struct{}), done: make(chan struct{}), wake: make(chan struct{}, 1),
		legs: make(map[telephony.LegID]*held),
	}
	c.pool.want = poolLeast
	c.send(frame{kind: kindWant, slot: uint32(c.pool.want)})
	go c.write()
	go c.read()
	select {
	case <-c.settled:
		return c, nil
	case <-c.done:
		return nil, errors.New("the sound process hung up: brain and media must come from the same build")
	case <-ctx.Done():
		c.Close()
		return nil, ctx.Err()
	}
}

// Close lets go of the sound process, which goes on as it is.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.conn.Close()
}

// Take makes a ready leg the one of this name and returns its port; for a leg
// that was taken before, its port again. It is false when no ready leg is at
// hand.
func (c *Client) Take(leg telephony.LegID) (telephony.MediaPort, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := c.legs[leg]; h != nil {
		return h.port, true
	}
	r, ok := c.pool.take()
	if c.short = !ok; ok {
		c.legs[leg] = &held{slot: r.slot, port: r.port}
		c.push(frame{kind: kindTake, leg: leg, slot: r.slot})
	}
	if c.pool.grow() {
		c.push(frame{kind: kindWant, slot: uint32(c.pool.want)})
	}
	return r.port, ok
}

// Aim says where and how to send, at first and after every change. It starts
// nothing by itself.
func (c *Client) Aim(leg telephony.LegID, to telephony.Sound) {
	f := frame{kind: kindAim}
	putSound(f.body[:], to)
	c.order(leg, f)
}

// Play sends a greeting once, then music for ever; either may be empty. In a
// bridge it takes the place of what the other party says until Play is called
// with neither.
func (c *Client) Play(leg telephony.LegID, greeting, music string) {
	f := frame{kind: kindPlay}
	putText(f.body[:bodySize/2], greeting)
	putText(f.body[bodySize/2:], music)
	c.order(leg, f)
}

// Say plays a prompt once and tells of its end, by [Handler.Said]. Several
// names with a space between them are said one after the other; the end is
// told of the last.
func (c *Client) Say(leg telephony.LegID, prompt string) {
	names := strings.Fields(prompt)
	for i, name := range names {
		f := frame{kind: kindSay}
		if i < len(names)-1 {
			f.arg = 1
		}
		putText(f.body[:], name)
		c.order(leg, f)
	}
}

// Record tapes a leg that is in no bridge, on the caller's channel, until it
// is bridged, dropped or told of an empty recording.
func (c *Client) Record(leg telephony.LegID, call telephony.CallID, rec telephony.RecordingID) {
	f := frame{kind: kindRecord, call: call}
	putText(f.body[:recordingSize], string(rec))
	c.order(leg, f)
}

// Press passes a key on to whom a party talks with, as an event, if he takes
// those: the party told it in words.
func (c *Client) Press(leg telephony.LegID, digit byte) {
	c.order(leg, frame{kind: kindPress, arg: digit})
}

// Connect bridges two legs and ends what they play and whatever bridge they
// are in. Unless rec is empty both are taped: caller right, called left.
func (c *Client) Connect(caller, called telephony.LegID, call telephony.CallID, rec telephony.RecordingID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, b := c.legs[caller], c.legs[called]
	if a == nil || b == nil || a == b {
		return
	}
	f := frame{kind: kindConnect, leg: caller, slot: a.slot, other: called, otherSlot: b.slot, call: call}
	putText(f.body[:recordingSize], string(rec))
	c.push(f)
}

// Part undoes a leg's bridge and ends its recording; both legs stay.
func (c *Client) Part(leg telephony.LegID) { c.order(leg, frame{kind: kindPart}) }

// Drop releases a leg and its port; its bridge and recording end.
func (c *Client) Drop(leg telephony.LegID) {
	c.order(leg, frame{kind: kindDrop})
	c.mu.Lock()
	delete(c.legs, leg)
	c.mu.Unlock()
}

// Live is what the sound process had when we connected.
func (c *Client) Live() []telephony.LegState { return c.live }

// Figures are the leg's figures as last reported, false before the first.
func (c *Client) Figures(leg telephony.LegID) (telephony.Quality, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.legs[leg]
	if h == nil || !h.seen {
		return telephony.Quality{}, false
	}
	return h.figures, true
}

// Health is the process's health as last reported.
func (c *Client) Health() Health {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.health
}

// order sends a frame about a leg that we have.
func (c *Client) order(leg telephony.LegID, f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := c.legs[leg]; h != nil {
		f.leg, f.slot = leg, h.slot
		c.push(f)
	}
}

func (c *Client) send(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.push(f)
}

// push queues a frame; the lock is held.
func (c *Client) push(f frame) {
	if len(c.queue) >= maxQueue {
		c.conn.Close()
		return
	}
	c.queue = append(c.queue, f)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}
