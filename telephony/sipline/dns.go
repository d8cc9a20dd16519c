package sipline

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"
)

// Types of records that we ask for (RFC 1035, 3596, 2782, 3403).
const (
	typeA     = 1
	typeAAAA  = 28
	typeSRV   = 33
	typeNAPTR = 35
)

// record is one answer; which fields are set depends on its type.
type record struct {
	kind     uint16
	ttl      time.Duration
	addr     netip.Addr // A, AAAA
	name     string     // the target of SRV, the replacement of NAPTR
	port     uint16
	priority uint16 // SRV; order of NAPTR
	weight   uint16 // SRV; preference of NAPTR
	flags    string
	service  string
}

var (
	errDNS     = errors.New("not an answer")
	errNoName  = errors.New("no such name")
	errBadName = errors.New("not a name: write a host or an address")
)

// dnsTry is how long one server may take.
const dnsTry = 2 * time.Second

// askDNS asks the servers in their order. The Go library's resolver knows
// neither NAPTR nor how long an answer may be kept.
func askDNS(ctx context.Context, servers []netip.AddrPort, name string, kind uint16) ([]record, error) {
	q, err := question(uint16(rand.Uint32()), name, kind)
	if err != nil {
		return nil, err
	}
	last := errors.New("no name server is set")
	for _, s := range servers {
		b, err := exchangeDNS(ctx, "udp", s, q)
		if err == nil && b[2]&2 != 0 { // cut short: once more by TCP
			b, err = exchangeDNS(ctx, "tcp", s, q)
		}
		if err != nil {
			last = err
			continue
		}
		list, err := readAnswer(b, kind)
		if err == nil || errors.Is(err, errNoName) {
			return list, err
		}
		last = err
	}
	return nil, last
}

// exchangeDNS sends a question and waits for its answer; what else comes is
// dropped.
func exchangeDNS(ctx context.Context, network string, server netip.AddrPort, q []byte) ([]byte, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, network, server.String())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(dnsTry))
	stop := context.AfterFunc(ctx, func() { conn.SetDeadline(time.Now()) })
	defer stop()
	if network == "tcp" {
		return streamDNS(conn, q)
	}
	if _, err := conn.Write(q); err != nil {
		return nil, err
	}
	b := make([]byte, 4096)
	for {
		n, err := conn.Read(b)
		if err != nil {
			return nil, err
		}
		if answers(b[:n], q) {
			return b[:n], nil
		}
	}
}

// streamDNS puts the length in front (RFC 1035 §4.2.2).
func streamDNS(conn net.Conn, q []byte) ([]byte, error) {
	if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(q))), q...)); err != nil {
		return nil, err
	}
	var size [2]byte
	if _, err := io.ReadFull(conn, size[:]); err != nil {
		return nil, err
	}
	b := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(conn, b); err != nil {
		return nil, err
	}
	if !answers(b, q) {
		return nil, errDNS
	}
	return b, nil
}

// answers says that a message answers this question: its number and the
// question itself come back.
func answers(b, q []byte) bool {
	return len(b) >= len(q) && b[0] == q[0] && b[1] == q[1] && b[2]&0x80 != 0 && binary.BigEndian.Uint16(b[4:]) == 1 &&
		strings.EqualFold(string(b[12:len(q)]), string(q[12:]))
}

// question writes one (RFC 1035 §4.1).
func question(id uint16, name string, kind uint16) ([]byte, error) {
	name = strings.TrimSuffix(name, ".")
	if name == "" || len(name) > 253 {
		return nil, errBadName
	}
	b := binary.BigEndian.AppendUint16(nil, id)
	b = append(b, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0) // wants recursion, one question
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, notInName) {
			return nil, errBadName
		}
		b = append(append(b, byte(len(label))), label...)
	}
	b = append(b, 0)
	b = binary.BigEndian.AppendUint16(b, kind)
	return binary.BigEndian.AppendUint16(b, 1), nil
}

func notInName(r rune) bool {
	return !(r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// nameServers reads the system's list.
func nameServers() (list []netip.AddrPort) {
	b, _ := os.ReadFile("/etc/resolv.conf")
	for line := range strings.SplitSeq(string(b), "\n") {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] != "nameserver" || len(list) >= 3 {
			continue
		}
		if a, err := netip.ParseAddr(f[1]); err == nil {
			list = append(list, netip.AddrPortFrom(a, 53))
		}
	}
	return list
}
