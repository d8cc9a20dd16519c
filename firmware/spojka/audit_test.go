package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// audited has `spojka audit` find nothing wrong.
func (b *running) audited() {
	b.t.Helper()
	if out, err := says(b.t, "audit", "--data="+b.dir); err != nil {
		b.t.Errorf("the audit: %v\n%s", err, out)
	}
}

// Two calls, one of whose recordings is damaged afterwards and one lost: the
// audit says so, and of which.
func TestBoxAudit(t *testing.T) {
	b := newBox(t, "127.43.9.1", "127.43.9.2", nil).start("--sim=false")
	trunk, answered := b.pair("127.43.9.3")
	var ids []telephony.RecordingID
	for range 2 {
		c := b.talk(trunk, answered)
		c.caller.HangUp()
		ids = append(ids, b.record(b.save("jana", "")).Recording)
		b.until("the recording's file", func() bool {
			_, state := settings{data: b.dir}.shelf().Find(ids[len(ids)-1])
			return state == telephony.RecordingReady
		})
	}
	b.audited()

	shelf := settings{data: b.dir}.shelf()
	path, _ := shelf.Find(ids[0])
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sound[len(sound)/2] ^= 4
	if err := os.WriteFile(path, sound, 0o600); err != nil {
		t.Fatal(err)
	}
	lost, _ := shelf.Find(ids[1])
	if err := os.Remove(lost); err != nil {
		t.Fatal(err)
	}
	out, err := says(t, "audit", "--data="+b.dir)
	if err == nil {
		t.Error("the audit found nothing")
	}
	for _, want := range []string{fmt.Sprint("changed  ", ids[0]), fmt.Sprint("missing  ", ids[1]), "2 faults"} {
		if !strings.Contains(out, want) {
			t.Errorf("the audit doesn't say %q:\n%s", want, out)
		}
	}
}
