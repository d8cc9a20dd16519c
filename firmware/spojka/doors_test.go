package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Two thousand silent or dripping connections to SIP and the page, slow heads,
// and ten thousand wrong logins: a good phone and somebody at the page hardly
// notice (FAULTS 19, 20).
func TestLongDoors(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	b := newBench(t)
	b.start("--sim=false")
	web := b.ip.String() + ":8080"
	b.pageUp()
	before := b.leftovers(t)
	ends := make(chan time.Duration, 2*watchedIdle)
	for i := range 2000 {
		at := fmt.Sprintf("127.55.%d.%d", 10+i/1000, 1+i%250)
		one := from(t, at, []string{b.sip().String(), web}[i%2])
		if i%4 < 2 {
			go drip(one)
		}
		if i >= 2000-2*watchedIdle {
			go func() { ends <- life(one) }()
		}
	}
	during := b.leftovers(t)
	var f flooded
	took := b.goodPhone(10*time.Second, &f)
	slices.Sort(took)
	b.add(figure{what: "2,000 idle connections: answers a good phone lost", value: float64(f.lost), limit: 0.5})
	b.add(figure{what: "2,000 idle connections: p99 of its answers", value: ms(took[len(took)*99/100]), limit: 100, unit: "ms"})
	b.add(figure{what: "2,000 idle connections: files of the brain, more", value: float64(during.Files - before.Files), limit: maxStreams + maxVisits + 20})
	b.add(figure{what: "slow heads, wrong logins: p99 of a page", value: ms(b.wrongLogins(web)), limit: 1000, unit: "ms"})
	longest := time.Duration(0)
	for range 2 * watchedIdle {
		longest = max(longest, <-ends)
	}
	b.add(figure{what: "an idle connection was closed after", value: longest.Seconds(), limit: 30, unit: "s"})
	for _, f := range b.figures {
		if !f.ok() {
			t.Errorf("missed: %s", f)
		}
	}
}

// pageUp waits until the page listens: it does a moment after the line.
func (b *running) pageUp() {
	b.t.Helper()
	b.until("the page", func() bool {
		c, err := net.Dial("tcp", b.ip.String()+":8080")
		if err == nil {
			c.Close()
		}
		return err == nil
	})
}

// watchedIdle is of how many connections to each door the end is awaited.
const watchedIdle = 20

// life is how long the box bears with a connection.
func life(c net.Conn) time.Duration {
	began := time.Now()
	c.SetReadDeadline(began.Add(time.Minute))
	io.Copy(io.Discard, c)
	return time.Since(began)
}

// drip writes a byte a second until the box has had enough.
func drip(c net.Conn) {
	for _, one := range []byte(strings.Repeat("GET / HTTP/1.1 and so on, ", 20)) {
		if _, err := c.Write([]byte{one}); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// wrongLogins tries ten thousand passwords from many addresses while somebody
// asks for the page; it gives the p99 of her waiting.
func (b *bench) wrongLogins(web string) time.Duration {
	stop := make(chan struct{})
	var guessers sync.WaitGroup
	for i := range 20 {
		guessers.Go(func() {
			d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 55, 20, byte(1+i))}}
			client := &http.Client{Transport: &http.Transport{DialContext: d.DialContext}, Timeout: 10 * time.Second}
			for n := range 500 {
				form := url.Values{"login": {fmt.Sprint("agent", n%100)}, "password": {fmt.Sprint("guess ", i, n)}}
				resp, err := client.PostForm("http://"+web+"/signin", form)
				if err == nil {
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
			}
			client.CloseIdleConnections()
		})
	}
	go func() { guessers.Wait(); close(stop) }()
	var took []time.Duration
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		began := time.Now()
		resp, err := client.Get("http://" + web + "/signin")
		if err != nil || resp.StatusCode != http.StatusOK {
			b.t.Errorf("the page: %v", err)
			return time.Hour
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		took = append(took, time.Since(began))
		select {
		case <-stop:
			slices.Sort(took)
			return took[len(took)*99/100]
		case <-time.After(20 * time.Millisecond):
		}
	}
}
