package main

import (
	"crypto/md5"
	"fmt"
	"net"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// guesser writes REGISTERs at a seat from an address.
type guesser struct {
	t    testing.TB
	b    *running
	conn *net.UDPConn
	n    int
}

func (b *running) guesser(own string) *guesser {
	return &guesser{t: b.t, b: b, conn: dialFrom(b.t, own, b.sip())}
}

// asks sends a REGISTER with this Authorization, or none, and gives the
// answer; nothing where there is none within half a second.
func (g *guesser) asks(seat, proof string) string {
	g.says(seat, proof)
	answer := make([]byte, 4096)
	for end := time.Now().Add(500 * time.Millisecond); ; {
		g.conn.SetReadDeadline(end)
		n, err := g.conn.Read(answer)
		if err != nil {
			return ""
		}
		if m := string(answer[:n]); strings.Contains(m, fmt.Sprintf("branch=z9hG4bKg%d", g.n)) {
			return m
		}
	}
}

// says sends one and doesn't wait.
func (g *guesser) says(seat, proof string) {
	g.n++
	if proof != "" {
		proof = "Authorization: " + proof + "\r\n"
	}
	fmt.Fprintf(g.conn, "REGISTER sip:%s SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bKg%d\r\nMax-Forwards: 70\r\nFrom: <sip:%s@%[1]s>;tag=g\r\nTo: <sip:%[4]s@%[1]s>\r\n"+
		"Call-ID: guess-%[2]s\r\nCSeq: %[3]d REGISTER\r\nContact: <sip:%[4]s@%[2]s>\r\nExpires: 300\r\n%[5]sContent-Length: 0\r\n\r\n",
		g.b.sip(), g.conn.LocalAddr(), g.n, seat, proof)
}

var nonceIn = regexp.MustCompile(`nonce="([^"]*)"`)

// proves writes an Authorization by the nonce in a challenge (RFC 7616 §3.4).
func (g *guesser) proves(challenge, seat, password string, nc int) string {
	m := nonceIn.FindStringSubmatch(challenge)
	if m == nil {
		return ""
	}
	sum := func(s string) string { return fmt.Sprintf("%x", md5.Sum([]byte(s))) }
	uri := "sip:" + g.b.sip().String()
	count := fmt.Sprintf("%08x", nc)
	response := sum(sum(seat+":spojka:"+password) + ":" + m[1] + ":" + count + ":c:auth:" + sum("REGISTER:"+uri))
	return fmt.Sprintf(`Digest username="%s", realm="spojka", nonce="%s", uri="%s", response="%s", algorithm=MD5, qop=auth, nc=%s, cnonce="c"`, seat, m[1], uri, response, count)
}

// guesses tries a wrong password; the answer is that to the guess.
func (g *guesser) guesses(seat string) string {
	challenge := g.asks(seat, "")
	if challenge == "" {
		return ""
	}
	return g.asks(seat, g.proves(challenge, seat, "spatne-heslo", 1))
}

func statusOf(answer string) string {
	_, rest, _ := strings.Cut(answer, " ")
	return rest[:min(3, len(rest))]
}

// Passwords of phones are guessed at, from one address and from fifty, and
// after a restart; the phone that is registered from elsewhere notices nothing
// (FAULTS 10).
func TestLongGuessing(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	const ip = "127.65.40"
	b := newBox(t, ip+".1", ip+".2", nil).start("--sim=false")
	p := b.desk203(ip + ".3")
	one, looked := b.guesser(ip+".66"), 0
	for looked < 1000 && one.guesses("203") != "" {
		looked++
	}
	printed(t, figure{what: "guessing from one address: tries looked at, of 1,000", value: float64(looked), limit: 5})
	for range 1000 - looked { // at the pace of who doesn't wait for answers
		one.says("203", "")
		time.Sleep(time.Millisecond)
	}
	if answer := one.asks("203", ""); answer != "" {
		t.Errorf("who is banned is told\n%s", answer)
	}
	answered := 0
	for i := range 50 * 4 {
		if statusOf(b.guesser(fmt.Sprintf("127.66.2.%d", 1+i%50)).guesses("203")) == "401" {
			answered++
		}
	}
	printed(t, figure{what: "guessing from 50 addresses, 4 each: tries looked at", value: float64(answered), limit: 200, atLeast: true})
	for i := range 50 {
		b.guesser(fmt.Sprintf("127.66.2.%d", 1+i)).guesses("203")
	}
	banned := (&bench{running: b}).leftovers(t).Wire.Banned
	printed(t, figure{what: "  one more of each: banned, with the first", value: float64(banned), limit: 51, atLeast: true})
	if err := p.Register(soon(t)); err != nil || b.seatView("203").Reach != telephony.Reachable {
		t.Errorf("the phone that is registered from elsewhere: %v, %s", err, b.seatView("203").Reach)
	}
	b.interrupt()
	b.start()
	heard := 0
	for i := range 50 {
		if b.guesser(fmt.Sprintf("127.66.2.%d", 1+i)).asks("203", "") != "" {
			heard++
		}
	}
	printed(t, figure{what: "  answers to those after a restart", value: float64(heard), limit: 0.5})
	b.sameAnswers()
}

// sameAnswers asks for a seat that there is and one that there isn't, in
// turns, and compares what is answered and how soon (FAULTS 11).
func (b *running) sameAnswers() {
	b.t.Helper()
	hide := strings.NewReplacer("sip:203@", "sip:U@", "sip:999@", "sip:U@")
	tag := regexp.MustCompile(`(nonce=|tag=)"?[^";\r]*"?`)
	var took [2][]time.Duration
	for i := range 1000 {
		g, answers := b.guesser(fmt.Sprintf("127.66.%d.%d", 10+i/250, 1+i%250)), [2]string{}
		for _, turn := range [][2]int{{0, 1}, {1, 0}} {
			for _, who := range turn {
				seat := []string{"203", "999"}[who]
				proof := g.proves(g.asks(seat, ""), seat, "spatne-heslo", 1)
				g.n = 100 + i%2
				began := time.Now()
				answer := g.asks(seat, proof)
				took[who] = append(took[who], time.Since(began))
				answers[who] = tag.ReplaceAllString(hide.Replace(answer), "")
			}
		}
		if answers[0] != answers[1] || statusOf(answers[0]) != "401" {
			b.t.Fatalf("of a known and an unknown seat it says\n%s\n%s", answers[0], answers[1])
		}
		g.conn.Close()
	}
	var median [2]float64
	for who := range took {
		slices.Sort(took[who])
		median[who] = took[who][len(took[who])/2].Seconds()
	}
	printed(b.t, figure{what: "a wrong password of a known seat takes longer than of no seat by", value: 100 * max(median[0]/median[1]-1, median[1]/median[0]-1), limit: 5, unit: "%"})
}

// What a phone proved itself with is sent again, from its own address and from
// another, with the same count and with an earlier one: nothing is accepted,
// and the phone is told once that its nonce is used up (FAULTS 14).
func TestPeersReplayed(t *testing.T) {
	const ip = "127.65.41"
	b := newBox(t, ip+".1", ip+".2", nil).start("--sim=false")
	own, thief := b.guesser(ip+".3"), b.guesser(ip+".66")
	challenge := own.asks("203", "")
	good := own.proves(challenge, "203", b.passwords["203"], 7)
	if s := statusOf(own.asks("203", good)); s != "200" {
		t.Fatalf("the phone itself: %s", s)
	}
	counted := strings.Replace(good, "nc=00000007", "nc=00000008", 1) // another count, without another proof
	accepted, fresh := 0, ""
	for _, try := range []struct {
		who   *guesser
		proof string
		times int // few where it counts as a wrong password
	}{{own, counted, 2}, {thief, good, 2}, {thief, counted, 2}, {own, good, 1000}} {
		for range try.times {
			if fresh = try.who.asks("203", try.proof); statusOf(fresh) == "200" {
				accepted++
			}
		}
	}
	fmt.Println(figure{what: "replayed proofs that were accepted", value: float64(accepted), limit: 0.5})
	if accepted > 0 || !strings.Contains(fresh, "stale=true") {
		t.Errorf("%d replays were accepted; the last answer is\n%s", accepted, fresh)
	}
	again := own.asks("203", own.proves(fresh, "203", b.passwords["203"], 1))
	if statusOf(again) != "200" {
		t.Errorf("with the new nonce:\n%s", again)
	}
}
