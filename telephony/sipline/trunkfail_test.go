package sipline

import (
	"fmt"
	"math"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// registrarScene is sipp as a registrar; what stands for %s is its answer to a
// REGISTER, nothing for none. OPTIONS it always passes over.
const registrarScene = `<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="registrar"><label id="1"/>
<recv request="OPTIONS" optional="true" next="2"/>
<recv request="REGISTER"/>%s
<nop next="1"/><label id="2"/><nop/></scenario>`

func sceneAnswer(status, more string) string {
	return "<send><![CDATA[\n\nSIP/2.0 " + status + "\n[last_Via:]\n[last_From:]\n[last_To:];tag=isp[call_number]\n[last_Call-ID:]\n[last_CSeq:]\n" + more + "Content-Length: 0\n\n]]></send>"
}

// provider is sipp at an address.
type provider struct {
	t   *testing.T
	at  string
	dir string
	cmd *exec.Cmd
}

// begin runs it with an answer, instead of what ran before.
func (p *provider) begin(answer string) {
	p.t.Helper()
	p.end()
	if err := os.WriteFile(filepath.Join(p.dir, "scene.xml"), []byte(fmt.Sprintf(registrarScene, answer)), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.cmd, _ = peers.Launch(p.t, p.dir, "sipp", "-sf", "scene.xml", "-i", p.at, "-p", "5060", "-nostdin", "-deadcall_wait", "0",
		"-trace_shortmsg", "-shortmessage_file", "short.csv", "-shortmessage_overwrite", "false")
}

func (p *provider) end() {
	if p.cmd != nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
		p.cmd = nil
	}
}

// heard are the moments at which a REGISTER came, repeats among them, and
// those of the first of each.
func (p *provider) heard() (all, tries []time.Time) {
	text, _ := os.ReadFile(filepath.Join(p.dir, "short.csv"))
	seen := make(map[string]bool)
	for line := range strings.Lines(string(text)) {
		f := strings.Split(line, "\t")
		if len(f) < 7 || f[3] != "R" || !strings.HasPrefix(f[6], "REGISTER") {
			continue
		}
		s, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			continue
		}
		at := time.UnixMicro(int64(s * 1e6))
		all = append(all, at)
		if !seen[f[5]] {
			seen[f[5]] = true
			tries = append(tries, at)
		}
	}
	return all, tries
}

// The figures of FAULTS 7 with sipp as the registrars of two addresses, the
// first of them dead in four ways, for as long as the back-off grows.
func TestLongTrunkFails(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	peers.Need(t, "sipp")
	var all sync.WaitGroup // not t.Parallel: they only wait, also on one processor
	for i, kind := range []struct{ name, answer string }{
		{"silent", ""}, {"503", sceneAnswer("503 Service Unavailable", "")}, {"403", sceneAnswer("403 Forbidden", "")}, {"nothing there", "-"},
	} {
		all.Go(func() {
			t.Run(kind.name, func(t *testing.T) { trunkFails(t, fmt.Sprintf("127.51.%d", 20+i), kind.name, kind.answer) })
		})
	}
	all.Wait()
}

func trunkFails(t *testing.T, net, kind, answer string) {
	one := &provider{t: t, at: net + ".2", dir: t.TempDir()}
	two := &provider{t: t, at: net + ".3", dir: t.TempDir()}
	good := sceneAnswer("200 OK", "[last_Contact:]\n")
	begin := func() {
		if one.end(); answer != "-" {
			one.begin(answer)
		}
	}
	begin()
	two.begin(good)
	v := failingLine(t, net)
	if kind != "403" { // an answer, and no reason to ask elsewhere
		took := v.until(func(s telephony.TrunkView) bool { return s.Up && s.Where == two.at+":5060" })
		print7(t, kind, "the second address is registered with after", took.Seconds(), 4, "s")
	}
	two.end() // now nobody is left
	time.Sleep(4 * time.Minute)
	if answer != "-" {
		all, tries := one.heard()
		print7(t, kind, "REGISTERs in one second, most", float64(mostWithin(all, time.Second)), 1, "")
		if n := len(tries); n > 1 {
			print7(t, kind, "back-off at last, at least", tries[n-1].Sub(tries[n-2]).Seconds(), -60, "s")
		}
	}
	one.begin(good)
	took := v.until(func(s telephony.TrunkView) bool { return s.Up && s.Where == one.at+":5060" })
	print7(t, kind, "registered again after its return in", took.Seconds(), 60, "s")
}

// failingLine is a line whose trunk's name leads to two addresses.
func failingLine(t *testing.T, net string) *live {
	z := newZone(t, net+".53:0", map[string][]string{
		"_sip._udp.isp.example SRV": {"300 1 0 5060 one.isp.example", "300 2 0 5060 two.isp.example"},
		"one.isp.example A":         {"300 " + net + ".2"}, "two.isp.example A": {"300 " + net + ".3"},
	})
	v := &live{t: t, news: &news{}, addr: netip.MustParseAddrPort(net + ".1:5060")}
	line, err := New(Options{Listen: []netip.AddrPort{v.addr}, Realm: testRealm, Boot: 3, Account: testAccount, Nameservers: []netip.AddrPort{z.at}, Office: telephony.Office{
		Country: "CZ", Trunks: []telephony.Trunk{{ID: "isp", Name: "Provider", Register: &telephony.Register{Registrar: "isp.example", User: "1"}}},
	}}, v.news)
	if err != nil {
		t.Fatal(err)
	}
	v.line = line
	t.Cleanup(line.Close)
	return v
}

// until waits until the trunk is told to be so, and for how long.
func (v *live) until(ok func(telephony.TrunkView) bool) time.Duration {
	v.t.Helper()
	start := time.Now()
	for time.Since(start) < 2*time.Minute {
		v.news.mu.Lock()
		n := len(v.news.trunks)
		yes := n > 0 && ok(v.news.trunks[n-1])
		v.news.mu.Unlock()
		if yes {
			return time.Since(start)
		}
		time.Sleep(5 * time.Millisecond)
	}
	v.t.Fatal("it never was so")
	return 0
}

// mostWithin is the largest number of moments in any span of this length.
func mostWithin(all []time.Time, span time.Duration) (most int) {
	for i := range all {
		n := 0
		for _, at := range all[i:] {
			if at.Sub(all[i]) < span-20*time.Millisecond { // what two processes' clocks and wake-ups differ by
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// print7 prints a figure beside its limit, one from below where that is
// negative.
func print7(t *testing.T, kind, what string, value, limit float64, unit string) {
	sign := "<="
	value = math.Round(value*10) / 10
	ok := value <= limit
	if limit < 0 {
		sign, limit = ">=", -limit
		ok = value >= limit
	}
	fmt.Printf("trunk, %-14s %-48s %7.2f %-2s %s %g\n", kind, what, value, unit, sign, limit)
	if !ok {
		t.Errorf("%s: %s %.2f %s, limit %s %g", kind, what, value, unit, sign, limit)
	}
}
