package house

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Told is what a watcher was told of a lamp, and when.
type Told struct {
	State telephony.DialogState
	At    time.Time
}

// Watcher is a phone with keys: it subscribes, answers every NOTIFY and keeps
// what it was told.
type Watcher struct {
	h    *House
	seat telephony.SeatID
	out  func(b []byte)
	own  string

	mu    sync.Mutex
	told  map[string]Told   // by resource
	calls map[string]string // Call-ID to resource
}

// Watcher subscribes the phone of the nth seat to these resources. Its port at
// the address is any that is free.
func (h *House) Watcher(n int, at netip.Addr, resources ...string) *Watcher {
	h.T.Helper()
	conn, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 0)))
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(func() { conn.Close() })
	w := h.newWatcher(n, conn.LocalAddr().String(), func(b []byte) {
		_, _ = conn.WriteToUDPAddrPort(b, netip.AddrPortFrom(h.o.Addr, 5060)) // lost ones are missed by the test
	})
	go w.listen(conn)
	w.begin(0, resources)
	h.Until("every subscription", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.told) == len(resources)
	})
	return w
}

func (h *House) newWatcher(n int, own string, out func([]byte)) *Watcher {
	return &Watcher{h: h, seat: Seat(n), out: out, own: own, told: map[string]Told{}, calls: map[string]string{}}
}

// begin subscribes; with another number anew, as a phone does that was
// switched off.
func (w *Watcher) begin(n int, resources []string) {
	for _, r := range resources {
		id := fmt.Sprintf("%s-%d-%s", r, n, w.own)
		w.mu.Lock()
		w.calls[id] = r
		w.mu.Unlock()
		w.subscribe(id, r, 1, "")
	}
}

// Shows is what the watcher was told of a resource last.
func (w *Watcher) Shows(resource string) Told {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.told[resource]
}

func (w *Watcher) send(text string) {
	b := []byte(strings.ReplaceAll(text, "\n", "\r\n") + "\r\nContent-Length: 0\r\n\r\n")
	w.out(b)
}

func (w *Watcher) subscribe(id, resource string, seq int, proof string) {
	uri := fmt.Sprintf("sip:%s@%s", resource, w.h.o.Addr)
	w.send(fmt.Sprintf("SUBSCRIBE %s SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bK%d%s\nMax-Forwards: 70\nFrom: <sip:%s@%s>;tag=w\nTo: <%s>\nCall-ID: %s\nCSeq: %d SUBSCRIBE\nContact: <sip:%s@%s>\nEvent: dialog\nExpires: 300%s",
		uri, w.own, seq, hash(id), w.seat, w.h.o.Addr, uri, id, seq, w.seat, w.own, proof))
}

func (w *Watcher) listen(conn *net.UDPConn) {
	b := make([]byte, 65536)
	for {
		n, err := conn.Read(b)
		if err != nil {
			return
		}
		w.heard(string(b[:n]), time.Now())
	}
}

func (w *Watcher) heard(text string, at time.Time) {
	id := head(text, "Call-ID")
	w.mu.Lock()
	resource := w.calls[id]
	w.mu.Unlock()
	switch {
	case strings.HasPrefix(text, "SIP/2.0 401"):
		uri := fmt.Sprintf("sip:%s@%s", resource, w.h.o.Addr)
		nonce := between(head(text, "WWW-Authenticate"), `nonce="`, `"`)
		sum := hash(hash(string(w.seat)+":"+realm+":"+password) + ":" + nonce + ":00000001:c:auth:" + hash("SUBSCRIBE:"+uri))
		w.subscribe(id, resource, 2, fmt.Sprintf("\nAuthorization: Digest username=%q, realm=%q, nonce=%q, uri=%q, response=%q, cnonce=\"c\", qop=auth, nc=00000001, algorithm=MD5",
			w.seat, realm, nonce, uri, sum))
	case strings.HasPrefix(text, "NOTIFY "):
		state := text[strings.LastIndex(text, "<state>")+len("<state>"):]
		state, _, _ = strings.Cut(state, "<")
		w.mu.Lock()
		w.told[resource] = Told{telephony.DialogState(state), at}
		w.mu.Unlock()
		reply := "SIP/2.0 200 OK"
		for _, name := range []string{"Via", "From", "To", "Call-ID", "CSeq"} {
			reply += "\n" + name + ": " + head(text, name)
		}
		w.send(reply)
	}
}

func head(text, name string) string { return between(text, "\r\n"+name+": ", "\r\n") }

func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	found, _, _ := strings.Cut(rest, to)
	return found
}

func hash(s string) string {
	sum := md5.Sum([]byte(s))
	return hex.EncodeToString(sum[:])
}
