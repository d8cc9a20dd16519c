package ladder

import (
	"encoding/binary"
	"net/netip"

	"github.com/spojka/spojka/telephony"
)

// A file of packets as Wireshark and tshark read it (libpcap 2.4), of bare IP.
const (
	pcapMagic   = 0xa1b2c3d4 // times in microseconds
	pcapRaw     = 101        // LINKTYPE_RAW: a packet begins with its IP header
	pcapLongest = 1 << 18
	udp         = 17
	tcp         = 6
	segment     = 1400       // bytes of TCP in a packet
	datagram    = 65535 - 48 // bytes of UDP that an IP packet takes
)

// Pcap writes messages as packets. Only the addresses, ports, times and
// messages are true: the box sees no frames.
func Pcap(signals []telephony.Signal) []byte {
	b := binary.LittleEndian.AppendUint32(nil, pcapMagic)
	b = binary.LittleEndian.AppendUint16(b, 2)
	b = binary.LittleEndian.AppendUint16(b, 4)
	b = append(b, make([]byte, 8)...)
	b = binary.LittleEndian.AppendUint32(b, pcapLongest)
	b = binary.LittleEndian.AppendUint32(b, pcapRaw)
	p := packets{b: b, next: make(map[[2]netip.AddrPort]uint32)}
	for _, s := range inOrder(signals) {
		p.add(s)
	}
	return p.b
}

// packets is a file that is being written. Next is the sequence number of
// each direction of a TCP connection.
type packets struct {
	b    []byte
	next map[[2]netip.AddrPort]uint32
}

func (p *packets) add(s telephony.Signal) {
	from, to := s.Peer, s.Own
	if s.Out {
		from, to = to, from
	}
	from, to = alike(from, to)
	if !s.TCP {
		text := s.Text[:min(len(s.Text), datagram)]
		head := binary.BigEndian.AppendUint16(nil, from.Port())
		head = binary.BigEndian.AppendUint16(head, to.Port())
		head = binary.BigEndian.AppendUint16(head, uint16(8+len(text)))
		head = append(head, 0, 0)
		p.packet(s.At, from.Addr(), to.Addr(), udp, head, 6, text)
		return
	}
	for rest := s.Text; len(rest) > 0; {
		n := min(len(rest), segment)
		p.tcp(s.At, from, to, rest[:n])
		rest = rest[n:]
	}
}

func (p *packets) tcp(at telephony.Moment, from, to netip.AddrPort, text []byte) {
	here, there := [2]netip.AddrPort{from, to}, [2]netip.AddrPort{to, from}
	head := binary.BigEndian.AppendUint16(nil, from.Port())
	head = binary.BigEndian.AppendUint16(head, to.Port())
	head = binary.BigEndian.AppendUint32(head, 1+p.next[here])
	head = binary.BigEndian.AppendUint32(head, 1+p.next[there])
	head = append(head, 5<<4, 0x18, 0xff, 0xff, 0, 0, 0, 0) // PSH, ACK
	p.next[here] += uint32(len(text))
	p.packet(at, from.Addr(), to.Addr(), tcp, head, 16, text)
}

// packet writes one: its time, the IP header, the rest with its checksum at
// the place given.
func (p *packets) packet(at telephony.Moment, from, to netip.Addr, protocol byte, head []byte, sum int, text []byte) {
	load := append(head, text...)
	pseudo := append(from.AsSlice(), to.AsSlice()...)
	pseudo = binary.BigEndian.AppendUint32(pseudo, uint32(len(load)))
	pseudo = append(pseudo, 0, 0, 0, protocol)
	binary.BigEndian.PutUint16(load[sum:], checksum(pseudo, load))
	ip := ipHead(from, to, protocol, len(load))
	wall := at.Wall
	p.b = binary.LittleEndian.AppendUint32(p.b, uint32(max(wall.Unix(), 0)))
	p.b = binary.LittleEndian.AppendUint32(p.b, uint32(wall.Nanosecond()/1000))
	p.b = binary.LittleEndian.AppendUint32(p.b, uint32(len(ip)+len(load)))
	p.b = binary.LittleEndian.AppendUint32(p.b, uint32(len(ip)+len(load)))
	p.b = append(append(p.b, ip...), load...)
}

func ipHead(from, to netip.Addr, protocol byte, load int) []byte {
	if from.Is6() {
		b := []byte{0x60, 0, 0, 0}
		b = binary.BigEndian.AppendUint16(b, uint16(load))
		b = append(b, protocol, 64)
		return append(append(b, from.AsSlice()...), to.AsSlice()...)
	}
	b := []byte{0x45, 0}
	b = binary.BigEndian.AppendUint16(b, uint16(20+load))
	b = append(b, 0, 0, 0x40, 0, 64, protocol, 0, 0)
	b = append(append(b, from.AsSlice()...), to.AsSlice()...)
	binary.BigEndian.PutUint16(b[10:], checksum(nil, b))
	return b
}

// alike gives both ends addresses of one family; what isn't known is 0.0.0.0.
func alike(a, b netip.AddrPort) (netip.AddrPort, netip.AddrPort) {
	one, two := a.Addr().Unmap().WithZone(""), b.Addr().Unmap().WithZone("")
	if !one.IsValid() {
		one = netip.IPv4Unspecified()
	}
	if !two.IsValid() {
		two = netip.IPv4Unspecified()
	}
	if one.Is4() != two.Is4() {
		one, two = netip.AddrFrom16(one.As16()), netip.AddrFrom16(two.As16())
	}
	return netip.AddrPortFrom(one, a.Port()), netip.AddrPortFrom(two, b.Port())
}

// checksum is the Internet checksum over both (RFC 1071); the first has an
// even length.
func checksum(a, b []byte) uint16 {
	var sum uint32
	for _, part := range [...][]byte{a, b} {
		for i := 0; i < len(part); i += 2 {
			sum += uint32(part[i]) << 8
			if i+1 < len(part) {
				sum += uint32(part[i+1])
			}
			sum = sum>>16 + sum&0xffff
		}
	}
	sum = sum>>16 + sum&0xffff
	if sum == 0xffff {
		return 0xffff // 0 would mean: none
	}
	return ^uint16(sum)
}
