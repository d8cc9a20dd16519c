package webadmin

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// listener reads a page's stream.
type listener struct {
	t     *testing.T
	lines *bufio.Scanner
	body  *http.Response
}

func (v *visit) listen(screen string) *listener {
	v.t.Helper()
	r, err := v.web.Get(v.url + "/live?screen=" + screen + "&at=/centre")
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { r.Body.Close() })
	lines := bufio.NewScanner(r.Body)
	lines.Buffer(nil, 1<<20)
	return &listener{v.t, lines, r}
}

// next is the next message that says something about the part.
func (l *listener) next(part string) (message, string) {
	l.t.Helper()
	for l.lines.Scan() {
		data, ok := strings.CutPrefix(l.lines.Text(), "data: ")
		if !ok {
			continue
		}
		var m message
		if err := json.Unmarshal([]byte(data), &m); err != nil {
			l.t.Fatal(err)
		}
		if html, ok := m.Parts[part]; ok {
			return m, strings.ReplaceAll(html, "\u00a0", " ")
		}
	}
	l.t.Fatalf("the stream ended before %s changed: %v", part, l.lines.Err())
	return message{}, ""
}

// Two pages of one operator show the same state at once (FAULTS 24), and what
// did not change is not sent again.
func TestBothPagesOfAnOperatorAreLive(t *testing.T) {
	v := newVisit(t).signIn("jana")
	first, second := v.listen("centre"), v.listen("centre")
	first.next("work")
	second.next("work")
	v.post("/centre/sign-on", "seat", "203")
	for _, page := range []*listener{first, second} {
		if _, html := page.next("strip"); !strings.Contains(html, "Nepřijímáte hovory") {
			t.Errorf("a page shows %s", html)
		}
	}
	v.box.change(func(s *telephony.Snapshot) { v.box.agent(s, "jana").Place = 7 }) // shows nowhere while off air
	v.box.ring("jana", "+420606000327", known)
	m, html := first.next("strip")
	if !strings.Contains(html, "Vyzvánění") || m.Ring == "" {
		t.Errorf("ringing shows as %s, ring %q", html, m.Ring)
	}
	if _, again := m.Parts["mates"]; again {
		t.Error("what did not change was sent again")
	}
}

// A sign-in has four streams; the oldest is told to ask instead.
func TestAFifthStreamEndsTheFirst(t *testing.T) {
	s := newStreams()
	var all []<-chan struct{}
	for range streamsEach + 1 {
		mine, done := s.open("x")
		defer done()
		all = append(all, mine)
	}
	for i, mine := range all {
		select {
		case <-mine:
			if i != 0 {
				t.Errorf("stream %d was ended", i+1)
			}
		default:
			if i == 0 {
				t.Error("the first stream goes on")
			}
		}
	}
}

// Asked once, the page gets everything as JSON (S-LINE-2, where push is cut).
func TestAskingOnceGivesAllParts(t *testing.T) {
	v := newVisit(t).signIn("jana")
	code, body := v.get("/live?screen=centre&once=1")
	var m message
	if err := json.Unmarshal([]byte(body), &m); err != nil || code != 200 {
		t.Fatalf("%d %v", code, err)
	}
	for _, part := range screens["centre"] {
		if _, ok := m.Parts[part]; !ok {
			t.Errorf("part %s is missing", part)
		}
	}
	if code, _ := v.get("/live?screen=nothing&once=1"); code != http.StatusNotFound {
		t.Errorf("an unknown screen: %d", code)
	}
	stranger := visitBox(t, v.box)
	if r := stranger.send("GET", "/live?screen=centre&once=1", "", "X-Spojka", "1"); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", r.StatusCode)
	}
}

// A page filled again and again asks the book once.
func TestFillingAgainAsksTheBookOnce(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	v.get("/centre")
	before := v.box.counted
	for range 20 {
		v.get("/live?screen=centre&once=1")
	}
	if asked := v.box.counted - before; asked > 0 {
		t.Errorf("the book was asked %d times more", asked)
	}
}

func BenchmarkFillTheOperatorsPage(b *testing.B) {
	box := newBox(b)
	box.someCalls(20)
	p, err := New(box.options())
	if err != nil {
		b.Fatal(err)
	}
	box.grant(&box.shot, telephony.SignOn{Agent: "jana", Seat: "203"})
	box.ring("jana", "+420606000327", known)
	box.answer("jana")
	r, _ := http.NewRequest("GET", "/live?screen=centre", nil)
	f := p.newFrame(r)
	f.User, f.Known = agentOf(f.Office, "jana")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.message(f, r, nil); err != nil {
			b.Fatal(err)
		}
	}
}
