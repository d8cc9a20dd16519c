package media

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/spojka/spojka/telephony"
)

// reporting is a leg whose party sends its reports from a socket of its own.
func reporting(t *testing.T, net string, change func(*telephony.Sound, *phone)) (s *sound, l *leg, party, beside *phone) {
	t.Helper()
	s = newBench(t, net+".1")
	s.brain.fd = 1 << 20 // frames stay in the outbox
	party, beside = newPhone(t, net+".2"), newPhone(t, net+".2")
	s.take(0, 1)
	to := party.sound()
	to.RTCP = beside.addr
	if change != nil {
		change(&to, party)
	}
	s.aim(s.legs[0], to)
	return s, s.legs[0], party, beside
}

// talks lets so many packets come, each losses-th lost.
func (s *sound) talks(l *leg, from netip.AddrPort, packets, losses int) {
	for i := range packets {
		s.now += 20e6
		if losses == 0 || i%losses != losses-1 {
			s.push(l, from, rtpBytes(uint16(i), uint32(160*i), 77, 8, packetOf(1)))
		}
	}
}

func (p *phone) report(t *testing.T) []rtcp.Packet {
	t.Helper()
	b := make([]byte, 2048)
	_ = p.conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	n, err := p.conn.Read(b)
	if err != nil {
		t.Fatal("no report came")
	}
	all, err := rtcp.Unmarshal(b[:n])
	if err != nil || len(all) < 2 {
		t.Fatalf("%x is %v, %v", b[:n], all, err)
	}
	return all
}

func (p *phone) silent(t *testing.T, what string) {
	t.Helper()
	_ = p.conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if n, err := p.conn.Read(make([]byte, 2048)); err == nil {
		t.Errorf("%s: %d bytes came", what, n)
	}
}

// bring is a report that the kernel would have brought to the leg's own port.
func (s *sound) bring(t *testing.T, l *leg, from netip.AddrPort, p ...rtcp.Packet) {
	t.Helper()
	b, err := rtcp.CompoundPacket(p).Marshal()
	if err != nil {
		b, err = p[0].Marshal()
	}
	if err != nil {
		t.Fatal(err)
	}
	s.rx.n, s.rx.from = copy(s.rx.buf[:], b), rawFrom(from, false)
	s.reported(l, s.now, true)
}

// Each party is told what came of its sound, in a compound packet under a
// name that says nothing, and at the end that it is over.
func TestWire55ReportsSent(t *testing.T) {
	s, l, party, beside := reporting(t, "127.53.55", nil)
	s.tellReports(l)
	beside.silent(t, "nothing was heard or said yet")
	s.talks(l, party.addr, 500, 10)
	s.tellReports(l)
	all := beside.report(t)
	rr, ok := all[0].(*rtcp.ReceiverReport)
	if !ok || rr.SSRC != l.out.ssrc || len(rr.Reports) != 1 {
		t.Fatalf("%v", all)
	}
	if r := rr.Reports[0]; r.SSRC != 77 || r.TotalLost != 49 || r.FractionLost < 24 || r.FractionLost > 26 || r.LastSequenceNumber != 498 || r.LastSenderReport != 0 {
		t.Errorf("report %+v", r)
	}
	name := all[1].(*rtcp.SourceDescription).Chunks[0].Items
	if len(name) != 1 || name[0].Type != rtcp.SDESCNAME || len(name[0].Text) != 16 || strings.Contains(name[0].Text, "@") {
		t.Errorf("it calls itself %+v", name)
	}
	s.tellReports(l)
	beside.silent(t, "the next report isn't due")

	s.playTo(l, "", "music")
	s.now += 30e6
	s.metro.run(s.now)
	party.hear()
	s.now += 8e9
	s.tellReports(l)
	sr, ok := beside.report(t)[0].(*rtcp.SenderReport)
	if !ok || sr.PacketCount != 1 || sr.OctetCount != 160 || sr.RTPTime-l.out.ts < 63_000 || sr.Reports[0].FractionLost != 0 {
		t.Errorf("a sender's report is %+v", sr)
	}
	s.drop(l)
	if all := beside.report(t); len(all) != 3 || all[2].(*rtcp.Goodbye).Sources[0] != l.out.ssrc {
		t.Errorf("the end is told by %v", all)
	}
	last := s.brain.outbox[len(s.brain.outbox)-1]
	if q := getFigures(&last); last.arg != 1 || q.Lost != 49 || q.Received != 450 || q.Sent != 1 || q.Score < 200 || q.Score > 370 {
		t.Errorf("the brain hears %+v of the leg", q)
	}
}

// Reports that come tell the way there and back, and what the party lost.
func TestWire55ReportsHeard(t *testing.T) {
	s, l, party, beside := reporting(t, "127.53.56", nil)
	s.talks(l, party.addr, 500, 0)
	s.playTo(l, "", "music")
	s.now += 30e6
	s.metro.run(s.now)
	s.tellReports(l)
	sr := beside.report(t)[0].(*rtcp.SenderReport)
	s.now += 80e6 // 50 there and back, 30 waited
	block := rtcp.ReceptionReport{SSRC: l.out.ssrc, TotalLost: 3, Jitter: 80, LastSenderReport: uint32(sr.NTPTime >> 16), Delay: inShort(30e6)}
	s.bring(t, l, beside.addr, &rtcp.SenderReport{SSRC: 77, NTPTime: 5 << 32, Reports: []rtcp.ReceptionReport{{SSRC: 1, TotalLost: 9}, block}})
	q := l.figures()
	if q.Round < 49*time.Millisecond || q.Round > 51*time.Millisecond || q.TheirLost != 3 || q.TheirJitter != 10*time.Millisecond || q.Reports != 1 {
		t.Errorf("figures %+v", q)
	}
	s.now += 10e9
	s.tellReports(l)
	if r := beside.report(t)[0].(*rtcp.ReceiverReport).Reports[0]; r.LastSenderReport != 5<<16 || r.Delay != inShort(10e9) {
		t.Errorf("its own report is answered with %+v", r)
	}
	// Strangers, damage, a clock that can't be, a way below zero.
	before := l.reports
	s.bring(t, l, netip.MustParseAddrPort("127.53.56.9:4001"), &rtcp.ReceiverReport{SSRC: 77, Reports: []rtcp.ReceptionReport{block}})
	if l.reports != before || l.strange != 1 {
		t.Errorf("a stranger's report changes %+v", l.reports)
	}
	s.now += 10e9
	block.TotalLost, block.Delay = 1<<24-2, inShort(60e9)
	s.bring(t, l, beside.addr, &rtcp.ReceiverReport{SSRC: 77, Reports: []rtcp.ReceptionReport{block}})
	if q := l.figures(); q.TheirLost != 0 || q.Round > 51*time.Millisecond || q.Reports != 2 {
		t.Errorf("figures %+v", q)
	}
}

// The party says where it wants its reports: with its sound (RFC 5761),
// elsewhere (RFC 3605); behind a NAT they go back to where its own come from;
// who names no place gets none.
func TestWire55WhereReportsGo(t *testing.T) {
	s, l, party, beside := reporting(t, "127.53.57", func(to *telephony.Sound, p *phone) { to.RTCP = p.addr })
	s.talks(l, party.addr, 400, 0)
	s.tellReports(l)
	party.report(t)
	beside.silent(t, "reports go with the sound")
	b, _ := (&rtcp.ReceiverReport{SSRC: 77}).Marshal()
	s.push(l, party.addr, b)
	if l.reports.heardAt != s.now || l.in.received != 400 {
		t.Errorf("a report at the port of sound: %+v", l.reports)
	}

	s, l, party, beside = reporting(t, "127.53.58", func(to *telephony.Sound, p *phone) {
		to.Addr, to.RTCP = netip.MustParseAddrPort("10.0.0.7:4000"), netip.MustParseAddrPort("10.0.0.7:4001")
	})
	s.talks(l, party.addr, 400, 0)
	s.bring(t, l, beside.addr, &rtcp.ReceiverReport{SSRC: 77})
	s.tellReports(l)
	beside.report(t)

	s, l, party, beside = reporting(t, "127.53.59", func(to *telephony.Sound, _ *phone) { to.RTCP = netip.AddrPort{} })
	s.talks(l, party.addr, 400, 0)
	s.tellReports(l)
	s.drop(l)
	beside.silent(t, "no place was named")
}

// Who reports from beside a party before that is heard isn't told of its sound:
// what a latch must not tell (WIRE 54).
func TestWire54ReportBeforeTheSound(t *testing.T) {
	s, l, party, neighbour := reporting(t, "127.72.1", func(to *telephony.Sound, p *phone) {
		to.RTCP = netip.AddrPortFrom(p.addr.Addr(), p.addr.Port()+1)
	})
	s.bring(t, l, neighbour.addr, &rtcp.ReceiverReport{SSRC: 77})
	s.talks(l, party.addr, 400, 0)
	s.tellReports(l)
	neighbour.silent(t, "a neighbour's report came first")
}

// FuzzReport: whatever comes as a report, the thread lives on, and a
// stranger's changes nothing.
func FuzzReport(f *testing.F) {
	b, _ := (&rtcp.SenderReport{SSRC: 7, Reports: []rtcp.ReceptionReport{{SSRC: 1}}}).Marshal()
	f.Add(b, true)
	f.Add([]byte{0x81, 202, 0, 1, 0, 0, 0, 1, 1, 255}, true)
	f.Add([]byte{0x81, 203, 0, 1, 0, 0, 0, 1}, false)
	s := newBench(f, "127.53.60.1")
	from := netip.MustParseAddrPort("127.53.60.2:4000")
	f.Fuzz(func(t *testing.T, b []byte, own bool) {
		l := s.use(0, 1, from)
		before := l.reports
		at := from
		if !own {
			at = netip.MustParseAddrPort("127.53.60.3:6000")
		}
		s.rx.n, s.rx.from = copy(s.rx.buf[:], b), rawFrom(at, false)
		s.reported(l, s.now, true)
		if !own && l.reports != before {
			t.Error("a stranger changed something")
		}
		s.now += 1e9
		l.reports.due, l.in.begun = 0, true
		s.tellReports(l)
		l.place, l.reports = placeOffered, reports{}
		s.offered, s.used = s.want, 0
	})
}
