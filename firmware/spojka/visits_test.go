package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hello is a page that answers.
var hello = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") })

// visited serves a page or a socket until the test ends.
func visited(t *testing.T, serve func(ctx context.Context) error, up func() error) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	for end := time.Now().Add(10 * time.Second); up() != nil; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(up())
		}
	}
}

func page(t *testing.T, at string, h http.Handler) {
	t.Helper()
	visited(t, func(ctx context.Context) error { return serveHTTP(ctx, at, h) }, func() error {
		c, err := net.Dial("tcp", at)
		if err == nil {
			c.Close()
		}
		return err
	})
}

// from connects from an address of ours.
func from(t *testing.T, own, to string) net.Conn {
	t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(own)}, Timeout: 5 * time.Second}
	c, err := d.Dial("tcp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// alive asks for the page over an open connection.
func alive(c net.Conn) error {
	c.SetDeadline(time.Now().Add(10 * time.Second))
	fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// Twenty connections from one address are served, one more is closed, others'
// aren't touched; one that ends makes room (FAULTS 19).
func TestConnectionsToThePageAreBounded(t *testing.T) {
	const at = "127.55.3.1:8080"
	page(t, at, hello)
	var open []net.Conn
	for range visitsPerIP {
		c := from(t, "127.55.3.2", at)
		if err := alive(c); err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
	}
	if err := alive(from(t, "127.55.3.2", at)); err == nil {
		t.Errorf("connection %d is served", visitsPerIP+1)
	}
	if err := alive(from(t, "127.55.3.3", at)); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	open[0].Close()
	for end := time.Now().Add(10 * time.Second); alive(from(t, "127.55.3.2", at)) != nil; {
		if time.Now().After(end) {
			t.Fatal("a connection that ended makes no room")
		}
	}
}

// Connections from everywhere that are slow to ask keep nobody out.
func TestSilentVisitorsMakeRoom(t *testing.T) {
	const at = "127.55.3.6:8080"
	page(t, at, hello)
	for i := range maxVisits + 50 {
		io.WriteString(from(t, fmt.Sprintf("127.55.7.%d", 1+i%200), at), "GET / HT")
	}
	if err := alive(from(t, "127.55.3.7", at)); err != nil {
		t.Errorf("beside silent ones: %v", err)
	}
}

// What says nothing, or a byte now and then, is closed (FAULTS 19, 20).
func TestSlowVisitorsAreSentAway(t *testing.T) {
	t.Parallel()
	const at = "127.55.3.4:8080"
	page(t, at, hello)
	for name, first := range map[string]string{
		"silent": "", "half a header": "GET / HTTP/1.1\r\nHost: loc", "endless header": "GET / HTTP/1.1\r\nX: " + strings.Repeat("x", 2*longestHeader),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := from(t, "127.55.3.5", at)
			io.WriteString(c, first)
			c.SetReadDeadline(time.Now().Add(20 * time.Second))
			if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("it stays open")
			}
		})
	}
}

// Connections to a socket of our own user don't stay open for ever.
func TestIdleControlConnectionIsClosed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "c.sock")
	visited(t, func(ctx context.Context) error { return serveSocket(ctx, path, hello) }, func() error {
		c, err := net.Dial("unix", path)
		if err == nil {
			c.Close()
		}
		return err
	})
	for range maxOwnVisits + 20 { // silent ones keep nobody out
		c, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	asking, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer asking.Close()
	if err := alive(asking); err != nil {
		t.Errorf("beside silent ones: %v", err)
	}
	silent, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	silent.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.Copy(io.Discard, silent); err != nil {
		t.Errorf("a silent connection: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket's rights: %v %v", info.Mode(), err)
	}
}
