package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// deaths are the ways in which the first of two lines dies.
var deaths = []struct {
	name string
	do   func(l *twoLines)
}{
	{"silent", func(l *twoLines) { l.answers("") }},
	{"503", func(l *twoLines) { l.answers("503 Service Unavailable") }},
	{"403", func(l *twoLines) { l.answers("403 Forbidden") }},
	{"nothing there", func(l *twoLines) { l.first.end() }},
	{"no names", func(l *twoLines) { l.names.gone.Store(true); l.first.end() }},
}

// The first of two lines has died, in each way, and the box doesn't know it
// yet: a call out is carried by the second (FAULTS 7).
func TestPeersFirstLineDead(t *testing.T) {
	eachDeath(t, 10, func(l *twoLines, _ string) { l.calls() })
}

// eachDeath lets the first of two lines die, in all ways at once: there is
// little to do but to wait, also for one processor, which t.Parallel minds.
func eachDeath(t *testing.T, net int, then func(l *twoLines, what string)) {
	var all sync.WaitGroup
	for i, kind := range deaths {
		all.Go(func() {
			t.Run(kind.name, func(t *testing.T) {
				l := newTwoLines(t, net+i)
				kind.do(l)
				then(l, "first of two lines, "+kind.name+": ")
			})
		})
	}
	all.Wait()
}

// The same with its figures, for as long as the back-off grows.
func TestLongFirstLineDead(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	eachDeath(t, 20, func(l *twoLines, what string) {
		died := time.Now()
		printed(l.t, figure{what: what + "a call is at the second after", value: l.calls().Seconds(), limit: 4, unit: "s"})
		time.Sleep(time.Until(died.Add(280 * time.Second)))
		if l.first.cmd != nil { // it counts what it hears
			all, tries := l.first.heard(died)
			printed(l.t, figure{what: what + "REGISTERs in one second, most", value: float64(mostWithin(all, time.Second)), limit: 1})
			printed(l.t, figure{what: what + "back-off at last", value: math.Round(lastGap(tries).Seconds()), limit: 60, atLeast: true, unit: "s"})
		}
		if l.line("prvni").Up {
			l.t.Error("a dead line is up")
		}
		back := time.Now()
		l.names.gone.Store(false)
		l.answers("200 OK")
		l.untilFor(90*time.Second, "the first line being back", func() bool { return l.line("prvni").Up })
		printed(l.t, figure{what: what + "registered again after its return in", value: time.Since(back).Seconds(), limit: 60, unit: "s"})
	})
}

// printed prints a figure; one that misses its limit fails the test.
func printed(t testing.TB, f figure) {
	t.Helper()
	fmt.Println(f)
	if !f.ok() {
		t.Errorf("missed: %s", f)
	}
}

// twoLines is a box with a line that it registers with, by name, another one
// behind it, both played by sipp, and a phone that calls out.
type twoLines struct {
	*running
	first *sippLine
	names *nameserver
	said  string // sipp's messages at the second line
	seat  *sim.Phone
}

func newTwoLines(t *testing.T, n int) *twoLines {
	t.Helper()
	peers.Need(t, "sipp")
	peers.Root(t, "another resolv.conf")
	at := func(last int) string { return fmt.Sprintf("127.65.%d.%d", n, last) }
	l := &twoLines{first: &sippLine{t: t, at: at(4), dir: t.TempDir()}, names: newNameserver(t, at(53), at(4))}
	l.running = newBox(t, at(1), at(2), func(o *telephony.Office) {
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "prvni", Name: "První", Register: &telephony.Register{Registrar: "first.example:5060", User: "420555000222", Expires: 60}})
		outsideLine(at(5))(o)
	})
	l.asks(at(53))
	l.answers("200 OK")
	l.start("--sim=false")
	l.said = l.sippCalled(at(5))
	l.until("the first line", func() bool { return l.line("prvni").Up })
	l.seat = l.phone(sim.Options{Local: netip.MustParseAddr(at(3)), User: "203", Password: l.passwords["203"]})
	if err := l.seat.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	return l
}

// line is a line as the page shows it.
func (b *running) line(id telephony.TrunkID) (v telephony.TrunkView) {
	b.t.Helper()
	for _, t := range b.snapshot().Trunks {
		if t.ID == id {
			return t
		}
	}
	b.t.Fatalf("there is no line %s", id)
	return v
}

// calls dials out, sees the call at the second line, and tells how long it
// took to come there.
func (l *twoLines) calls() time.Duration {
	l.t.Helper()
	began := time.Now()
	c, err := l.seat.Call(soon(l.t), "777123456", sim.CallOptions{})
	if err != nil {
		l.t.Fatal(err)
	}
	l.until("a call at the second line", func() bool { return strings.Contains(read(l.said), "\nINVITE sip:") })
	took := time.Since(began)
	if err := c.Await(soon(l.t), sim.Talking); err != nil {
		l.t.Fatal(err)
	}
	if r := l.dialled("203"); r.Trunk != "ven" || r.Outcome != telephony.OutcomeAnswered {
		l.t.Errorf("the call stands in the list as %+v", r)
	}
	return took
}

func (l *twoLines) answers(status string) { l.first.begin(status) }

// sippLine is sipp at a line's address: it gives one answer to everything.
type sippLine struct {
	t   testing.TB
	at  string
	dir string
	ns  string // network namespace
	cmd *exec.Cmd
}

// begin runs it with an answer, or with none, instead of what ran before.
func (s *sippLine) begin(status string) {
	s.t.Helper()
	s.end()
	answer := ""
	if status != "" {
		answer = "<send><![CDATA[\n\nSIP/2.0 " + status + "\n[last_Via:]\n[last_From:]\n[last_To:];tag=isp[call_number]\n[last_Call-ID:]\n[last_CSeq:]\n[last_Contact:]\nContent-Length: 0\n\n]]></send>"
	}
	write(s.t, s.dir, "scene.xml", `<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="line"><label id="1"/>
<recv request="OPTIONS" optional="true" next="2"/>
<recv request="INVITE" optional="true" next="2"/>
<recv request="ACK" optional="true" next="1"/>
<recv request="CANCEL" optional="true" next="2"/>
<recv request="REGISTER"/>
<label id="2"/>`+answer+`<nop next="1"/></scenario>
`)
	line := inside(s.ns, "sipp", "-sf", "scene.xml", "-i", s.at, "-p", "5060", "-nostdin", "-deadcall_wait", "0",
		"-trace_shortmsg", "-shortmessage_file", "short.csv", "-shortmessage_overwrite", "false")
	s.cmd, _ = peers.Launch(s.t, s.dir, line[0], line[1:]...)
}

func (s *sippLine) end() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}

// heard are the moments since then at which a REGISTER came, repeats among
// them, and those of the first of each.
func (s *sippLine) heard(since time.Time) (all, tries []time.Time) {
	seen := map[string]bool{}
	for line := range strings.Lines(read(filepath.Join(s.dir, "short.csv"))) {
		f := strings.Split(line, "\t")
		if len(f) < 7 || f[3] != "R" || !strings.HasPrefix(f[6], "REGISTER") {
			continue
		}
		sec, err := strconv.ParseFloat(f[2], 64)
		at := time.UnixMicro(int64(sec * 1e6))
		if err != nil || at.Before(since) {
			continue
		}
		all = append(all, at)
		if !seen[f[5]] {
			seen[f[5]] = true
			tries = append(tries, at)
		}
	}
	return all, tries
}

// mostWithin is the largest number of moments in any span of this length, but
// for what the clocks and wake-ups of two processes differ by.
func mostWithin(all []time.Time, span time.Duration) (most int) {
	for i := range all {
		n := 0
		for _, at := range all[i:] {
			if at.Sub(all[i]) < span-20*time.Millisecond {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func lastGap(all []time.Time) time.Duration {
	if len(all) < 2 {
		return 0
	}
	return all[len(all)-1].Sub(all[len(all)-2])
}

// nameserver knows one address, for a moment, under every name.
type nameserver struct{ gone atomic.Bool }

func newNameserver(t testing.TB, at, knows string) *nameserver {
	t.Helper()
	n, addr := &nameserver{}, netip.MustParseAddr(knows).As4()
	conn, err := net.ListenPacket("udp4", at+":53")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		b := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(b)
			if err != nil {
				return
			}
			if !n.gone.Load() {
				conn.WriteTo(namesAnswer(b[:size], addr), from)
			}
		}
	}()
	return n
}

// namesAnswer is the answer to a question for one name (RFC 1035 §4): five
// seconds long its address, and nothing of another type.
func namesAnswer(ask []byte, addr [4]byte) []byte {
	end := 12
	for end < len(ask) && ask[end] != 0 {
		end += int(ask[end]) + 1
	}
	if end+5 > len(ask) {
		return nil
	}
	kind := binary.BigEndian.Uint16(ask[end+1:])
	out := append([]byte(nil), ask[:end+5]...)
	out[2], out[3] = 0x81, 0x80
	copy(out[4:12], []byte{0, 1, 0, 0, 0, 0, 0, 0})
	if kind != 1 {
		return out
	}
	out[7] = 1
	out = append(out, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4)
	return append(out, addr[:]...)
}
