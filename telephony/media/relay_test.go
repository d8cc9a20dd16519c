package media

import (
	"net/netip"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// BenchmarkRelay is one packet through a bridge, from the socket it comes to
// to the one it leaves by.
func BenchmarkRelay(b *testing.B) {
	for _, taped := range []string{"", "0000001-00000001-1"} {
		b.Run(map[bool]string{true: "taped", false: "bare"}[taped != ""], func(b *testing.B) { benchRelay(b, taped) })
	}
}

func benchRelay(b *testing.B, taped string) {
	s, err := newSound(Options{
		Socket: socketDir(b) + "/m.sock", TapeDir: b.TempDir(), SegmentSize: 1 << 30, Orphaned: time.Hour,
		Bind: netip.MustParseAddr("127.31.9.1"), Ports: [2]uint16{20000, 20999},
	})
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	caller, called := newPhone(b, "127.31.9.2"), newPhone(b, "127.31.9.3")
	s.want = 2
	s.topUp()
	s.take(0, 1)
	s.take(1, 2)
	x, y := s.legs[0], s.legs[1]
	s.aim(x, caller.sound())
	s.aim(y, called.sound())
	s.connect(x, y, 1, telephony.RecordingID(taped))
	caller.to = x.port
	buf := make([]byte, 2048)
	payload := packetOf(0x55)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		caller.send(payload)
		b.StartTimer()
		s.now = s.clock.read()
		if !s.rx.read(x.rtp) {
			b.Fatal("no packet")
		}
		s.packet(x, s.clock.stamp(s.rx.stamped, s.now))
		b.StopTimer()
		if _, err := called.conn.Read(buf); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	if s.unsent > 0 {
		b.Errorf("%d packets could not be sent", s.unsent)
	}
}
