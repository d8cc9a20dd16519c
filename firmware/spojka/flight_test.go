package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/flight"
)

// fetch downloads what an address of the box gives to who is signed in.
func (w *browser) fetch(address string) []byte {
	w.T.Helper()
	text, err := chromedp.Run(w.Ctx, chromedp.Evaluate[string](`(async () => {
		const r = await fetch(`+fmt.Sprintf("%q", address)+`);
		if (!r.ok) throw new Error(r.status);
		const b = new Uint8Array(await r.arrayBuffer());
		let s = "";
		for (let i = 0; i < b.length; i += 1024) s += String.fromCharCode(...b.subarray(i, i + 1024));
		return btoa(s);
	})()`, chromedp.EvalAwaitPromise))
	if err != nil {
		w.T.Fatal(err)
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		w.T.Fatal(err)
	}
	return b
}

// tshark reads packets: method and status of each message.
func tshark(t testing.TB, pcap []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "call.pcap")
	if err := os.WriteFile(file, pcap, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(peers.Need(t, "tshark"), "-n", "-r", file, "-Y", "sip", "-T", "fields", "-E", "separator= ", "-e", "sip.Method", "-e", "sip.Status-Code").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A customer rings in, the first phone refuses, the second takes the call. The
// one who looks after the box opens the call and reads why, opens a message,
// and hands the call out as packets and as one file.
func TestBrowserSignalsOfACall(t *testing.T) {
	b := newBox(t, "127.54.1.1", "127.54.1.2", nil).start("--sim=false")
	w := newBrowser(t)
	w.first(b)
	o := b.open("201", "203")
	customer := o.call("800100200")
	refused := telephony.SeatID("201")
	select {
	case c := <-o.rings["201"]:
		_ = c.Refuse(486)
	case c := <-o.rings["203"]:
		refused = "203"
		_ = c.Refuse(486)
	case <-soon(t).Done():
		t.Fatal("no phone rang")
	}
	taker := map[telephony.SeatID]telephony.SeatID{"201": "203", "203": "201"}[refused]
	taken := o.ring(taker)
	if err := taken.Answer(); err != nil {
		t.Fatal(err)
	}
	o.works(people[taker], telephony.Talking)

	// while it goes on
	id := b.newest()
	w.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080/calls/" + id.String() + "?period=all"))
	w.Press("Signalizace")
	w.Shows("Hovor ještě trvá.", "odmítá hovor: 486 Busy Here", "Obsazeno: na telefonu už někdo mluví.", "486 Busy Here", "180 Ringing")
	customer.HangUp()
	over(t, "the operator", taken)
	w.Until("the page completed itself", `document.body.innerText.includes("BYE") && !document.querySelector("[data-refresh]")`)
	w.Until("a message to open", `(() => { const s = [...document.querySelectorAll(".rungs summary")].find(s => s.innerText.includes("486")); if (!s) return false; s.focus(); return true; })()`)
	w.Do(chromedp.KeyEvent("\r"))
	w.Shows("SIP/2.0 486 Busy Here")

	pcap := w.fetch("/calls/" + id.String() + "/handout?as=pcap")
	read := tshark(t, pcap)
	for _, want := range []string{"INVITE ", " 200", "ACK ", " 486", "BYE "} {
		if !strings.Contains(read, want) {
			t.Errorf("tshark reads no %q:\n%s", want, read)
		}
	}
	if n := strings.Count(read, "INVITE "); n != 3 {
		t.Errorf("tshark reads %d INVITEs, the caller's and two of ours are there:\n%s", n, read)
	}
	if bytes.Contains(pcap, []byte("777123456")) || !bytes.Contains(pcap, []byte("777123xx")) {
		t.Error("the caller's number is not hidden in the packets")
	}
	whole := w.fetch("/calls/" + id.String() + "/handout?as=pcap&numbers=1")
	if !bytes.Contains(whole, []byte("777123456")) {
		t.Error("the number is hidden where that was waived")
	}
	bundle := w.fetch("/calls/" + id.String() + "/handout?as=zip")
	z, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("ladder.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(f)
	if !strings.Contains(string(text), "odmítá hovor: 486 Busy Here") || !strings.Contains(string(text), "486 Busy Here ---") {
		t.Errorf("the ladder for a mail:\n%s", text)
	}
	if log, _ := os.ReadFile(filepath.Join(b.dir, "config", "audit.log")); strings.Count(string(log), fmt.Sprintf(`"kind":"handed-out","call":%d,`, uint64(id))) != 3 {
		t.Errorf("the audit book:\n%s", log)
	}
	if dir := os.Getenv("SPOJKA_SHOTS"); dir != "" {
		if png, err := chromedp.Run(w.Ctx, chromedp.FullScreenshot(100)); err == nil {
			_ = os.WriteFile(filepath.Join(dir, "real-signals.png"), png, 0o600)
		}
	}
}

// The brain is killed in mid-call: the next one has the messages of before,
// up to the last second, and those of after; no secret is on the disk.
func TestKillKeepsTheSignals(t *testing.T) {
	b := newBox(t, "127.54.2.1", "127.54.2.2", nil).start("--sim=false")
	o := b.open("203")
	c := o.talking("203")
	id := b.newest()
	kept := func() string {
		r, err := flight.Open(flight.Options{Dir: filepath.Join(b.dir, "flight"), Now: func() telephony.Moment { return telephony.Moment{} }})
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, s := range r.Trace(id).Signals {
			first, _, _ := bytes.Cut(s.Text, []byte(" "))
			all = append(all, fmt.Sprintf("%s %d", first, s.At.Boot))
		}
		return strings.Join(all, "\n")
	}
	b.until("the first part on the disk", func() bool { return strings.Count(kept(), "ACK ") == 2 })
	b.onDisk()
	b.kill("brain")
	b.until("a brain that has taken over", func() bool {
		s, err := b.control.Snapshot()
		return err == nil && len(s.Calls) == 1 && s.Calls[0].Stage == telephony.StageTalking
	})
	c.goesOn()
	c.caller.HangUp()
	over(t, "the operator", c.called)
	b.until("the second part on the disk", func() bool { return strings.Count(kept(), "BYE ") == 2 })
	all := kept()
	first, last, _ := strings.Cut(all, "BYE ")
	if strings.Count(first, "INVITE ") != 2 || strings.HasSuffix(strings.TrimSpace(first), last[:1]) {
		t.Errorf("kept\n%s", all)
	}
	files, _ := filepath.Glob(filepath.Join(b.dir, "flight", "*.trace"))
	if len(files) != 2 {
		t.Errorf("files %v, want one of each brain", files)
	}
}
