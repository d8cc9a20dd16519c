package main

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/firmware/supervise"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

func isRealTime(pid int) bool {
	yes, err := supervise.RealTime(pid)
	return err == nil && yes
}

// busyWorker runs a second worker with two hours of recordings to make, the
// hardest that a worker ever works, and audit after audit of those that there
// are. The function that it returns stops both and tells what share of a core
// the worker had, in per cent, and how many audits there were.
func (b *bench) busyWorker() (stop func() (float64, int)) {
	b.t.Helper()
	dir, err := os.MkdirTemp("", "work")
	if err != nil {
		b.t.Fatal(err)
	}
	if err := writeTape(filepath.Join(dir, "tape"), 4, 30*time.Minute); err != nil {
		b.t.Fatal(err)
	}
	cmd := b.beside("worker", "--data="+dir)
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	pid := []int{cmd.Process.Pid}
	b.until("a worker at work", func() bool { return load.CPU(pid) > 200*time.Millisecond })
	began, before := time.Now(), load.CPU(pid)
	audits := b.auditing()
	return func() (float64, int) {
		worked := share(load.CPU(pid)-before, time.Since(began))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		os.RemoveAll(dir)
		return worked, audits()
	}
}

// auditing audits again and again until stopped, and then says how often.
func (b *bench) auditing() (stop func() int) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		n := 0
		for ctx.Err() == nil {
			cmd := b.beside("audit", "--data="+b.dir)
			if out, err := cmd.CombinedOutput(); err != nil {
				b.t.Errorf("an audit: %v\n%s", err, out)
				break
			}
			n++
		}
		done <- n
	}()
	return func() int {
		cancel()
		return <-done
	}
}

// writeTape writes a tape as the sound process does: so many recordings, one
// after another, both sides talking all the time.
func writeTape(dir string, recordings int, each time.Duration) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "00000001.tape"))
	if err != nil {
		return err
	}
	defer f.Close()
	w := tapeWriter{file: f, wall: time.Now().UnixNano()}
	w.add(&audio.Frame{Kind: audio.FrameRun, Wall: w.wall})
	for n := range recordings {
		w.record(uint16(n+1), time.Duration(n)*each, each)
	}
	w.flush()
	return w.err
}

type tapeWriter struct {
	file *os.File
	w    audio.Writer
	wall int64
	err  error
}

func (w *tapeWriter) add(f *audio.Frame) {
	if !w.w.Add(f) {
		w.flush()
		w.w.Add(f)
	}
}

func (w *tapeWriter) flush() {
	if block := w.w.Seal(); block != nil && w.err == nil {
		_, w.err = w.file.Write(block)
	}
}

func (w *tapeWriter) record(number uint16, from, length time.Duration) {
	at := int64(from)
	id := telephony.CallID(telephony.Compose(1, uint32(number))).Recording(1)
	w.add(&audio.Frame{Kind: audio.FrameStart, Rec: number, At: at, Wall: w.wall + at, Call: telephony.CallID(number), Payload: []byte(id)})
	var law [2][160]byte
	sources := [2]sim.Source{sim.Tone(440, -20), sim.Tone(880, -20)}
	for n := range int(length / (20 * time.Millisecond)) {
		for side := range sources {
			if n < 50 { // a second, over and over
				var pcm [160]int16
				sources[side](pcm[:])
				for i, v := range pcm {
					law[side][i] = audio.EncodeA(v)
				}
			}
			w.add(&audio.Frame{
				Kind: audio.FrameAudio, Rec: number, Side: uint8(side), At: at + int64(n)*20e6, Codec: 8,
				Seq: uint16(n), TS: uint32(160 * n), Payload: law[side][:],
			})
		}
	}
	w.add(&audio.Frame{Kind: audio.FrameEnd, Rec: number, At: at + int64(length)})
}
