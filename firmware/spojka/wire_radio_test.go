package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"net"
	"net/netip"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// radio is the sound of a scene: sipp speaks SIP, radio speaks RTP at the
// address that sipp names. It answers to where it hears from, with a tone in
// packets of its own length.
type radio struct {
	t     testing.TB
	conn  *net.UDPConn
	hz    float64
	ptime int // ms

	mu      sync.Mutex
	to      netip.AddrPort
	heard   []int16
	sizes   map[int]int    // packets of sound by length in samples
	digits  map[uint32]int // packets of key presses by their time stamp
	keys    string
	ssrcs   map[uint32]bool
	last    uint16
	missing int // numbers left out
	out     rtpOut
	muted   bool
	codec   telephony.Codec
	once    sync.Once
	stop    chan struct{}
	done    chan struct{}
}

// rtpOut is what radio's next packet carries.
type rtpOut struct {
	seq  uint16
	ts   uint32
	ssrc uint32
}

// newRadio opens the sound at an address; it says hz.
func newRadio(t testing.TB, ip string, hz float64, ptime int) *radio {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(ip), 0)))
	if err != nil {
		t.Fatal(err)
	}
	r := &radio{
		t: t, conn: conn, hz: hz, ptime: ptime, sizes: map[int]int{}, digits: map[uint32]int{},
		ssrcs: map[uint32]bool{}, out: rtpOut{seq: 100, ts: 5000, ssrc: 0xfeed}, done: make(chan struct{}),
		codec: telephony.PCMA, stop: make(chan struct{}),
	}
	go r.listen()
	t.Cleanup(func() { conn.Close(); <-r.done })
	return r
}

func (r *radio) addr() netip.AddrPort { return r.conn.LocalAddr().(*net.UDPAddr).AddrPort() }

// sdp describes the radio: the formats of its m= line and further lines.
func (r *radio) sdp(version int, formats string, more ...string) string {
	a := r.addr()
	s := fmt.Sprintf("v=0\no=u 7 %d IN IP4 %s\ns=-\nc=IN IP4 %s\nt=0 0\nm=audio %d RTP/AVP %s\n", version, a.Addr(), a.Addr(), a.Port(), formats)
	for _, line := range more {
		s += line + "\n"
	}
	return s
}

// plain is A-law and key presses as payload type 101.
func (r *radio) plain(more ...string) string {
	return r.sdp(1, "8 101", append([]string{"a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15"}, more...)...)
}

func (r *radio) listen() {
	defer close(r.done)
	defer close(r.stop)
	for b := make([]byte, 2000); ; {
		n, from, err := r.conn.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		if n >= 12 && b[0]>>6 == 2 && b[1]&0x7f < 64 || n >= 12 && b[1]&0x7f > 95 {
			r.take(b[:n], from)
			r.once.Do(func() { go r.talk() })
		}
	}
}

// take keeps what came.
func (r *radio) take(b []byte, from netip.AddrPort) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seq, ssrc, pt := binary.BigEndian.Uint16(b[2:]), binary.BigEndian.Uint32(b[8:]), b[1]&0x7f
	if len(r.ssrcs) > 0 {
		r.missing += int(int16(seq - r.last - 1))
	}
	r.to, r.last, r.ssrcs[ssrc] = from, seq, true
	switch pt {
	case 8, 0:
		r.sizes[len(b)-12]++
		pcm := make([]int16, len(b)-12)
		r.heard = append(r.heard, pcm[:audio.Decode(pcm, b[12:], map[uint8]telephony.Codec{8: telephony.PCMA, 0: telephony.PCMU}[pt])]...)
	case 96, 101:
		ts := binary.BigEndian.Uint32(b[4:])
		if r.digits[ts]++; r.digits[ts] == 1 && len(b) == 16 {
			r.keys += string("0123456789*#"[b[12]%12])
		}
	}
}

// talk sends the tone until the radio is closed. When this computer was busy
// it makes up for it at once: a phone's clock doesn't stand still.
func (r *radio) talk() {
	n := r.ptime * 8
	due := time.Now()
	for at := 0; ; at += n {
		due = due.Add(time.Duration(r.ptime) * time.Millisecond)
		select {
		case <-r.stop:
			return
		case <-time.After(time.Until(due)):
			r.say(at, n)
		}
	}
}

// say sends n samples of the tone, which go on from at.
func (r *radio) say(at, n int) {
	r.mu.Lock()
	muted, pt, encode := r.muted, uint8(8), audio.EncodeA
	if r.codec == telephony.PCMU {
		pt, encode = 0, audio.EncodeU
	}
	r.mu.Unlock()
	law := make([]byte, n)
	for i := range law {
		law[i] = encode(int16(3276 * math.Sin(2*math.Pi*r.hz*float64(at+i)/8000)))
	}
	if !muted {
		r.packet(pt, uint32(n), law)
	}
}

// packet sends one packet, which moves the time on by so many samples.
func (r *radio) packet(pt uint8, samples uint32, payload []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := make([]byte, 12, 12+len(payload))
	b[0], b[1] = 0x80, pt
	binary.BigEndian.PutUint16(b[2:], r.out.seq)
	binary.BigEndian.PutUint32(b[4:], r.out.ts)
	binary.BigEndian.PutUint32(b[8:], r.out.ssrc)
	r.out.seq++
	r.out.ts += samples
	_, _ = r.conn.WriteToUDPAddrPort(append(b, payload...), r.to)
}

// press sends a key as RFC 4733 has it: a beginning, its going on, and the
// end three times, all with the time stamp of the beginning.
func (r *radio) press(key, pt uint8) {
	r.event(key, pt, 0, 0, 0, 0x80, 0x80, 0x80)
}

// pressWithoutEnd is the same on a line that lost the end.
func (r *radio) pressWithoutEnd(key, pt uint8) { r.event(key, pt, 0, 0, 0) }

// event sends the packets of one key, each with its flags.
func (r *radio) event(key, pt uint8, flags ...byte) {
	for i, end := range flags {
		r.packet(pt, 0, []byte{key, end | 10, 0x03, byte(0x20 + i)})
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out.ts += 960
}

func (r *radio) mute(on bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.muted = on
}

// speaks changes the codec of what the radio says.
func (r *radio) speaks(c telephony.Codec) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.codec = c
}

// jump goes on as another source.
func (r *radio) jump(to rtpOut) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out = to
}

// sends begins to talk to an address unasked.
func (r *radio) sends(to netip.AddrPort) {
	r.mu.Lock()
	r.to = to
	r.mu.Unlock()
	r.once.Do(func() { go r.talk() })
}

// box is where the box's sound comes from.
func (r *radio) box() netip.AddrPort {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.to
}

func (r *radio) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.heard = nil
}

func (r *radio) pressed() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.keys
}

// count reads one of the radio's counts.
func (r *radio) count(of map[int]int, which int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return of[which]
}

// newest is the newest half second that was heard.
func (r *radio) newest() []int16 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.heard) < 4000 {
		return nil
	}
	return append([]int16(nil), r.heard[len(r.heard)-4000:]...)
}

func (r *radio) hears(hz float64) bool {
	newest := r.newest()
	return newest != nil && sim.Has(newest, hz)
}

// unbroken fails the test unless all that came is one stream without a hole.
func (r *radio) unbroken() {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.missing != 0 || len(r.ssrcs) != 1 {
		r.t.Errorf("the caller heard %d streams, %d packets are missing", len(r.ssrcs), r.missing)
	}
}

func read(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
