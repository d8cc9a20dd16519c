package webadmin

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// sampleStored is a card of 32 GB that fills in seven weeks.
func sampleStored(now time.Time) Stored {
	const gb = 1e9
	s := Stored{
		Size: 32 * gb, Free: 12 * gb, Daily: 250e6, Days: 48, Since: now.AddDate(-1, 0, 0), Kept: 3, Backup: now.AddDate(0, 0, -12),
		Parts: []StoredPart{{"recordings", 15 * gb}, {"tape", 120e6}, {"book", 900e6}, {"flight", 200e6}, {"other", 3780e6}},
		Audit: StoredAudit{At: now.Add(-4 * time.Hour), Calls: 12480, Files: 11020, Deleted: 1458, Faults: 24, Findings: []StoredFault{
			{"missing", "0000002-00000001-1", telephony.CallID(telephony.Compose(2, 1))}, {"orphan", "0000001-00000099-1", 0}, {"broken", "2026-09", 0},
		}},
	}
	for len(s.Audit.Findings) < 22 {
		s.Audit.Findings = append(s.Audit.Findings, StoredFault{"short", "0000002-00000007-1", telephony.CallID(telephony.Compose(2, 7))})
	}
	for i := range 9 {
		id := telephony.CallID(telephony.Compose(2, uint32(i+1)))
		s.Audit.Losses = append(s.Audit.Losses, StoredLoss{id.Recording(1), id, now.AddDate(0, 0, -3)})
	}
	s.Audit.Lost = len(s.Audit.Losses)
	for i := range 31 {
		s.Used = append(s.Used, 20*gb-int64(30-i)*250e6)
	}
	for i := range 90 {
		s.Ahead = append(s.Ahead, min(32*gb, 20*gb+int64(i+1)*250e6))
	}
	return s
}

// The installer sees where the room goes, for how long it lasts, what the last
// audit found and what to do about it, and says how long things are kept.
//
// Proves: W-CC-12
func TestStorageIsSeenAndSet(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/settings/storage", "Místo vystačí na 48 dní.", "Za den přibude asi 250 MB.", "15 GB", "46 %", "před 30 dny", "za 90 dní", "Naposledy 11. 11. 2026",
		"24 chyb", "spojených hovorů 12 480", "/calls/2-000001?period=all", "Nahrávka chybí.", "K souboru nepatří žádný hovor.", "a další: 16", "spojka backup", "nemažou 3 hovory",
		`name="keepRecordings" value="90"`, `name="keepBook" value="36"`, "Kniha začíná 23. 11. 2025.")
	_, body := v.post("/settings/storage", "keepRecordings", "-1", "keepBook", "x")
	v.holds(body, "Napište celé číslo", `value="-1"`)
	_, body = v.post("/settings/storage", "keepRecordings", "90", "keepBook", "3")
	v.holds(body, "Hovory musí zůstat aspoň tak dlouho jako jejich nahrávky.")
	if v.box.Office().Keeping != nil {
		t.Error("what was wrong was kept")
	}
	if code, _ := v.post("/settings/storage", "keepRecordings", "0", "keepBook", "0", "keepRotate", "on"); code != http.StatusOK {
		t.Errorf("%d", code)
	}
	if k := v.box.Office().Keeping; k == nil || *k != (telephony.Keeping{Rotate: true}) {
		t.Errorf("kept is %+v", k)
	}

	_, body = v.post("/settings/storage", "keepRecordings", "90", "keepBook", "36", "copyFolder", "stick", "copyMost", "3")
	v.holds(body, "„stick“ není celá cesta ke složce.")
	_, body = v.post("/settings/storage", "keepRecordings", "90", "keepBook", "36", "copyFolder", "/media/stick/", "copyMost", "0")
	v.holds(body, "0 záloh uchovat nejde.")
	if code, _ := v.post("/settings/storage", "keepRecordings", "90", "keepBook", "36", "copyFolder", " /media/stick/ ", "copyMost", "3"); code != http.StatusOK {
		t.Errorf("%d", code)
	}
	if c := v.box.Office().Copies; c != (telephony.Copies{Folder: "/media/stick", Most: 3}) {
		t.Errorf("copied to %+v", c)
	}
	v.see("/settings/storage", `name="copyFolder" value="/media/stick"`, `name="copyMost" value="3"`, "Noční záloha ještě žádná není")
	v.box.stored.Copied = StoredCopy{At: v.box.start, File: "spojka-2026-11-23.tar.gz", Bytes: 12_300_000, Why: telephony.CopyFull, Said: "no space <left>"}
	v.see("/settings/storage", "Poslední noční záloha: 23. 11. 2026", "spojka-2026-11-23.tar.gz", "12 MB", "Na noční zálohu není ve složce místo.", "no space &lt;left&gt;")

	for what, s := range map[string]Stored{
		"Místo vystačí na celou dobu uchování.": {Size: 10, Free: 5, Days: -1},
		"Disk je plný.":   {Size: 10},
		"Do 30. 11. 2026": {Held: v.box.start.AddDate(0, 0, 7)},
		"Dokud není ověřený čas, nic se nemaže": {Unsure: true, Held: v.box.start},
		"Zatím nikdy.":                  {},
		"Ještě neproběhla.":             {},
		"má právě jednu celou nahrávku": {Audit: StoredAudit{At: v.box.start}},
	} {
		v.box.stored = s
		v.see("/settings/storage", what)
	}
	if code, _ := newVisit(t).signIn("vedouci").get("/settings/storage"); code != http.StatusForbidden {
		t.Errorf("a supervisor was let in: %d", code)
	}
}

// A supervisor has a call kept for a dispute, finds it again and lets it go;
// an operator may not.
func TestCallIsKeptForADispute(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(3)
	v.signIn("vedouci")
	v.see("/calls/2-000001?period=all", "Uchovat pro spor")
	v.post("/calls/2-000001/keep", "keep", "1")
	v.see("/calls/2-000001?period=all", "Uchovává se pro spor, označeno: Ivana Žížalová", "Dál neuchovávat")
	if body := v.see("/calls?period=all&result=kept", "Uchovávané pro spor"); strings.Count(body, `data-key="call-`) != 1 {
		t.Error("the list of what is kept has others")
	}
	v.post("/calls/2-000001/keep")
	v.see("/calls/2-000001?period=all", "Uchovat pro spor")
	if w, ok := v.box.last().(telephony.KeepCall); !ok || w.Keep || w.By != "vedouci" {
		t.Errorf("asked was %+v", v.box.last())
	}
	if code, _ := v.post("/calls/9-000001/keep", "keep", "1"); code != http.StatusNotFound {
		t.Errorf("a call that there isn't: %d", code)
	}
	v.box.fails = errors.New("the disk is full")
	code, body := v.post("/calls/2-000001/keep", "keep", "1")
	if v.holds(body, "Box to nestihl zapsat na disk", "Uchovat pro spor"); code != http.StatusConflict {
		t.Errorf("one that could not be written: %d", code)
	}
	o := newVisit(t)
	o.box.someCalls(3)
	o.signIn("jana")
	if code, body := o.post("/calls/2-000001/keep", "keep", "1"); code != http.StatusForbidden || strings.Contains(body, "Uchovat") {
		t.Errorf("an operator kept one: %d", code)
	}
}

// A recording that went with the box is told on the page of its call, but not
// before all of the tape can have been read, and among what the audit found it
// is no fault.
//
// FAULTS 1
func TestWhatWentWithTheBoxIsTold(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(3)
	one := &v.box.records[2] // 2-000001
	one.Why, one.Talked = telephony.ByRestart, 700*time.Millisecond
	v.signIn("vedouci")
	page := "/calls/2-000001?period=all"
	if body := v.see(page, "Záznam se nezachoval: výpadek", "když hovor sotva začal"); strings.Contains(body, "není dostupný") {
		t.Error("it is called missing, too")
	}
	v.box.since = v.box.Now().Up // it has just begun
	v.see(page, "Nahrávka se připravuje.")
	v.box.since = 0
	one.Talked = 5 * time.Second
	v.see(page, "Soubor se záznamem tohoto hovoru není dostupný")

	o := newVisit(t).signIn("spravce")
	o.see("/settings/storage", "24 chyb", "Výpadek vzal 9 nahrávek.", "Chyba to není.", "/calls/2-000008?period=all", "Výpadek 20. 11. 2026", "a další: 1<")
}

// On a new box the picture's labels don't stand over each other: today is at
// the left edge, and nothing was before.
func TestStorageOfANewBox(t *testing.T) {
	v := newVisit(t)
	v.box.stored.Used = v.box.stored.Used[:2]
	v.signIn("spravce")
	body := v.see("/settings/storage", `text-anchor="start">dnes</text>`, "za 90 dní")
	if strings.Contains(body, "před 1 dnem") {
		t.Error("two labels stand at the left edge")
	}
}
