// Package chromium is for tests: a person at the box's pages, in Chromium.
package chromium

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers"
)

// Page is what the person sees.
type Page struct {
	T   testing.TB
	Ctx context.Context
}

// patience is when a page is given up: a busy computer needs long for what
// takes no time.
const patience = time.Minute

// Open starts Chromium with a folder of its own, talking to nobody but the
// box. The test fails for an error of a page's script and for anything that a
// page's policy forbids.
func Open(t testing.TB) *Page {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(peers.Need(t, "chromium")), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("autoplay-policy", "no-user-gesture-required"), chromedp.Flag("lang", "cs"),
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 6*time.Minute)
	t.Cleanup(stop)
	p := &Page{t, ctx}
	p.Do(chromedp.EmulateViewport(1440, 900))
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *Page) hear(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		p.T.Errorf("the page's script failed: %s %s", ev.ExceptionDetails.Text, ev.ExceptionDetails.Exception.Description)
	case *log.EventEntryAdded:
		if ev.Entry.Source == log.EntrySourceSecurity || ev.Entry.Source == log.EntrySourceViolation {
			p.T.Errorf("the page broke its policy: %s", ev.Entry.Text)
		}
	}
}

// Do does what can't fail.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	if err := chromedp.Do(p.Ctx, actions...); err != nil {
		p.T.Fatal(err)
	}
}

// Eval is the value of an expression on the page.
func Eval[T any](p *Page, expression string) T {
	p.T.Helper()
	v, err := chromedp.Run(p.Ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.T.Fatalf("%s: %v", expression, err)
	}
	return v
}

// is says that an expression is true on the page. While the page turns there is
// nothing to ask.
func (p *Page) is(expression string) bool {
	yes, err := chromedp.Run(p.Ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`))
	return err == nil && yes
}

// Until waits until an expression is true on the page.
func (p *Page) Until(what, expression string) {
	p.T.Helper()
	for end := time.Now().Add(patience); !p.is(expression); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			text, _ := chromedp.Run(p.Ctx, chromedp.Evaluate[string](`location + "\n" + document.activeElement.outerHTML.slice(0, 200) + "\n" + document.querySelector("main").innerText`))
			p.T.Fatalf("%s: it never was so; the page shows\n%s", what, text)
		}
	}
}

// Shows waits until the page's text holds all of these.
func (p *Page) Shows(texts ...string) {
	p.T.Helper()
	for _, text := range texts {
		p.Until("the page shows "+text, `document.body.innerText.replaceAll("\u00a0", " ").includes(`+strconv.Quote(text)+`)`)
	}
}

// Types types into a field, once the page has come in.
func (p *Page) Types(field, text string) {
	p.T.Helper()
	name := `[name="` + field + `"]`
	p.Until("there is "+field+" to fill", `document.readyState === "complete" && document.querySelector('`+name+`')`)
	p.Do(chromedp.SendKeys(name, text))
}

// aim finds what a person would look for, in the middle of the window, and says
// where, as soon as it holds still under the mouse: a page that is still coming
// in may scroll once more. The page notes on what the next click falls.
const aim = `(text => {
	const plain = e => e.innerText.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim(), kinds = "button,a,summary,label";
	const all = [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility());
	const e = all.find(e => plain(e) === text) || all.find(e => plain(e).startsWith(text));
	if (!e || document.readyState !== "complete") return false;
	e.scrollIntoView({block: "center"});
	const r = e.getBoundingClientRect(), before = window.spot;
	window.spot = [r.x + r.width / 2, r.y + r.height / 2];
	if (String(before) !== String(window.spot) || !e.contains(document.elementFromPoint(...window.spot))) return false;
	const wanted = plain(e);
	window.pressed = false;
	document.addEventListener("click", ev => { const on = ev.target.closest(kinds); window.pressed = !!on && plain(on) === wanted; }, {capture: true, once: true});
	return true;
})`

// Aim waits until there is something to press and says where.
func (p *Page) Aim(text string) (x, y float64) {
	p.T.Helper()
	for {
		p.Until("there is "+text+" to press", aim+`(`+strconv.Quote(text)+`)`)
		spot, err := chromedp.Run(p.Ctx, chromedp.Evaluate[[]float64](`window.spot`))
		if err == nil && len(spot) == 2 { // otherwise the page turned by itself
			return spot[0], spot[1]
		}
	}
}

// Press clicks, with the mouse, on the button, link or label that is the text,
// or begins with it. What a change of the page moved away is pressed again.
func (p *Page) Press(text string) {
	p.T.Helper()
	for range 5 {
		p.Do(chromedp.MouseClickXY(p.Aim(text)))
		if !p.is(`window.pressed === false`) { // it is undefined when the page turned
			return
		}
	}
	p.T.Fatalf("%s can't be pressed: it moves away", text)
}
