package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// A box is copied while people talk, and begins anew from the copy elsewhere:
// its office, its calls and recordings, who sits where, phones with their
// passwords. The next call goes through.
func TestBoxBackup(t *testing.T) {
	b := newBox(t, "127.43.11.1", "127.43.11.2", nil).start("--sim=false")
	trunk, answered := b.pair("127.43.11.3")
	c := b.talk(trunk, answered)
	c.caller.HangUp()
	saved := b.record(b.save("jana", "z minula"))
	b.recording(saved.Recording)
	c = b.talk(trunk, answered)

	file := filepath.Join(t.TempDir(), "box.tar.gz")
	if out, err := says(t, "backup", "--data="+b.dir, "--file="+file, "--recordings"); err != nil {
		t.Fatalf("backup: %v\n%s", err, out)
	}
	if out, err := says(t, "backup", "--data="+b.dir, "--file="+file); err == nil || !strings.Contains(out, "there already") {
		t.Errorf("a backup over another: %v\n%s", err, out)
	}
	if out, err := says(t, "restore", "--data="+b.dir, "--file="+file); err == nil || !strings.Contains(out, "in use") {
		t.Errorf("restoring over a box: %v\n%s", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(b.dir, "run", "backup-*")); len(left) > 0 {
		t.Errorf("copies are left: %q", left)
	}
	c.goesOn()
	c.unbroken()
	b.stop()

	if err := os.RemoveAll(b.dir); err != nil { // the computer is lost
		t.Fatal(err)
	}
	if out, err := says(t, "restore", "--data="+b.dir, "--file="+file); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	b.start("--sim=false")
	if r := b.record(saved.ID); r.Note != "z minula" || r.State != telephony.ProcessSaved {
		t.Errorf("the call stands in the list as %+v", r)
	}
	b.recording(saved.Recording)
	if b.agent("jana").Seat != "203" {
		t.Errorf("jana: %+v", b.agent("jana"))
	}
	if w := b.agent("jana").Work; w == telephony.Wrapping { // the call in which the copy was made
		b.save("jana", "")
	}
	trunk, answered = b.pair("127.43.11.4")
	c = b.talk(trunk, answered)
	c.caller.HangUp()
	b.save("jana", "znovu")
}

// A file that is no backup fills no folder.
func TestRestoreRefuses(t *testing.T) {
	whole := archive(t, "config/office.json", "{}", "book/now.db", "x")
	for what, content := range map[string][]byte{
		"text":             []byte("hello"),
		"nothing":          nil,
		"half":             whole[:len(whole)/2],
		"no office":        archive(t, "book/now.db", "x"),
		"a way out":        archive(t, "config/office.json", "{}", "../evil", "x"),
		"another way out":  archive(t, "config/office.json", "{}", "book/../../evil.db", "x"),
		"an absolute name": archive(t, "config/office.json", "{}", "/etc/evil", "x"),
		"another's file":   archive(t, "config/office.json", "{}", "config/evil", "x"),
		"twice":            archive(t, "config/office.json", "{}", "config/office.json", "{}"),
	} {
		dir := t.TempDir()
		file, data := filepath.Join(dir, "f"), filepath.Join(dir, "d")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := restore(t.Context(), []string{"--data=" + data, "--file=" + file}); err == nil {
			t.Errorf("%s: restored", what)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 {
			t.Errorf("%s: it left %q", what, left)
		}
	}
}

// archive packs names and contents in turns.
func archive(t testing.TB, files ...string) []byte {
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	for i := 0; i < len(files); i += 2 {
		_ = w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1]))})
		_, _ = w.Write([]byte(files[i+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_ = packed.Close()
	return b.Bytes()
}
