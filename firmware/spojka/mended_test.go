package main

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Every file that the box keeps is damaged while it is off, all at once: it
// starts with what they were before, says so, and opens no door. The call of
// before is in the list, the next one goes through.
//
// FAULTS 3, 27
func TestBoxMendsWhatIsDamaged(t *testing.T) {
	b := newBox(t, "127.43.10.1", "127.43.10.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" }).start("--sim=false")
	if out, err := says(t, "status", "--data="+b.dir); err != nil || strings.Contains(out, "brought back") {
		t.Fatalf("status: %v\n%s", err, out)
	}
	trunk, answered := b.pair("127.43.10.3")
	c := b.talk(trunk, answered)
	c.caller.HangUp()
	saved := b.record(b.save("jana", "než se to stalo"))
	b.recording(saved.Recording)
	before := b.snapshot()
	b.stop()
	hurt := damageAll(t, b.dir)
	for _, name := range []string{"office.json", "secrets.json", "customers.db", "now.db", "chain", "phones.json"} {
		if !slices.Contains(hurt, name) {
			t.Errorf("%s was not there to be damaged: %q", name, hurt)
		}
	}
	b.start()
	after := b.snapshot()
	if len(after.Seats) != len(before.Seats) || len(after.Queues) != len(before.Queues) {
		t.Errorf("the office was %d seats, %d queues, it is %d, %d", len(before.Seats), len(before.Queues), len(after.Seats), len(after.Queues))
	}
	out, err := says(t, "status", "--data="+b.dir)
	if err != nil || !strings.Contains(out, "brought back") || !strings.Contains(out, "office.json") || !strings.Contains(out, "customers.db") {
		t.Errorf("status: %v\n%s", err, out)
	}
	if r := b.record(saved.ID); r.Recording != saved.Recording {
		t.Errorf("the call stands in the list as %+v", r)
	}
	b.closed()
	trunk, answered = b.pair("127.43.10.4")
	c = b.talk(trunk, answered)
	c.goesOn()
	c.caller.HangUp()
	b.recording(b.record(b.save("jana", "a jde to dál")).Recording)
}

// closed fails the test where the page lets a stranger in, or make himself
// its administrator though there is one.
func (b *running) closed() {
	b.t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, path := range []string{"/calls", "/settings/people"} {
		r, err := client.Get("http://" + b.ip.String() + ":8080" + path)
		if err != nil {
			b.t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != http.StatusSeeOther || !strings.HasPrefix(r.Header.Get("Location"), "/s") {
			b.t.Errorf("%s says %s to a stranger", path, r.Status)
		}
	}
}

// damageAll damages every file that a box keeps but sounds, locks and the
// versions to fall back to, and gives their names.
func damageAll(t testing.TB, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name := filepath.Base(path)
		info, infoErr := d.Info()
		switch {
		case err != nil || infoErr != nil:
			return errors.Join(err, infoErr)
		case !d.Type().IsRegular() || info.Size() == 0 || strings.HasSuffix(name, ".mp3") || name == "lock" || strings.HasPrefix(name, "."):
			return nil
		case strings.Contains(name, "-00") && strings.HasSuffix(name, ".json"), strings.Contains(name, ".db."): // what it falls back to
			return nil
		}
		damage(t, path)
		names = append(names, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// damage clears the beginning of a file, as a torn write of a block does.
func damage(t testing.TB, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.Write(make([]byte, min(512, info.Size())))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}
