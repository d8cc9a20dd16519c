package flight

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"net/netip"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A file begins with the highest number of a call that was known before it; a
// block is its head, the numbers of the calls in it, and its entries,
// compressed.
//
//	file   "SpojkaT1" u64 | block…
//	block  "SpBk" u32 size of the rest behind the check, u32 check, u16 calls,
//	       u64 each, deflate
const (
	fileMagic  = "SpojkaT1"
	fileHead   = len(fileMagic) + 8
	blockMagic = "SpBk"
	blockHead  = 12
	maxBlock   = 256 << 10 // compressed
	maxEntries = 1 << 20   // unfolded: some, and one message of 64 kB
)

// entry is a message with its call, or so many that were not kept.
type entry struct {
	call    telephony.CallID
	missing int
	telephony.Signal
}

// Flags of an entry.
const (
	flagOut = 1 << iota
	flagTCP
	flagMissing
)

var errBroken = errors.New("a block of the flight recorder is broken")

// appendEntry writes an entry.
func appendEntry(b []byte, e entry) []byte {
	flags := byte(0)
	if e.Out {
		flags |= flagOut
	}
	if e.TCP {
		flags |= flagTCP
	}
	if e.missing > 0 {
		flags |= flagMissing
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(e.call))
	b = binary.AppendUvarint(b, uint64(e.Leg))
	b = binary.AppendUvarint(b, uint64(e.missing))
	b = binary.AppendUvarint(b, uint64(e.At.Boot))
	b = binary.AppendVarint(b, int64(e.At.Up/time.Microsecond))
	b = binary.AppendVarint(b, e.At.Wall.UnixMicro())
	for _, a := range [...]netip.AddrPort{e.Own, e.Peer} {
		text, _ := a.MarshalBinary() // it has no error to give
		b = appendBytes(b, text)
	}
	b = appendBytes(b, []byte(e.Seat))
	b = appendBytes(b, []byte(e.Trunk))
	return appendBytes(b, e.Text)
}

func appendBytes(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

// takeEntry reads what appendEntry wrote.
func takeEntry(b []byte) (e entry, rest []byte, err error) {
	r := cursor{b: b}
	flags := r.byte()
	e.Out, e.TCP = flags&flagOut != 0, flags&flagTCP != 0
	e.call, e.Leg = telephony.CallID(r.uvarint()), telephony.LegID(r.uvarint())
	e.missing = int(min(r.uvarint(), 1<<30))
	e.At.Boot = uint32(r.uvarint())
	e.At.Up = time.Duration(r.varint()) * time.Microsecond
	e.At.Wall = time.UnixMicro(r.varint()).UTC()
	for _, a := range [...]*netip.AddrPort{&e.Own, &e.Peer} {
		if part := r.bytes(); len(part) > 0 && a.UnmarshalBinary(part) != nil {
			r.bad = true
		}
	}
	e.Seat, e.Trunk = telephony.SeatID(r.bytes()), telephony.TrunkID(r.bytes())
	e.Text = bytes.Clone(r.bytes())
	if r.bad {
		return entry{}, nil, errBroken
	}
	return e, r.b, nil
}

// cursor reads on through bytes, until they don't fit.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) byte() byte {
	if len(c.b) == 0 {
		c.bad = true
		return 0
	}
	v := c.b[0]
	c.b = c.b[1:]
	return v
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.b)
	return c.took(v, n)
}

func (c *cursor) varint() int64 {
	v, n := binary.Varint(c.b)
	c.took(0, n)
	return v
}

func (c *cursor) took(v uint64, n int) uint64 {
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *cursor) bytes() []byte {
	n := c.uvarint()
	if n > uint64(len(c.b)) {
		c.bad, c.b = true, nil
		return nil
	}
	part := c.b[:n]
	c.b = c.b[n:]
	return part
}

// press makes blocks; it is used again for each, for a compressor is large.
type press struct {
	w       *flate.Writer
	out     bytes.Buffer
	entries []byte
	calls   []telephony.CallID
	file    []byte
}

func newPress() *press {
	p := &press{}
	p.w, _ = flate.NewWriterDict(&p.out, flate.BestSpeed, []byte(usual)) // the level is a good one
	return p
}

// add puts an entry into the block that is being made, which ends when it is
// large: then it says so.
func (p *press) add(e entry) (made bool) {
	p.entries = appendEntry(p.entries, e)
	if !slices.Contains(p.calls, e.call) {
		p.calls = append(p.calls, e.call)
	}
	if len(p.entries) >= blockText || len(p.calls) >= blockCalls {
		p.block()
		return true
	}
	return false
}

// take ends the last block and gives all of them; the bytes are the press's.
func (p *press) take() []byte {
	if len(p.entries) > 0 {
		p.block()
	}
	b := p.file
	p.file = p.file[:0]
	return b
}

func (p *press) block() {
	p.out.Reset()
	p.w.Reset(&p.out)
	_, _ = p.w.Write(p.entries) // a buffer takes all
	_ = p.w.Close()
	p.file = append(p.file, blockMagic...)
	p.file = binary.LittleEndian.AppendUint32(p.file, uint32(2+8*len(p.calls)+p.out.Len()))
	check := len(p.file)
	p.file = append(p.file, 0, 0, 0, 0)
	p.file = binary.LittleEndian.AppendUint16(p.file, uint16(len(p.calls)))
	for _, c := range p.calls {
		p.file = binary.LittleEndian.AppendUint64(p.file, uint64(c))
	}
	p.file = append(p.file, p.out.Bytes()...)
	binary.LittleEndian.PutUint32(p.file[check:], crc32.ChecksumIEEE(p.file[check+4:]))
	p.entries, p.calls = p.entries[:0], p.calls[:0]
}

// wrapped is a block as it stands in a file.
type wrapped struct {
	calls   []telephony.CallID
	entries []byte // compressed
}

// takeBlock reads the block at the beginning; it says how long it is.
func takeBlock(b []byte) (w wrapped, size int, err error) {
	if len(b) < blockHead || string(b[:4]) != blockMagic {
		return w, 0, errBroken
	}
	n := int(binary.LittleEndian.Uint32(b[4:]))
	if n < 2 || n > maxBlock || blockHead+n > len(b) {
		return w, 0, errBroken
	}
	rest := b[blockHead : blockHead+n]
	if crc32.ChecksumIEEE(rest) != binary.LittleEndian.Uint32(b[8:]) {
		return w, 0, errBroken
	}
	calls := int(binary.LittleEndian.Uint16(rest))
	if rest = rest[2:]; 8*calls > len(rest) {
		return w, 0, errBroken
	}
	for i := range calls {
		w.calls = append(w.calls, telephony.CallID(binary.LittleEndian.Uint64(rest[8*i:])))
	}
	w.entries = rest[8*calls:]
	return w, blockHead + n, nil
}

// unfold gives the entries of a block to f.
func (w wrapped) unfold(f func(entry)) error {
	r := flate.NewReaderDict(bytes.NewReader(w.entries), []byte(usual))
	b, err := io.ReadAll(io.LimitReader(r, maxEntries))
	if err != nil {
		return errBroken
	}
	for len(b) > 0 {
		e, rest, err := takeEntry(b)
		if err != nil {
			return err
		}
		f(e)
		b = rest
	}
	return nil
}

// usual is what messages mostly hold: a first block compresses as well as a
// later one. It is part of the format.
const usual = "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n" +
	"v=0\r\no=- 1 1 IN IP4 \r\ns=-\r\nc=IN IP4 \r\nt=0 0\r\nm=audio RTP/AVP 8 0 101\r\n" +
	"BYE sip:CANCEL sip:ACK sip:OPTIONS sip:SIP/2.0 100 Trying\r\nSIP/2.0 180 Ringing\r\nSIP/2.0 486 Busy Here\r\nSIP/2.0 487 Request Terminated\r\n" +
	"User-Agent: \r\nServer: Spojka\r\nSupported: timer, 100rel\r\nSession-Expires: 1800;refresher=uac\r\nAccept: application/sdp\r\n" +
	"Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REGISTER\r\nContent-Type: application/sdp\r\nContent-Length: 0\r\n" +
	"INVITE sip: SIP/2.0\r\nVia: SIP/2.0/UDP :5060;rport;branch=z9hG4bK\r\nMax-Forwards: 70\r\nFrom: <sip:>;tag=\r\nTo: <sip:>;tag=\r\nCall-ID: \r\n" +
	"CSeq: 1 INVITE\r\nContact: <sip:@:5060>\r\nSIP/2.0 200 OK\r\nVia: SIP/2.0/UDP "
