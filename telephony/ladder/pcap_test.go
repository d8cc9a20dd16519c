package ladder

import (
	"encoding/binary"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// tshark reads packets and gives the fields asked for, a line a packet.
func tshark(t *testing.T, pcap []byte, args ...string) string {
	t.Helper()
	path := peers.Need(t, "tshark")
	file := filepath.Join(t.TempDir(), "call.pcap")
	if err := os.WriteFile(file, pcap, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(path, append([]string{"-n", "-r", file}, args...)...).Output()
	if err != nil {
		t.Fatalf("tshark: %v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// Wireshark reads what we hand out: each message, by UDP and TCP, IPv4 and
// IPv6, with good checksums, and the flow of the call.
func TestPeersTsharkReadsThePackets(t *testing.T) {
	tr := played(t, arrives+takes203+byes)
	for i := range tr.Signals {
		if tr.Signals[i].Seat != "" {
			tr.Signals[i].TCP = true
		} else {
			tr.Signals[i].Own, tr.Signals[i].Peer = netip.MustParseAddrPort("[2001:db8::1]:5060"), netip.MustParseAddrPort("[2001:db8::9]:5070")
		}
	}
	got := tshark(t, Pcap(tr.Signals), "-Y", "sip", "-T", "fields", "-E", "separator=|", "-e", "sip.Request-Line", "-e", "sip.Status-Code", "-e", "sdp.media.port", "-e", "ip.dst", "-e", "ipv6.dst", "-e", "_ws.malformed")
	want := `INVITE sip:x@y SIP/2.0||4000||2001:db8::1|
|200|4000||2001:db8::9|
ACK sip:x@y SIP/2.0||||2001:db8::1|
INVITE sip:x@y SIP/2.0||4000|192.168.1.23||
|180||192.168.1.1||
|200|4000|192.168.1.1||
ACK sip:x@y SIP/2.0|||192.168.1.23||
BYE sip:x@y SIP/2.0||||2001:db8::1|
|200|||2001:db8::9|
BYE sip:x@y SIP/2.0|||192.168.1.23||
|200||192.168.1.1||`
	if got != want {
		t.Errorf("tshark reads\n%s\n want\n%s", got, want)
	}
	bad := tshark(t, Pcap(tr.Signals), "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
		"-Y", "udp.checksum.status==0 || tcp.checksum.status==0 || ip.checksum.status==0 || tcp.analysis.lost_segment")
	if bad != "" {
		t.Errorf("bad checksums or sequence:\n%s", bad)
	}
	if flow := tshark(t, Pcap(tr.Signals), "-q", "-z", "sip,stat"); !strings.Contains(flow, "Number of SIP messages: 11") || !strings.Contains(flow, "INVITE") {
		t.Errorf("statistics:\n%s", flow)
	}
}

// The largest messages, by both ways, and a clock at 1970.
func TestPeersTsharkReadsLargeMessages(t *testing.T) {
	text := []byte("MESSAGE sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 MESSAGE\r\nContent-Length: 60000\r\n\r\n" + strings.Repeat("x", 60_000))
	a, b := netip.MustParseAddrPort("10.0.0.1:5060"), netip.MustParseAddrPort("10.0.0.2:5060")
	signals := []telephony.Signal{{Own: a, Peer: b, Text: text, At: telephony.Moment{Wall: time.Unix(-5, 0)}}, {Own: a, Peer: b, TCP: true, Text: text, At: telephony.Moment{Up: 1, Wall: time.Unix(1, 0)}}}
	if got := tshark(t, Pcap(signals), "-Y", "sip", "-T", "fields", "-e", "sip.Method"); got != "MESSAGE\nMESSAGE" {
		t.Errorf("tshark reads %q", got)
	}
	if b := Pcap(nil); len(b) != 24 || binary.LittleEndian.Uint32(b) != pcapMagic {
		t.Errorf("an empty file: %x", b)
	}
}
