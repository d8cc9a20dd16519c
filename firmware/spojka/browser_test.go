package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// browser is a person at the box's pages.
type browser struct{ *chromium.Page }

func newBrowser(t testing.TB) *browser { t.Helper(); return &browser{chromium.Open(t)} }

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
	w.T.Helper()
	call := fmt.Sprintf("%s(%d, %s)", heard, channel, strings.ReplaceAll(fmt.Sprint(frequencies), " ", ","))
	shares, err := chromedp.Run(w.Ctx, chromedp.Evaluate[[]float64](call, chromedp.EvalAwaitPromise))
	if err != nil {
		w.T.Fatal(err)
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
	w.Press("Chci brát hovory")
	w.Shows("U kterého telefonu sedíte?")
	w.sitsDown("202")

	call := ringsIn(t, b.trunkPhone(), "800100200")
	w.Shows("Zvedněte sluchátko", "Nový příchozí hovor, doba čekání na spojení hovoru: 00:0")
	w.Press("Zvednout simulovaný telefon")
	w.Shows("Hovoří", "Doba čekání na spojení hovoru byla: 00:0", "Předpisy úhrad", "Důvod volání")
	w.Press("1 Porucha služby")
	w.Press("11 Internet")
	w.Shows("Kód důvodu")
	w.Press("112 Je pomalý")
	w.Types("note", "Volal kvůli rychlosti")
	w.Until("four seconds of talk", `document.querySelector(".strip .now time").textContent >= "00:04"`)
	call.HangUp()
	w.Shows("Zpracování", "Důvod máte, stačí uložit.")
	w.Press("Uložit")
	w.Shows("Čekáte na hovor", "112 Je pomalý")

	w.Press("Hovory")
	w.Shows("Seznam hovorů", "112 Je pomalý", "Alena Správcová")
	record := b.record(b.newest())
	w.Press(record.Customer.Name)
	w.Until("the recording is there to play", `document.querySelector("[data-player] audio")`)
	w.Press("Přehrát")
	w.Until("it plays", `document.querySelector("audio").currentTime > 0.5`)
	w.Do(chromedp.SendKeys(`.seek input`, "\ue012")) // arrow keys seek
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
		if png, err := chromedp.Run(w.Ctx, chromedp.FullScreenshot(100)); err == nil {
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
