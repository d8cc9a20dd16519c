package sipline

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// Who got his nonce at one address and writes wrong proofs from another's,
// made up, doesn't get its owner banned.
func TestForgedSourceBansNobody(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		thief := &phone{mark: r.peer("10.0.0.66:5062"), r: r}
		victim := &phone{mark: r.peer("10.0.0.24:5062"), r: r}
		thief.say("REGISTER", "", "")
		ask := thief.status(401)
		for i := range 2 * failuresToBan {
			victim.say("REGISTER", proof(ask, "REGISTER", "203", "wrong", i+1, true), "")
			victim.status(401)
		}
		if r.line.door.banned(victim.conn.addr.Addr(), time.Now()) {
			t.Fatal("a forged source is banned")
		}
		victim.register(300)
		r.heard("seat 203 ok")
	})
}

// Many addresses with few tries each, then the one more that bans each of
// them; the phone that is registered from elsewhere notices nothing, the list
// is no longer than they are many (FAULTS 10).
func TestGuessingFromFiftyAddresses(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		good := r.phone()
		var said bytes.Buffer
		r.line.log = slog.New(slog.NewTextHandler(&said, nil))
		guess := func(i int) {
			p := &phone{mark: r.peer(fmt.Sprintf("10.0.3.%d:5062", i)), r: r}
			p.say("REGISTER", "", "")
			p.say("REGISTER", proof(p.status(401), "REGISTER", "203", "guess", 1, true), "")
			p.status(401)
		}
		for range failuresToBan - 1 {
			for i := range 50 {
				guess(i + 1)
			}
			time.Sleep(time.Second)
		}
		if n := r.line.Figures().Banned; n != 0 {
			t.Errorf("%d are banned after %d tries each", n, failuresToBan-1)
		}
		good.register(300)
		for i := range 50 {
			guess(i + 1)
		}
		if n := strings.Count(said.String(), "banned"); n != 1 {
			t.Errorf("the log tells of bans %d times:\n%s", n, said.String())
		}
		if n := r.line.Figures().Banned; n != 50 {
			t.Errorf("%d are banned, want 50", n)
		}
		good.register(300)
		if inv := good.lift(r); inv == nil {
			t.Error("no call to the good phone")
		}
	})
}

// However many fail, the list is bounded; those who failed once each don't
// keep others from being banned, and are forgotten within the hour.
func TestBansStayBounded(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d, now := r.line.door, time.Now()
		address := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{10, byte(1 + i>>16), byte(i >> 8), byte(i)}) }
		for i := range maxBans + 1000 {
			d.failed(address(i), now)
		}
		if n := len(d.bans); n > maxBans {
			t.Errorf("%d are kept, want at most %d", n, maxBans)
		}
		now = now.Add(2 * time.Minute)
		guesser := address(1 << 20)
		for range failuresToBan {
			d.failed(guesser, now)
		}
		if !d.banned(guesser, now) {
			t.Error("a full list keeps a guesser from being banned")
		}
		for i := range maxBans {
			d.failed(address(i), now)
		}
		now = now.Add(failuresForget + 2*time.Minute)
		d.age(now)
		if n := len(d.bans); n != 1 {
			t.Errorf("%d are kept after an hour, want the one that was banned", n)
		}
	})
}
