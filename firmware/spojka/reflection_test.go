package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// A box in a network of its own, with a way out that leads nowhere, is told
// of addresses and names elsewhere in every place of a message where one may
// stand. Not a packet leaves: nothing is reflected, dialled or looked up
// (FAULTS 12, 18).
func TestPeersReflectNothing(t *testing.T) {
	if _, err := build(); err != nil { // outside of the network that is cut off
		t.Fatal(err)
	}
	built.Store(true)
	var cut error
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends, and its network with it
		if cut = unix.Unshare(unix.CLONE_NEWNET); cut == nil {
			reflectNothing(t)
		}
	}()
	<-done
	if errors.Is(cut, syscall.EPERM) {
		peers.Missing(t, "making a network needs root")
	} else if cut != nil {
		t.Fatal(cut)
	}
}

const (
	islandBox    = "10.55.0.1"
	islandTrunk  = "10.55.0.9"
	islandPeer   = "10.55.0.77"
	islandBeyond = "192.0.2.66" // everything but the island is behind the way out
)

func reflectNothing(t *testing.T) {
	for _, line := range []string{
		"link set lo up", "link add out type veth peer name void", "link set void up", "addr add " + islandBox + "/24 dev out", "addr add " + islandTrunk + "/24 dev out",
		"addr add " + islandPeer + "/24 dev out", "link set out up", "route add default via 10.55.0.254 dev out",
	} {
		if out, err := exec.Command("ip", strings.Fields(line)...).CombinedOutput(); err != nil {
			t.Errorf("ip %s: %v %s", line, err, out)
			return
		}
	}
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, int(htons(unix.ETH_P_ALL)))
	if err != nil {
		t.Error(err)
		return
	}
	defer unix.Close(fd)
	link, err := net.InterfaceByName("out")
	if err == nil {
		err = unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: htons(unix.ETH_P_ALL), Ifindex: link.Index})
	}
	if err != nil {
		t.Error(err)
		return
	}
	watched(t, fd) // the kernel's own: neighbours of IPv6

	b := newBox(t, islandBox, islandTrunk, func(o *telephony.Office) {
		o.Trunks[0].Simulated = false
		o.Numbers = []telephony.Inbound{{Number: "*", Queue: o.Queues[0].ID}}
	})
	b.start("--sim=false")
	for _, from := range []string{islandPeer, islandTrunk} {
		for i, text := range tempting(from) {
			c, err := net.DialUDP("udp", &net.UDPAddr{IP: net.ParseIP(from)}, net.UDPAddrFromAddrPort(b.sip()))
			if err != nil {
				t.Error(err)
				return
			}
			fmt.Fprint(c, strings.ReplaceAll(text, "BRANCH", fmt.Sprintf("z9hG4bKr%d", i)))
			time.Sleep(20 * time.Millisecond)
			c.Close()
		}
	}
	b.until("the calls of a stranger", func() bool {
		s, err := b.control.Snapshot()
		return err == nil && len(s.Calls) > 0
	})
	time.Sleep(1500 * time.Millisecond) // repeats, look-ups and sound have their time
	for _, packet := range watched(t, fd) {
		t.Errorf("a packet left: %s", packet)
	}
	if c, err := net.Dial("udp", islandBeyond+":5060"); err == nil { // the watching works
		fmt.Fprint(c, "seen?")
		c.Close()
	}
	if len(watched(t, fd)) == 0 {
		t.Error("the watch sees nothing at all")
	}
	b.stop()
}

// tempting are messages that name addresses elsewhere wherever they can.
func tempting(from string) []string {
	far, sdp := islandBeyond, "v=0\r\no=- 1 1 IN IP4 "+islandBeyond+"\r\ns=-\r\nc=IN IP4 "+islandBeyond+"\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n"
	ask := func(method, uri, heads, body string) string {
		return fmt.Sprintf("%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:5060;branch=BRANCH;received=%[3]s;maddr=%[3]s\r\nVia: SIP/2.0/UDP evil.example.com;branch=z9hG4bKx\r\n"+
			"Route: <sip:%[3]s;lr>\r\nRecord-Route: <sip:%[3]s;lr>\r\nFrom: <sip:100@%[3]s>;tag=BRANCH\r\nTo: <sip:800100200@%s>\r\nCall-ID: BRANCH%s%[1]s\r\nCSeq: 1 %[1]s\r\n"+
			"Contact: <sip:x@%[3]s:5060>\r\nDiversion: <sip:x@%[3]s>\r\nP-Asserted-Identity: <sip:777123456@%[3]s>\r\n%[6]sContent-Length: %d\r\n\r\n%s",
			method, uri, far, islandBox, from, heads, len(body), body)
	}
	var all []string
	for _, uri := range []string{"sip:800100200@" + islandBox, "sip:00420777123456@" + far, "sip:x@evil.example.com", "sip:x@" + far + ";maddr=" + far + ";transport=tcp", "tel:+15551234567"} {
		for _, method := range []string{"OPTIONS", "REGISTER", "REFER", "SUBSCRIBE", "NOTIFY", "BYE", "MESSAGE", "CANCEL", "UPDATE", "PUBLISH"} {
			all = append(all, ask(method, uri, "Refer-To: <sip:x@"+far+">\r\nEvent: dialog\r\nExpires: 60\r\n", ""))
		}
	}
	all = append(all,
		strings.Replace(ask("INVITE", "sip:800100200@evil.example.com", "Content-Type: application/sdp\r\n", strings.ReplaceAll(sdp, islandBeyond, from)),
			"Contact: <sip:x@"+far, "Contact: <sip:x@"+from, 1),
		"SIP/2.0 302 Moved\r\nVia: SIP/2.0/UDP "+far+";branch=z9hG4bKq\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: q\r\nCSeq: 1 INVITE\r\nContact: <sip:x@"+far+">\r\nContent-Length: 0\r\n\r\n")
	return all
}

// watched are the packets of IPv4 that left since the last look.
func watched(t *testing.T, fd int) (all []string) {
	buf := make([]byte, 2048)
	for {
		n, _, err := unix.Recvfrom(fd, buf, 0)
		if err != nil {
			return all
		}
		switch kind := uint16(buf[12])<<8 | uint16(buf[13]); {
		case n > 34 && kind == unix.ETH_P_IP:
			to, _ := netip.AddrFromSlice(buf[30:34])
			all = append(all, fmt.Sprintf("IPv4 protocol %d to %s", buf[23], to))
		case n > 41 && kind == unix.ETH_P_ARP: // it asks for who would pass a packet on
			to, _ := netip.AddrFromSlice(buf[38:42])
			all = append(all, fmt.Sprintf("ARP for %s", to))
		}
	}
}

func htons(v uint16) uint16 { return v<<8 | v>>8 }
