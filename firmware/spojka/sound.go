package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/firmware/disk"
	"github.com/spojka/spojka/firmware/supervise"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/exchange"
	"github.com/spojka/spojka/telephony/media"
	"github.com/spojka/spojka/telephony/record"
)

// mediaProcess is the body of `spojka media`.
func mediaProcess(ctx context.Context, args []string) error {
	s, err := parse("media", args)
	if err != nil {
		return err
	}
	supervise.AsRealTime()
	media.Modest()
	ports, err := s.rtpPorts()
	if err != nil {
		return err
	}
	return media.Serve(ctx, media.Options{
		Socket: s.socket("media"), TapeDir: s.path("tape"), Bind: s.addr(), Ports: ports, Beat: supervise.Beat,
	})
}

// workerMemory is what the worker may take, in bytes: what it works on comes
// from outside, and the calls' memory is not its.
const workerMemory = 256 << 20

// worker is the body of `spojka worker`: it makes files of the tape and audits
// them at night, when nobody else wants the processor.
func worker(ctx context.Context, args []string) error {
	s, err := parse("worker", args)
	if err != nil {
		return err
	}
	supervise.AsIdle()
	supervise.LimitMemory(workerMemory)
	debug.SetGCPercent(25) // little of what it makes lives, and it has time
	trouble := func(what string, err error) { slog.Warn(what, "err", err) }
	go auditor(s).Nightly(ctx, trouble)
	go keepCopies(ctx, s)
	return record.Run(ctx, record.Options{Tape: s.path("tape"), Out: s.path("audio"), Keeper: keeper{callLister{dialControl(s)}}, Disk: disk.Space, Trouble: trouble})
}

// soundLink keeps the exchange connected with the sound process, which may
// die and come back.
type soundLink struct {
	socket string
	x      *exchange.Exchange
	gone   chan struct{}
	client atomic.Pointer[media.Client] // nil: none answers
}

func newSoundLink(socket string, x *exchange.Exchange) *soundLink {
	return &soundLink{socket: socket, x: x, gone: make(chan struct{}, 1)}
}

func (k *soundLink) Digit(l telephony.LegID, digit byte)           { k.x.Pressed(l, digit) }
func (k *soundLink) Silent(l telephony.LegID, quiet time.Duration) { k.x.Silent(l, quiet) }
func (k *soundLink) Sounded(q telephony.Quality)                   { k.x.Sounded(q) }
func (k *soundLink) MorePorts()                                    { k.x.MorePorts() }
func (k *soundLink) Said(l telephony.LegID, prompt string)         { k.x.Said(l, prompt) }
func (k *soundLink) MediaGone() {
	k.client.Store(nil)
	k.x.MediaGone()
	k.gone <- struct{}{}
}

// connect waits for the sound process and plugs it in.
func (k *soundLink) connect(ctx context.Context) error {
	for {
		c, err := media.Dial(ctx, k.socket, k)
		if err == nil {
			k.client.Store(c)
			k.x.SetMedia(c)
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for the sound process: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// keep connects again whenever the sound process has died.
func (k *soundLink) keep(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.gone:
			slog.Error("the sound process died: calls in progress ended")
			if k.connect(ctx) != nil {
				return
			}
		}
	}
}

// figures are those of a leg, as last reported.
func (k *soundLink) figures(l telephony.LegID) (telephony.Quality, bool) {
	if c := k.client.Load(); c != nil {
		return c.Figures(l)
	}
	return telephony.Quality{}, false
}
