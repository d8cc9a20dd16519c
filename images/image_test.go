package main

import (
	"bytes"
	"context"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony/sim"
)

// What each side says, in Hz.
const (
	customersTone = 700
	operatorsTone = 1100
)

// note is what the operator writes.
const note = "rang from outside the guest"

var (
	callField     = regexp.MustCompile(`name="call" value="([^"]+)"`)
	recordingLink = regexp.MustCompile(`/recordings/[^"?]+`)
)

// The image boots with an office on its data partition. A customer rings in
// from outside, an operator whose phone and page are outside, too, answers;
// both hear each other, the operator saves, and the call stands in the list
// with its recording: the caller on the right, the operator on the left.
// Then the plug is pulled, and the box starts without a clock: what it said
// was saved is there.
//
// Proves: S-IN-1, W-CC-12, W-CC-13
func TestImageTakesACall(t *testing.T) {
	needTool(t, "qemu-system-aarch64", "qemu-system-arm")
	needTool(t, "mke2fs", "e2fsprogs")
	mpg123 := needTool(t, "mpg123", "mpg123")
	seed := t.TempDir()
	secret := seedOffice(t, seed)
	g := buildGuest(t, seed)
	pullPlug := boot(t, g)
	checkGrown(t, g.serial)
	checkWatchdog(t, g.serial)

	operator := signIn(t, secret.operator)
	rings := make(chan *sim.Call, 1)
	phone := newPhone(t, sim.Options{
		User: "203", Password: secret.seat, Play: func() sim.Source { return sim.Tone(operatorsTone, -20) },
		OnRing: func(c *sim.Call) { rings <- c },
	})
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	if err := phone.Register(ctx); err != nil {
		t.Fatal(err)
	}
	await(t, "signing on", func() error { return operator.send("/centre/sign-on", "seat", "203") })
	await(t, "going on air", func() error { return operator.send("/centre/on-air") })

	trunk := newPhone(t, sim.Options{
		Port: trunkPort, User: "+420777123456", Play: func() sim.Source { return sim.Tone(customersTone, -20) },
	})
	talk(t, ctx, trunk, rings)
	id := save(t, operator)
	mp3 := fetchRecording(t, operator, id)
	checkRecording(t, mpg123, mp3)
	pullPlug()

	g.rtc = "1970-01-01T00:00:00"
	boot(t, g)
	operator = signIn(t, secret.operator)
	if again := fetchRecording(t, operator, id); !sameFile(t, again, mp3) {
		t.Error("the recording is another one after the power was cut")
	}
	page, err := operator.get("/calls/" + id + "?period=all")
	if err != nil || !strings.Contains(page, note) {
		t.Errorf("what the operator saved is gone after the power was cut (%v):\n%s", err, page)
	}
}

func signIn(t *testing.T, password string) *browser {
	t.Helper()
	operator := newBrowser(t)
	if err := operator.send("/signin", "login", "jana", "password", password); err != nil {
		t.Fatal(err)
	}
	return operator
}

func sameFile(t *testing.T, one, other string) bool {
	t.Helper()
	a, errA := os.ReadFile(one)
	b, errB := os.ReadFile(other)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	return bytes.Equal(a, b)
}

// checkGrown looks on the console for what the box says about its card.
func checkGrown(t *testing.T, console string) {
	t.Helper()
	await(t, "the data partition to fill the card", func() error {
		text, err := os.ReadFile(console)
		if err == nil && !strings.Contains(string(text), "the data partition grew by") {
			err = os.ErrNotExist
		}
		return err
	})
}

// checkWatchdog: gokrazy's init leaves the watchdog to the box, which has it.
func checkWatchdog(t *testing.T, console string) {
	t.Helper()
	text, err := os.ReadFile(console)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]bool{
		"hardware watchdog, as it could not be opened: it is left to the box": true, "spojka: the watchdog /dev/watchdog is fed": true,
		"found hardware watchdog": false,
	} {
		if strings.Contains(string(text), line) != want {
			t.Errorf("on the console, %q: %v", line, !want)
		}
	}
}

func newPhone(t *testing.T, o sim.Options) *sim.Phone {
	t.Helper()
	o.Local = netip.MustParseAddr("127.0.0.1")
	o.Server = netip.MustParseAddrPort(guestAddress + ":5060")
	p, err := sim.NewPhone(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// talk lets the customer ring in and the operator answer, until each has
// heard the other, and hangs up.
func talk(t *testing.T, ctx context.Context, trunk *sim.Phone, rings <-chan *sim.Call) {
	t.Helper()
	customer, err := trunk.Call(ctx, "800100200", sim.CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var operator *sim.Call
	select {
	case operator = <-rings:
	case <-ctx.Done():
		t.Fatalf("the operator's phone did not ring; the customer's call is %s", customer.State())
	}
	if err := operator.Answer(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*sim.Call{operator, customer} {
		if err := c.Await(ctx, sim.Talking); err != nil {
			t.Fatal(err)
		}
	}
	hears := func(c *sim.Call, hz float64) func() error {
		return func() error {
			heard := c.Heard()
			if last := max(0, len(heard)-8000); len(heard) < 8000 || !sim.Has(heard[last:], hz) {
				return os.ErrNotExist
			}
			return nil
		}
	}
	await(t, "the operator to hear the customer", hears(operator, customersTone))
	await(t, "the customer to hear the operator", hears(customer, operatorsTone))
	// A recording of some length, so that its sound can be told apart.
	operator.Forget()
	await(t, "three more seconds of talk", func() error {
		if operator.Figures().Received < 150 {
			return os.ErrNotExist
		}
		return nil
	})
	customer.HangUp()
	if err := operator.Await(ctx, sim.Ended); err != nil {
		t.Fatal(err)
	}
}

// save fills the form after the call and answers the call's id.
func save(t *testing.T, operator *browser) (id string) {
	t.Helper()
	await(t, "the form of the call", func() error {
		page, err := operator.get("/centre")
		if m := callField.FindStringSubmatch(page); err == nil && m != nil {
			id = m[1]
		} else if err == nil {
			err = os.ErrNotExist
		}
		return err
	})
	await(t, "saving", func() error {
		return operator.send("/centre/save", "call", id, "code", "111", "unknown", "1", "note", note)
	})
	return id
}

// fetchRecording finds the call in the list and takes its recording.
func fetchRecording(t *testing.T, operator *browser, id string) (mp3 string) {
	t.Helper()
	list, err := operator.get("/calls?period=all")
	if err != nil || !strings.Contains(list, "/calls/"+id) {
		t.Fatalf("the call %s is not in the list (%v):\n%s", id, err, list)
	}
	var link string
	await(t, "the recording", func() error {
		page, err := operator.get("/calls/" + id + "?period=all")
		if link = recordingLink.FindString(page); err == nil && link == "" {
			err = os.ErrNotExist
		}
		return err
	})
	sound, err := operator.get(link)
	if err != nil {
		t.Fatal(err)
	}
	mp3 = filepath.Join(t.TempDir(), "recording.mp3")
	if err := os.WriteFile(mp3, []byte(sound), 0o644); err != nil {
		t.Fatal(err)
	}
	return mp3
}

// checkRecording decodes each channel and listens for its speaker alone.
func checkRecording(t *testing.T, mpg123, mp3 string) {
	t.Helper()
	for channel, hz := range map[string][2]float64{
		"--left": {operatorsTone, customersTone}, "--right": {customersTone, operatorsTone},
	} {
		wav := mp3 + channel + ".wav"
		if out, err := exec.Command(mpg123, "-q", channel, "-w", wav, mp3).CombinedOutput(); err != nil {
			t.Fatalf("decoding: %v\n%s", err, out)
		}
		samples, err := sim.ReadWAV(wav)
		if err != nil {
			t.Fatal(err)
		}
		if own, all := sim.Windows(samples, 500, hz[0]); own < 4 {
			t.Errorf("%s: %v Hz is heard in %d of %d half seconds", channel, hz[0], own, all)
		}
		if other, all := sim.Windows(samples, 500, hz[1]); other > 0 {
			t.Errorf("%s: the other side's %v Hz is heard in %d of %d half seconds", channel, hz[1], other, all)
		}
	}
}
