package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// ear waits for half a second of sound that somebody hears from now on and that
// is as it should be.
type ear func(what string, ok func(heard []int16) bool)

// ear is what linphone hears: it writes it down while it does.
func (l *linphone) ear(b *running) ear {
	const head, half = 44, 2 * 4000
	file := filepath.Join(l.dir, "heard.wav")
	return func(what string, ok func([]int16) bool) {
		b.t.Helper()
		before, _ := os.ReadFile(file)
		b.until("linphone hears "+what, func() bool {
			text, _ := os.ReadFile(file)
			if len(text) < max(len(before), head)+half {
				return false
			}
			heard := make([]int16, half/2)
			for i := range heard {
				heard[i] = int16(binary.LittleEndian.Uint16(text[len(text)&^1-half+2*i:]))
			}
			return ok(heard)
		})
	}
}

// ear is what a phone program is sent as sound, read off the wire: what baresip
// writes down of it ends with its first hold.
func (p *baresip) ear() ear {
	sent := p.sniffed()
	return func(what string, ok func([]int16) bool) {
		p.b.t.Helper()
		before := len(sent())
		p.b.until("baresip is sent "+what, func() bool {
			heard := sent()
			return len(heard) >= before+4000 && ok(heard[len(heard)-4000:])
		})
	}
}

// sniffed gathers the sound in the packets that arrive at a program's ports.
func (p *baresip) sniffed() func() []int16 {
	p.b.t.Helper()
	peers.Root(p.b.t, "reading packets off the wire")
	everyIP := int(binary.NativeEndian.Uint16([]byte{0x08, 0x00})) // as the network writes ETH_P_IP
	fd, err := syscall.Socket(syscall.AF_PACKET, syscall.SOCK_DGRAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, everyIP)
	if err != nil {
		p.b.t.Fatal(err)
	}
	packets := os.NewFile(uintptr(fd), "packets")
	p.b.t.Cleanup(func() { packets.Close() })
	var mu sync.Mutex
	var heard []int16
	go func() {
		for packet := make([]byte, 2048); ; {
			n, err := packets.Read(packet)
			if err != nil {
				return // closed
			}
			law := p.soundIn(packet[:n])
			pcm := make([]int16, len(law))
			mu.Lock()
			heard = append(heard, pcm[:audio.Decode(pcm, law, telephony.PCMA)]...)
			mu.Unlock()
		}
	}()
	return func() []int16 {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(heard)
	}
}

// soundIn is the PCMA in an IPv4 packet to one of the program's ports for sound,
// nil where there is none. Its address there is any of this computer.
func (p *baresip) soundIn(packet []byte) []byte {
	const udp, rtp = 8, 12
	if len(packet) < 20 || packet[9] != syscall.IPPROTO_UDP {
		return nil
	}
	head := int(packet[0]&0xf)*4 + udp
	if len(packet) <= head+rtp || packet[head] != 0x80 || packet[head+1]&0x7f != 8 {
		return nil
	}
	if to := uint32(binary.BigEndian.Uint16(packet[head-udp+2:])); to < p.ports || to >= p.ports+peers.PortsEach {
		return nil
	}
	return packet[head+rtp:]
}

func has(hz float64) func([]int16) bool {
	return func(heard []int16) bool { return sim.Has(heard, hz) }
}

func hasNot(hz float64) func([]int16) bool {
	return func(heard []int16) bool { return !sim.Has(heard, hz) }
}

// holds has two programs hold and come back, each twice, at last both at once;
// each time both hear each other by tone afterwards, and who is held doesn't hear the other
// meanwhile.
func holds(l *linphone, says float64, p *baresip, answers float64) {
	b := p.b
	b.t.Helper()
	left, right := l.ear(b), p.ear()
	talk := func() {
		b.t.Helper()
		left("the other", has(answers))
		right("the other", has(says))
	}
	held := func(want bool) {
		b.t.Helper()
		b.until("a call that is held or not", func() bool {
			s := b.snapshot()
			return len(s.Calls) == 1 && s.Calls[0].Held == want
		})
	}
	pause := func() {
		b.t.Helper()
		const said = "is now paused" // before that it obeys no resume
		before := strings.Count(l.out.String(), said)
		l.does("pause")
		b.until("linphone's pause", func() bool { return strings.Count(l.out.String(), said) > before })
		held(true)
	}
	talk()
	for range 2 {
		p.says("hold", "")
		held(true)
		left("something else, held", hasNot(answers))
		p.says("resume", "")
		held(false)
		talk()
		pause()
		right("something else, held", hasNot(says))
		l.does("resume")
		held(false)
		talk()
	}
	pause()
	p.says("hold", "")
	l.does("resume")
	left("something else, held", hasNot(answers))
	p.says("resume", "")
	held(false)
	talk()
}

// Two programs of others hold in a call of a queue, the customer's and the
// operator's: after each hold the sound goes both ways again.
func TestWire15PeersProgramsHoldInAQueueCall(t *testing.T) {
	b := newBox(t, "127.74.3.1", "127.74.3.2", nil).start("--sim=false")
	operator := b.linphone("203", 880)
	b.onAir("jana", "203")
	customer := b.phoneProgram(baresipOptions{ip: b.trunk, seat: "777123456", hz: 440, customer: true})
	b.until("baresip", func() bool { return customer.out.Has("baresip is ready") })
	customer.says("dial", "sip:800100200@"+b.ip.String())
	b.works("jana", telephony.Talking)
	holds(operator, 880, customer, 440)
	customer.says("hangup", "")
	b.save("jana", "drženo")
	operator.does("quit")
	b.empty()
}

// The same between two extensions.
func TestWire15PeersProgramsHoldInAnExtensionCall(t *testing.T) {
	b := newBox(t, "127.74.4.1", "127.74.4.2", nil).start("--sim=false")
	second := b.linphone("204", 880)
	b.onAir("petr", "204")
	first := b.phoneProgram(baresipOptions{ip: "127.74.4.3", seat: "203", hz: 440})
	b.onAir("jana", "203")
	first.says("dial", "sip:204@"+b.ip.String())
	b.works("petr", telephony.Talking)
	holds(second, 880, first, 440)
	first.says("hangup", "")
	b.works("petr", telephony.Idle)
	second.does("quit")
	b.empty()
}
