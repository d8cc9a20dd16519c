package media

import (
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Who connects and says nothing, or nonsense, doesn't take the brain's place:
// the call goes on and the brain's commands are obeyed.
func TestVisitorsDoNotReplaceTheBrain(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.55.2.1")})
	e := newEars()
	c := dial(t, o, e)
	p := newPhone(t, "127.55.2.2")
	seize(t, c, 1, p, p.sound())
	c.Play(1, "", "music")
	p.hear()

	drop := frame{kind: kindDrop, number: 1, leg: 1}
	late := frame{kind: kindWant, number: 2}
	for name, first := range map[string][]byte{
		"silence": nil, "half a frame": make([]byte, frameSize/2), "zeroes": make([]byte, frameSize),
		"a command": wired(drop), "not the first": wired(late), "text": []byte("GET / HTTP/1.1\r\n\r\n"),
	} {
		v, err := net.Dial("unixpacket", o.Socket)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil {
			v.Write(first)
		}
		v.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := v.Read(make([]byte, packetSize)); errors.Is(err, os.ErrDeadlineExceeded) || err == nil {
			t.Errorf("%s: the visitor is not sent away: %v", name, err)
		} else if !errors.Is(err, io.EOF) {
			t.Logf("%s: %v", name, err)
		}
		v.Close()
	}
	p.hear()
	select {
	case <-e.gone:
		t.Fatal("the brain lost its connection")
	default:
	}
	c.Drop(1)
	for p.listen(200*time.Millisecond) != nil {
	}

	next := dial(t, o, newEars()) // a brain does
	<-e.gone
	if live := next.Live(); len(live) != 0 {
		t.Errorf("live %+v", live)
	}
	if _, ok := next.Take(telephony.LegID(2)); !ok {
		t.Error("the next brain gets no leg")
	}
}

func wired(f frame) []byte {
	b := make([]byte, frameSize)
	f.put(b)
	return b
}
