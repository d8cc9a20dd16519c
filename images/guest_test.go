package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// The guest's ports appear at an address of this test's own. What comes out
// of the guest's network for us arrives at 127.0.0.1, and the guest sees us
// at the address of its router.
const (
	guestAddress = "127.0.18.60"
	routerSeesUs = "10.0.2.2"
	trunkPort    = 15466
)

// needTool skips the test where a tool is missing; in CI it fails.
func needTool(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := findTool(name, debianPackage)
	if err != nil {
		peers.Missing(t, err.Error())
	}
	return path
}

// passwords of a seeded office.
type passwords struct{ operator, seat string }

// seedOffice writes the example office into folder as an installer would
// leave it: real phones at its seats, and us as the trunk.
func seedOffice(t *testing.T, folder string) passwords {
	t.Helper()
	dir := filepath.Join(folder, "spojka", "config")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	err = cfg.Change("test", func(o *telephony.Office) error {
		for i := range o.Seats {
			o.Seats[i].Simulated, o.Seats[i].AutoAnswer = false, false
		}
		o.Trunks[0].Simulated = false
		o.Trunks[0].Peers = []string{fmt.Sprintf("%s:%d", routerSeesUs, trunkPort)}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p := passwords{operator: "a long password of jana"}
	if err := cfg.SetPassword("test", "jana", p.operator); err != nil {
		t.Fatal(err)
	}
	if p.seat, err = cfg.SeatPassword("test", "203"); err != nil {
		t.Fatal(err)
	}
	return p
}

// buildGuest makes the image and describes the computer that it is put into.
func buildGuest(t *testing.T, seed string) guest {
	t.Helper()
	dir := t.TempDir()
	image := filepath.Join(dir, "virt.img")
	began := time.Now()
	if err := build(t.Context(), order{board: "virt", out: image, flags: []string{"--advertise=" + guestAddress}, seed: seed}); err != nil {
		t.Fatal(err)
	}
	t.Logf("built in %s", time.Since(began))
	return guest{
		image: image, address: guestAddress, web: 8080, sip: 5060, rtp: emulatedRTP,
		serial: filepath.Join(dir, "console"), memory: 1024, card: 3 << 30,
	}
}

// boot powers the guest on and waits for its page; pullPlug ends it in the
// middle of whatever it does. The console's text is shown if the test fails.
func boot(t *testing.T, g guest) (pullPlug func()) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	began := time.Now()
	cmd, err := g.start(ctx)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	pullPlug = sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		stop()
		if t.Failed() {
			text, _ := os.ReadFile(g.serial)
			t.Logf("the guest's console:\n%s", text)
		}
	})
	t.Cleanup(pullPlug)
	// The emulator accepts for a guest that isn't there yet: don't wait long for
	// it, but longer each time, since one that is there may be slow.
	impatient := http.Client{}
	await(t, "the page", func() error {
		impatient.Timeout += time.Second
		resp, err := impatient.Get("http://" + guestAddress + ":8080/signin")
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
	t.Logf("up after %s", time.Since(began))
	return pullPlug
}

// patience is for what must only come some time: a guest may have little of the
// computer.
const patience = 3 * time.Minute

// await asks again and again until nothing is wrong any more.
func await(t *testing.T, what string, wrong func() error) {
	t.Helper()
	var err error
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if err = wrong(); err == nil {
			return
		}
	}
	t.Fatalf("%s: still not after %s: %v", what, patience, err)
}

// browser is an operator at the guest's page.
type browser struct {
	t      *testing.T
	client http.Client
}

func newBrowser(t *testing.T) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t, client: http.Client{Jar: jar, Timeout: patience}}
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return b
}

// get reads a page whole.
func (b *browser) get(path string) (string, error) {
	resp, err := b.client.Get("http://" + guestAddress + ":8080" + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", path, resp.Status)
	}
	return string(body), err
}

// send fills a form; a wish that is granted leads back to the page, one that
// isn't is an error with what the page says.
func (b *browser) send(path string, pairs ...string) error {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	resp, err := b.client.PostForm("http://"+guestAddress+":8080"+path, form)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusSeeOther {
		return nil
	}
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return fmt.Errorf("POST %s: %s\n%s", path, resp.Status, strings.TrimSpace(string(body)))
}
