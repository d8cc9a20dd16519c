package sipline

import (
	"bytes"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// need finds a program of Debian's packages; in CI it must be there.
func need(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: install it", name)
		}
		t.Skipf("%s is missing", name)
	}
	return path
}

// live is a line on real sockets.
type live struct {
	t    testing.TB
	line *Line
	news *news
	addr netip.AddrPort
}

func liveLine(t testing.TB, addr string, trunk string) *live {
	t.Helper()
	v := &live{t: t, news: &news{}, addr: netip.MustParseAddrPort(addr)}
	office := testOffice()
	office.Trunks[0].Peers = []string{trunk}
	v.news.mu.Lock() // until v.line is set
	defer v.news.mu.Unlock()
	line, err := New(Options{Listen: []netip.AddrPort{v.addr}, Realm: testRealm, Boot: 3, Account: testAccount, Office: office}, v.news)
	if err != nil {
		t.Fatal(err)
	}
	line.SetReady(true)
	v.line = line
	t.Cleanup(line.Close)
	return v
}

// onArrive says what to do with a call.
func (v *live) onArrive(do func(*Line, telephony.LegID)) {
	v.news.mu.Lock()
	defer v.news.mu.Unlock()
	v.news.onArrive = func(leg telephony.LegID) { do(v.line, leg) }
}

// wait waits until something that contains want is heard.
func (v *live) wait(want string) {
	v.t.Helper()
	var got string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		v.news.mu.Lock()
		got = strings.Join(v.news.lines, "; ")
		v.news.mu.Unlock()
		if strings.Contains(got, want) {
			return
		}
	}
	v.t.Fatalf("heard %q\n want %q", got, want)
}

// output collects what a program says.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// launch runs a program until the test ends.
func launch(t testing.TB, dir, name string, args ...string) (*exec.Cmd, *output) {
	t.Helper()
	cmd := exec.Command(need(t, name), args...)
	out := &output{}
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", name, out)
		}
	})
	return cmd, out
}

// baresip starts a phone at a seat.
func baresip(t testing.TB, own string, at netip.AddrPort, seat, more string) *output {
	t.Helper()
	dir := t.TempDir()
	ports := 24000 + os.Getpid()%300*100 // baresip takes them on every address
	config := "sip_listen " + own + ":5060\nmodule_path /usr/lib/baresip/modules\nmodule g711.so\nmodule aubridge.so\n" +
		"module_app account.so\nmodule_app menu.so\naudio_source aubridge,x\naudio_player aubridge,x\naudio_alert aubridge,x\n" +
		fmt.Sprintf("rtp_ports %d-%d\n", ports, ports+98) + "net_interface " + own + "\n"
	account := "<sip:" + seat + "@" + at.String() + more + ">;auth_pass=secret;answermode=auto;regint=60;audio_codecs=pcma\n"
	for name, text := range map[string]string{"config": config, "accounts": account, "contacts": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, out := launch(t, dir, "baresip", "-f", dir, "-s")
	return out
}

func TestPeersBaresipRegistersAndAnswers(t *testing.T) {
	need(t, "baresip")
	for name, more := range map[string]string{"udp": "", "tcp": ";transport=tcp"} {
		t.Run(name, func(t *testing.T) {
			v := liveLine(t, "127.20.1.1:5060", "127.20.1.9")
			baresip(t, "127.20.1.2", v.addr, "203", more)
			v.wait("seat 203 ok")
			v.line.Dial(dialledLeg, telephony.SeatCall{Seat: "203", From: "+420777123456", Name: "Jan", Local: netip.MustParseAddrPort("127.20.1.1:4000")})
			v.wait("answered 127.20.1.2:")
			v.line.Hang(dialledLeg, telephony.ByCaller)
			waitFor(t, func() bool { return v.line.tables.dialogs() == 0 })
		})
	}
}

func waitFor(t testing.TB, done func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it never came")
		}
	}
}
