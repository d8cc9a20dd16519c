package main

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// browser is a person at the box's pages, in Chromium.
type browser struct {
	t   testing.TB
	ctx context.Context
}

// newBrowser starts Chromium with a folder of its own, talking to nobody but
// the box.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(peers.Need(t, "chromium")), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("autoplay-policy", "no-user-gesture-required"),
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	w := &browser{t, ctx}
	w.do(chromedp.EmulateViewport(1440, 900))
	err := chromedp.Listen(ctx, func(ev any) {
		if thrown, ok := ev.(*runtime.EventExceptionThrown); ok {
			t.Errorf("the page's script failed: %s", thrown.ExceptionDetails.Exception.Description)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, actions...); err != nil {
		w.t.Fatal(err)
	}
}

// until waits until an expression is true on the page.
func (w *browser) until(what, expression string) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// while the page turns there is nothing to ask
		if yes, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`)); err == nil && yes {
			return
		}
	}
	text, _ := chromedp.Run(w.ctx, chromedp.Evaluate[string](`location.pathname + "\n" + document.querySelector("main").innerText`))
	w.t.Fatalf("%s: it never was so; the page shows\n%s", what, text)
}

// sees waits until the page shows the texts.
func (w *browser) sees(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		w.until("the page shows "+text, `document.body.innerText.replaceAll("\u00a0", " ").includes(`+fmt.Sprintf("%q", text)+`)`)
	}
}

// press clicks, with the mouse, on the button, link or label that is the text,
// or begins with it, as soon as there is one that holds still under the mouse:
// a page that is still coming in may scroll once more.
func (w *browser) press(text string) {
	w.t.Helper()
	w.until("there is "+text+" to press", `(() => {
		const plain = e => e.innerText.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
		const all = [...document.querySelectorAll("button,a,label")].filter(e => e.checkVisibility()), text = `+fmt.Sprintf("%q", text)+`;
		const e = all.find(e => plain(e) === text) || all.find(e => plain(e).startsWith(text));
		if (!e || document.readyState !== "complete") return false;
		e.scrollIntoView({block: "center"});
		const r = e.getBoundingClientRect(), before = window.spot;
		window.spot = [r.x + r.width / 2, r.y + r.height / 2];
		return String(before) === String(window.spot) && e.contains(document.elementFromPoint(...window.spot));
	})()`)
	spot, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]float64](`window.spot`))
	if err != nil {
		w.t.Fatal(err)
	}
	w.do(chromedp.MouseClickXY(spot[0], spot[1]))
}

func (w *browser) types(field, text string) {
	w.t.Helper()
	w.do(chromedp.SendKeys(`[name="`+field+`"]`, text))
}

// link is the one-time link that the box printed.
func (b *running) link() string {
	b.t.Helper()
	link := regexp.MustCompile(`http://\S+/start\?code=\S+`)
	b.until("the link for the first administrator", func() bool { return link.MatchString(b.out.String()) })
	return link.FindString(b.out.String())
}

// says are the notes that a simulated seat plays.
func (b *running) says(seat telephony.SeatID) []float64 {
	b.t.Helper()
	phones, err := sim.NewSeatsClient(filepath.Join(b.dir, "run", "sim.sock")).Phones(soon(b.t))
	if err != nil {
		b.t.Fatal(err)
	}
	i := slices.IndexFunc(phones, func(p sim.PhoneView) bool { return p.Seat == seat })
	if i < 0 {
		b.t.Fatalf("there is no simulated phone %s", seat)
	}
	return phones[i].Says
}

// heard is how strong frequencies are on a channel of what the page plays, as
// the browser itself decodes it: share of the channel's energy, by frequency.
const heard = `(async (channel, all) => {
	const data = await (await fetch(document.querySelector("audio").src)).arrayBuffer();
	const sound = await new OfflineAudioContext(2, 1, 8000).decodeAudioData(data);
	if (sound.numberOfChannels !== 2) throw new Error(sound.numberOfChannels + " channels");
	const whole = sound.getChannelData(channel), part = whole.slice(8000, Math.max(16000, whole.length - 8000));
	let energy = 0;
	for (const x of part) energy += x * x;
	return all.map(hz => {
		let re = 0, im = 0;
		part.forEach((x, i) => { const a = 2 * Math.PI * hz * i / 8000; re += x * Math.cos(a); im += x * Math.sin(a); });
		return 2 * (re * re + im * im) / part.length / energy;
	});
})`

func (w *browser) shares(channel int, frequencies []float64) []float64 {
	w.t.Helper()
	call := fmt.Sprintf("%s(%d, %s)", heard, channel, strings.ReplaceAll(fmt.Sprint(frequencies), " ", ","))
	shares, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]float64](call, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatal(err)
	}
	return shares
}

// A stranger's first five minutes, by clicks: the link, a seat, on air, a
// call rings, is answered, saved, found in the list and played, the caller on
// the right channel, the operator on the left.
//
// Proves: S-LOGIN-1, S-LOGIN-3, S-LOGIN-5, S-IN-1, S-IN-3, S-IN-4, S-LINE-3, S-LINE-12, S-REASON-1, S-REASON-2, S-REASON-3, S-DONE-1, S-DONE-4, S-NOTE-1, W-CC-12, W-CC-13
func TestBrowserFirstCall(t *testing.T) {
	b := newBox(t, "127.44.1.1", "127.44.1.2", nil).start()
	w := newBrowser(t)
	w.first(b)
	w.press("Chci brát hovory")
	w.sees("U kterého telefonu sedíte?")
	w.until("phone 202 is ready", `document.querySelector('[data-key="seat-202"]').innerText.includes("připravený")`)
	w.press("202")
	w.press("OK")
	w.sees("Nepřijímáte hovory")
	w.press("Aktivní")
	w.sees("Čekáte na hovor")

	trunk := b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk), Play: func() sim.Source { return sim.Tone(440, -20) }})
	call, err := trunk.Call(soon(t), "800100200", sim.CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	w.sees("Zvedněte sluchátko", "Nový příchozí hovor, doba čekání na spojení hovoru: 00:0")
	w.press("Zvednout simulovaný telefon")
	w.sees("Hovoří", "Doba čekání na spojení hovoru byla: 00:0", "Předpisy úhrad", "Důvod volání")
	w.press("1 Porucha služby")
	w.press("11 Internet")
	w.sees("Kód důvodu")
	w.press("112 Je pomalý")
	w.types("note", "Volal kvůli rychlosti")
	w.until("four seconds of talk", `document.querySelector(".strip .now time").textContent >= "00:04"`)
	call.HangUp()
	w.sees("Zpracování", "Důvod máte, stačí uložit.")
	w.press("Uložit")
	w.sees("Čekáte na hovor", "112 Je pomalý")

	w.press("Hovory")
	w.sees("Seznam hovorů", "112 Je pomalý", "Alena Správcová")
	record := b.record(b.newest())
	w.press(record.Customer.Name)
	w.until("the recording is there to play", `document.querySelector("[data-player] audio")`)
	w.press("Přehrát")
	w.until("it plays", `document.querySelector("audio").currentTime > 0.5`)
	w.do(chromedp.SendKeys(`.seek input`, "\ue012")) // arrow keys seek
	notes := b.says("202")
	if all := w.shares(1, []float64{440, notes[0]}); all[0] < 0.8 || all[1] > 0.05 {
		t.Errorf("right channel, the caller: 440 Hz has %.2f of the sound, %.0f Hz %.2f", all[0], notes[0], all[1])
	}
	// Each note sounds half of the time: a whole one would have a quarter.
	if all := w.shares(0, append([]float64{440}, notes...)); all[0] > 0.02 || all[1]+all[2] < 0.3 {
		t.Errorf("left channel, the operator: 440 Hz has %.2f, %v Hz %.2f", all[0], notes, all[1:])
	}
	caller, called := b.recording(record.Recording)
	standsOut(t, "right channel, the caller", middle(caller), 440)
	if sim.ToneLevel(middle(called), notes[0]) < -40 {
		t.Errorf("the operator is not on the left channel: it sounds %v", sim.Loudest(middle(called), 3))
	}
	if dir := os.Getenv("SPOJKA_SHOTS"); dir != "" {
		if png, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100)); err == nil {
			_ = os.WriteFile(filepath.Join(dir, "real-call.png"), png, 0o600)
		}
	}
}

// newest is the call that stands first in the list.
func (b *running) newest() telephony.CallID {
	b.t.Helper()
	records, err := b.control.Calls(telephony.CallFilter{Limit: 1})
	if err != nil || len(records) != 1 {
		b.t.Fatalf("the list of calls: %v %v", records, err)
	}
	return records[0].ID
}
