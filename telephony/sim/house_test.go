package sim

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/media"
	"github.com/spojka/spojka/telephony/sipline"
)

// house is a box without a desk: the real line and the real sound, and a
// caller is put through to one seat at once.
type house struct {
	t     testing.TB
	addr  netip.AddrPort
	line  *sipline.Line
	media *media.Client

	mu      sync.Mutex
	pair    map[telephony.LegID]telephony.LegID // caller's leg by seat's leg and back
	sounds  map[telephony.LegID]telephony.Sound
	ports   map[telephony.LegID]netip.AddrPort
	reached chan telephony.Reach
	digits  string
	next    telephony.OfferID
	seat    telephony.SeatID
}

const realm = "spojka"

func account(seat telephony.SeatID) (string, string, bool) {
	sum := md5.Sum([]byte(string(seat) + ":" + realm + ":secret"))
	return hex.EncodeToString(sum[:]), "", seat == "203"
}

// newHouse builds a house at ip; calls from trunk are let in.
func newHouse(t testing.TB, ip, trunk string) *house {
	t.Helper()
	h := &house{
		t: t, addr: netip.AddrPortFrom(netip.MustParseAddr(ip), 5060), reached: make(chan telephony.Reach, 100), next: 1, seat: "203",
		pair: map[telephony.LegID]telephony.LegID{}, sounds: map[telephony.LegID]telephony.Sound{}, ports: map[telephony.LegID]netip.AddrPort{},
	}
	h.startMedia(ip)
	office := telephony.Office{
		Country: "CZ", Seats: []telephony.Seat{{ID: "203", Name: "Three"}},
		Trunks: []telephony.Trunk{{ID: "sim", Name: "Trunk", Peers: []string{trunk}, Simulated: true}},
	}
	line, err := sipline.New(sipline.Options{Listen: []netip.AddrPort{h.addr}, Realm: realm, Boot: 1, Account: account, Office: office}, h)
	if err != nil {
		t.Fatal(err)
	}
	h.line = line
	line.SetReady(true)
	t.Cleanup(line.Close)
	return h
}

func (h *house) startMedia(ip string) {
	dir, err := os.MkdirTemp("", "sim")
	if err != nil {
		h.t.Fatal(err)
	}
	o := media.Options{Socket: filepath.Join(dir, "m.sock"), Bind: netip.MustParseAddr(ip), Ports: [2]uint16{20000, 20999}}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- media.Serve(ctx, o) }()
	h.t.Cleanup(func() {
		stop()
		<-done
		os.RemoveAll(dir)
	})
	for range 500 {
		if h.media, err = media.Dial(ctx, o.Socket, h); err == nil {
			h.t.Cleanup(h.media.Close)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.t.Fatal(err)
}

func (h *house) Arrived(leg telephony.LegID, a telephony.Arrival) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := h.next.Leg()
	h.next++
	h.pair[leg], h.pair[out] = out, leg
	h.sounds[leg] = a.Sound
	for _, l := range []telephony.LegID{leg, out} {
		port, ok := h.media.Take(l)
		if !ok {
			return 503
		}
		h.ports[l] = port
	}
	h.line.Ring(leg)
	h.line.Dial(out, telephony.SeatCall{Seat: h.seat, From: a.From, Name: a.Name, Local: h.ports[out]})
	return 0
}
func (h *house) Rang(telephony.LegID) {}
func (h *house) Answered(leg telephony.LegID, s telephony.Sound, _ string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	caller := h.pair[leg]
	h.media.Aim(leg, s)
	h.media.Aim(caller, h.sounds[caller])
	h.line.Answer(caller, h.ports[caller])
	h.media.Connect(caller, leg, 1, "")
}
func (h *house) Confirmed(telephony.LegID, string) {}
func (h *house) Failed(leg telephony.LegID, code int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.line.Refuse(h.pair[leg], code)
}
func (h *house) Ended(leg telephony.LegID, why telephony.EndCause) {
	h.mu.Lock()
	defer h.mu.Unlock()
	other, known := h.pair[leg]
	if !known {
		return
	}
	delete(h.pair, leg)
	delete(h.pair, other)
	h.media.Drop(leg)
	h.media.Drop(other)
	if _, dialled := other.Offer(); dialled {
		h.line.Cancel(other, false)
	}
	h.line.Hang(other, why)
}
func (h *house) Moved(leg telephony.LegID, s telephony.Sound)                { h.media.Aim(leg, s) }
func (h *house) Early(telephony.LegID, telephony.Sound)                      {}
func (h *house) TrunkSeen(telephony.TrunkView)                               {}
func (h *house) Silent(leg telephony.LegID, for_ time.Duration)              {}
func (h *house) Said(telephony.LegID, string)                                {}
func (h *house) Sounded(telephony.Quality)                                   {}
func (h *house) MorePorts()                                                  {}
func (h *house) MediaGone()                                                  {}
func (h *house) PhonesSeen(telephony.SeatID, []telephony.PhoneView)          {}
func (h *house) SeatReached(_ telephony.SeatID, r telephony.Reach, _ string) { h.reached <- r }
func (h *house) Digit(_ telephony.LegID, d byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.digits += string(d)
}

func (h *house) pressed() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.digits
}

// atSeat is a phone that has registered at the seat.
func (h *house) atSeat(ip string, play func() Source, ring func(*Call)) *Phone {
	h.t.Helper()
	p := h.phone(Options{Local: netip.MustParseAddr(ip), User: "203", Password: "secret", Play: play, OnRing: ring})
	if err := p.Register(soon(h.t)); err != nil {
		h.t.Fatal(err)
	}
	for r := range h.reached {
		if r == telephony.Reachable {
			break
		}
	}
	return p
}

func (h *house) phone(o Options) *Phone {
	h.t.Helper()
	o.Server = h.addr
	p, err := NewPhone(o)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(p.Close)
	return p
}

// soon is a limit for waiting that only a fault reaches.
func soon(t testing.TB) context.Context {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(stop)
	return ctx
}

// wait lets the others run.
func wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(5 * time.Millisecond):
	}
}
