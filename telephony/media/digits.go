package media

import (
	"encoding/binary"
	"errors"
)

// event is a packet of RFC 4733 §2.3.
type event struct {
	code     byte
	end      bool
	duration uint16 // samples
}

var errEvent = errors.New("a telephone event is four bytes")

func parseEvent(payload []byte) (event, error) {
	if len(payload) < 4 {
		return event{}, errEvent
	}
	return event{payload[0], payload[1]&0x80 != 0, binary.BigEndian.Uint16(payload[2:])}, nil
}

const keys = "0123456789*#ABCD"

// keypad makes digits of events: one digit per timestamp, whatever is lost or
// repeated (RFC 4733 §2.5, WIRE 12).
type keypad struct {
	begun bool
	ts    uint32
	code  byte
	ended bool
	last  int64 // when its newest packet came
}

// keyRest is how long after its last packet a key counts as released.
const keyRest = 100e6

// note returns the digit that this packet begins, 0 for none.
func (k *keypad) note(e event, ts uint32, at int64) byte {
	if int(e.code) >= len(keys) {
		return 0 // flash and the tones of modems
	}
	if k.begun && int32(ts-k.ts) <= 0 && at-k.last < 10e9 {
		k.ended = k.ended || e.end
		k.last = max(k.last, at)
		return 0
	}
	held := k.begun && !k.ended && at-k.last < keyRest
	if held && e.code == k.code && k.longer(ts) {
		k.ts, k.last, k.ended = ts, at, e.end // §2.5.1.3: a long key goes on as another event
		return 0
	}
	*k = keypad{begun: true, ts: ts, code: e.code, ended: e.end, last: at}
	return keys[e.code]
}

// longer says that an event with this timestamp continues the one before,
// which lasted as long as an event can say.
func (k *keypad) longer(ts uint32) bool { return ts-k.ts >= 0xFF00 && ts-k.ts <= 0xFFFF }
