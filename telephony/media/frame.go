package media

import (
	"encoding/binary"
	"errors"
	"net/netip"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// Brain and media talk in frames of one size, several to a packet of the
// unix socket, numbered from 1 in each direction. All integers are little
// endian.
//
//	0 kind  1 arg  2-3 version  4-7 number  8-11 slot  12-15 slot of the other
//	16-23 leg  24-31 the other leg  32-39 call  40-95 body by kind
const (
	frameSize   = 96
	bodySize    = frameSize - 40
	perPacket   = 64
	packetSize  = frameSize * perPacket
	wireVersion = 6
)

type kind uint8

// From the brain.
const (
	kindWant    kind = iota + 1 // slot: how many ready legs the brain wants to hold
	kindTake                    // slot becomes leg
	kindAim                     // body: sound
	kindPlay                    // body: two names
	kindConnect                 // leg, other leg, call; body: recording
	kindPart
	kindDrop
	kindSay    // body: a name, arg: 1 more follow; the end of the last is told by kindSaid
	kindRecord // call; body: recording, empty: no more
	kindPress  // arg: a key that the party told in words
)

// To the brain.
const (
	kindHello   kind = iota + 64 // arg: 1 real-time; slot: how many kindHas follow; body: why not real-time
	kindHas                      // a leg of the last brain; body: address, recording
	kindReady                    // slot is ready to be taken; body: address
	kindSettled                  // the first wish for ready legs is fulfilled as far as it can be
	kindDigit                    // arg: the digit
	kindSilent                   // call: nanoseconds
	kindFigures                  // arg: 1 the leg's last; body: figures
	kindHealth                   // body: seven counters
	kindSaid                     // body: the name of what was said to its end
)

// frame is one message; fields that a kind doesn't use are 0.
type frame struct {
	kind       kind
	arg        uint8
	number     uint32
	slot       uint32
	otherSlot  uint32
	leg, other telephony.LegID
	call       telephony.CallID
	body       [bodySize]byte
}

var errFrame = errors.New("frames of an unknown version, length or number: brain and media must come from the same build")

func (f *frame) put(b []byte) {
	le := binary.LittleEndian
	b[0], b[1] = byte(f.kind), f.arg
	le.PutUint16(b[2:], wireVersion)
	le.PutUint32(b[4:], f.number)
	le.PutUint32(b[8:], f.slot)
	le.PutUint32(b[12:], f.otherSlot)
	le.PutUint64(b[16:], uint64(f.leg))
	le.PutUint64(b[24:], uint64(f.other))
	le.PutUint64(b[32:], uint64(f.call))
	copy(b[40:frameSize], f.body[:])
}

// take reads one frame and checks that it is the one after last.
func (f *frame) take(b []byte, last uint32) error {
	le := binary.LittleEndian
	if len(b) < frameSize || le.Uint16(b[2:]) != wireVersion || le.Uint32(b[4:]) != last+1 {
		return errFrame
	}
	f.kind, f.arg = kind(b[0]), b[1]
	f.number = last + 1
	f.slot = le.Uint32(b[8:])
	f.otherSlot = le.Uint32(b[12:])
	f.leg = telephony.LegID(le.Uint64(b[16:]))
	f.other = telephony.LegID(le.Uint64(b[24:]))
	f.call = telephony.CallID(le.Uint64(b[32:]))
	copy(f.body[:], b[40:frameSize])
	return nil
}

// Addresses take 19 bytes: length of the IP, IP, port.
const addrSize = 19

func putAddr(b []byte, a netip.AddrPort) {
	ip := a.Addr().Unmap().AsSlice()
	b[0] = byte(len(ip))
	copy(b[1:17], ip)
	binary.LittleEndian.PutUint16(b[17:], a.Port())
}

func getAddr(b []byte) netip.AddrPort {
	n := min(int(b[0]), 16)
	ip, ok := netip.AddrFromSlice(b[1 : 1+n])
	if !ok {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(ip, binary.LittleEndian.Uint16(b[17:]))
}

// Texts are a length and bytes; one that is too long becomes empty.
func putText(b []byte, s string) {
	b[0] = 0
	if len(s) < len(b) {
		b[0] = byte(len(s))
		copy(b[1:], s)
	}
}

func getText(b []byte) string {
	n := int(b[0])
	if n >= len(b) {
		return ""
	}
	return string(b[1 : 1+n])
}

// A sound is its addresses of RTP and RTCP, the codec, the payload types
// towards it, the packet time, a flag and the type of its own events.
func putSound(b []byte, s telephony.Sound) {
	putAddr(b, s.Addr)
	putAddr(b[addrSize:], s.RTCP)
	b = b[2*addrSize:]
	b[0], b[1], b[2], b[3], b[4], b[5] = audio.LawNumber(s.Codec), s.PT, s.Events, byte(s.Ptime), 0, s.EventsIn
	if s.Held {
		b[4] = 1
	}
}

func getSound(b []byte) telephony.Sound {
	s := telephony.Sound{Addr: getAddr(b), RTCP: getAddr(b[addrSize:])}
	b = b[2*addrSize:]
	s.Codec = (&audio.Frame{Codec: b[0]}).Law()
	s.PT, s.Events, s.EventsIn = b[1]&0x7F, b[2]&0x7F, b[5]&0x7F
	s.Ptime, s.Held = int(b[3]), b[4] == 1
	return s
}

func putCounters(b []byte, c ...uint64) {
	for i, v := range c {
		binary.LittleEndian.PutUint64(b[8*i:], v)
	}
}

func getCounter(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
