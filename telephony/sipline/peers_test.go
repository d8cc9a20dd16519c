package sipline

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

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

func TestPeersBaresipRegistersAndAnswers(t *testing.T) {
	peers.Need(t, "baresip")
	for name, more := range map[string]string{"udp": "", "tcp": ";transport=tcp"} {
		t.Run(name, func(t *testing.T) {
			v := liveLine(t, "127.20.1.1:5060", "127.20.1.9")
			peers.Phone{IP: "127.20.1.2", User: "203", Password: "secret", Server: v.addr.String() + more}.Start(t, "-s")
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
