package media

import (
	"net/netip"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A party that is aimed at before it answers is heard from its first packet:
// the answer's words come behind the sound.
func TestWire07SoundBeforeTheAnswer(t *testing.T) {
	k := &talk{ears: newEars()}
	k.o = serve(t, Options{Bind: netip.MustParseAddr("127.31.7.1"), Ports: [2]uint16{20000, 20999}, TapeDir: t.TempDir()})
	k.c = dial(t, k.o, k.ears)
	k.caller, k.called = newPhone(t, "127.31.7.2"), newPhone(t, "127.31.7.3")
	seize(t, k.c, 1, k.caller, k.caller.sound())
	seize(t, k.c, 2, k.called, k.called.sound()) // what the 183 said
	for range 5 {
		k.called.send(packetOf(1))
		k.called.listen(20 * time.Millisecond)
	}
	k.figures(t, 2, func(g telephony.Quality) bool { return g.Received >= 1 && g.Strange == 0 })
	k.c.Aim(2, k.called.sound()) // and the 200: nothing changes
	k.c.Connect(1, 2, 7, "")
	for range 50 {
		k.called.send(packetOf(7))
		if p := k.caller.listen(100 * time.Millisecond); p != nil {
			return
		}
	}
	t.Error("not heard")
}
