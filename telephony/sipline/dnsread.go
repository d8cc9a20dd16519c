package sipline

import (
	"encoding/binary"
	"net/netip"
	"time"
)

// maxRecords bounds what is taken from one answer.
const maxRecords = 64

// dnsReader walks through a message; bad is set when it ends too early.
type dnsReader struct {
	b   []byte
	at  int
	bad bool
}

func (r *dnsReader) take(n int) []byte {
	if r.bad || n < 0 || r.at+n > len(r.b) {
		r.bad = true
		return make([]byte, max(n, 0))
	}
	b := r.b[r.at : r.at+n]
	r.at += n
	return b
}

func (r *dnsReader) u16() uint16 { return binary.BigEndian.Uint16(r.take(2)) }
func (r *dnsReader) u32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }

// text is a length and bytes (RFC 1035 §3.3).
func (r *dnsReader) text() string { return string(r.take(int(r.take(1)[0]))) }

// name reads one, compressed or not (RFC 1035 §4.1.4). A pointer leads only
// backwards, so that it ends.
func (r *dnsReader) name() string {
	var name []byte
	at, back := r.at, -1
	for limit := r.at; len(name) < 256; {
		if at >= len(r.b) {
			break
		}
		n := int(r.b[at])
		switch {
		case n == 0:
			if r.at = at + 1; back >= 0 {
				r.at = back
			}
			return string(name)
		case n >= 0xC0 && at+1 < len(r.b):
			to := n&0x3F<<8 | int(r.b[at+1])
			if back < 0 {
				back = at + 2
			}
			if to >= limit {
				r.bad = true
				return ""
			}
			at, limit = to, to
			continue
		case n >= 0x40 || at+1+n > len(r.b):
			r.bad = true
			return ""
		}
		if len(name) > 0 {
			name = append(name, '.')
		}
		name = append(name, r.b[at+1:at+1+n]...)
		at += 1 + n
	}
	r.bad = true
	return ""
}

// readAnswer takes the records of one type out of an answer. What CNAMEs lead
// to stands in it too.
func readAnswer(b []byte, kind uint16) (list []record, err error) {
	r := &dnsReader{b: b}
	r.take(2)
	code := r.u16() & 0xF
	questions, count := r.u16(), r.u16()
	r.take(4)
	switch {
	case r.bad:
		return nil, errDNS
	case code == 3:
		return nil, errNoName
	case code != 0:
		return nil, errDNS
	}
	for range questions {
		r.name()
		r.take(4)
	}
	for range min(int(count), maxRecords) {
		if one, ok := r.record(kind); ok {
			list = append(list, one)
		}
		if r.bad {
			return nil, errDNS
		}
	}
	return list, nil
}

func (r *dnsReader) record(kind uint16) (one record, ok bool) {
	r.name()
	one.kind = r.u16()
	class := r.u16()
	one.ttl = time.Duration(r.u32()) * time.Second
	size := int(r.u16())
	end := r.at + size
	if r.bad || end > len(r.b) || one.kind != kind || class != 1 {
		r.take(size)
		return one, false
	}
	switch kind {
	case typeA, typeAAAA:
		one.addr, ok = netip.AddrFromSlice(r.take(size))
	case typeSRV:
		one.priority, one.weight, one.port = r.u16(), r.u16(), r.u16()
		one.name, ok = r.name(), true
	case typeNAPTR:
		one.priority, one.weight = r.u16(), r.u16()
		one.flags, one.service = r.text(), r.text()
		r.text() // the rewriting of addresses, which SIP has no use for (RFC 3263 §4.1)
		one.name, ok = r.name(), true
	}
	r.at = end
	return one, ok && !r.bad
}
