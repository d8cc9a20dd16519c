package webadmin

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chrome is a browser at a box's pages.
type chrome struct {
	*visit
	ctx context.Context
}

// newChrome starts Chromium with its own folder, talking to nobody but us.
func newChrome(t *testing.T, b *box) *chrome {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("chromium is missing: apt-get install chromium")
		}
		t.Skip("chromium is missing")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WSURLReadTimeout(longWait), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("autoplay-policy", "no-user-gesture-required"), chromedp.Flag("lang", "cs"),
	}
	v := visitBox(t, b)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 6*time.Minute)
	t.Cleanup(stop)
	c := &chrome{v, ctx}
	c.run(chromedp.EmulateViewport(1440, 900))
	c.listen()
	return c
}

// listen fails the test for an error of the page's script and for anything
// that its policy forbids.
func (c *chrome) listen() {
	c.t.Helper()
	err := chromedp.Listen(c.ctx, func(ev any) {
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			c.t.Errorf("the page's script failed: %s %s", ev.ExceptionDetails.Text, ev.ExceptionDetails.Exception.Description)
		case *log.EventEntryAdded:
			if ev.Entry.Source == log.EntrySourceSecurity || ev.Entry.Source == log.EntrySourceViolation {
				c.t.Errorf("the page broke its policy: %s", ev.Entry.Text)
			}
		}
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *chrome) run(actions ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, actions...); err != nil {
		c.t.Fatal(err)
	}
}

// eval is the value of an expression on the page.
func eval[T any](c *chrome, expression string) T {
	c.t.Helper()
	v, err := chromedp.Run(c.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		c.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until an expression is true on the page.
func (c *chrome) until(what, expression string) {
	c.t.Helper()
	for end := time.Now().Add(longWait); time.Now().Before(end); {
		// while the page turns there is nothing to ask
		if yes, err := chromedp.Run(c.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`)); err == nil && yes {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	c.t.Log(eval[string](c, `document.activeElement.outerHTML.slice(0,200)+location+document.querySelector("main").innerText`))
	c.t.Fatalf("%s: not so within %s", what, longWait)
}

// longWait is when a test gives a page up: a busy computer needs long for what
// takes no time.
const longWait = time.Minute

// shows waits until the page's text holds all of these.
func (c *chrome) shows(texts ...string) {
	c.t.Helper()
	for _, text := range texts {
		c.until("the page shows "+text, `document.body.innerText.replaceAll("\u00a0"," ").includes(`+quoted(text)+`)`)
	}
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func (c *chrome) open(path string) { c.t.Helper(); c.run(chromedp.Navigate(c.url + path)) }

// click presses what a person would look for: a button, link or label with
// this text.
func (c *chrome) click(text string) {
	c.t.Helper()
	const find = `(()=>{const n=t=>t.replaceAll("\u00a0"," ").replace(/\s+/g," ").trim();` +
		`const e=[...document.querySelectorAll("button,a,summary,label")].find(e=>e.offsetParent&&n(e.innerText).startsWith(%));if(!e)return false;` +
		`e.scrollIntoView({block:"center"});window.__hit=e;return true})()`
	c.until("there is "+text+" to press", strings.Replace(find, "%", quoted(text), 1))
	eval[bool](c, `(window.__hit.click(), true)`)
}

func (c *chrome) enter(who string) {
	c.t.Helper()
	c.open("/signin")
	c.run(chromedp.SendKeys(`[name=login]`, who), chromedp.SendKeys(`[name=password]`, goodPassword))
	c.click("Přihlásit")
	c.until("signed in", `location.pathname !== "/signin"`)
}

// picture keeps a screenshot where SPOJKA_SHOTS says.
func (c *chrome) picture(name string) {
	c.t.Helper()
	dir := os.Getenv("SPOJKA_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(c.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// The operator's page in its moments, in a real browser: live, by mouse and
// by keyboard.
func TestBrowserOperator(t *testing.T) {
	b := newBox(t)
	b.someCalls(9)
	c := newChrome(t, b)
	c.open("/signin")
	c.keeps("signin")
	c.enter("jana")
	c.shows("U kterého telefonu sedíte?")
	c.keeps("seats")
	c.click("203")
	c.click("OK")
	c.shows("Nepřijímáte hovory")
	c.click("Aktivní")
	c.shows("Čekáte na hovor")
	c.keeps("waiting")
	b.ring("jana", "+420606000327", known)
	c.shows("Nový příchozí hovor, doba čekání na spojení hovoru: ", "(přepadlý hovor)")
	c.until("who waits has waited for 34 s already", `/: 0(0:3[4-9]|0:[45]|[1-9]:)/.test(document.querySelector(".strip").innerText.replaceAll("\u00a0", " "))`)
	c.keeps("ringing")
	b.answer("jana")
	c.shows("Doba čekání na spojení hovoru byla: 00:34.", "Předpisy úhrad")
	c.until("focus on the reason", `document.activeElement.name === "code"`)
	c.keeps("talking")
	c.click("1 Vyúčtování")
	c.click("12 Předpis")
	c.keeps("reason")
	c.run(chromedp.SendKeys(`[name=note]`, "Žádá odklad"), chromedp.SendKeys(`[name=rt]`, "48 2I3"))
	b.over("jana")
	c.shows("Zpracování")
	c.until("the note is still there", `document.querySelector("[name=note]").value === "Žádá odklad"`)
	b.refuse = refusal("rt-not-number")
	c.click("Uložit")
	c.shows("Zadané číslo RT nemá formát čísla!")
	c.keeps("refused")
	c.click("123 Odklad")
	c.shows("Důvod máte, stačí uložit.")
	c.run(chromedp.KeyEvent("\r", chromedp.KeyModifiers(2)))
	c.shows("Čekáte na hovor")
	b.ring("jana", "+420608000914", nil)
	b.answer("jana")
	c.shows("????? Technická podpora", "Zeptejte se na jméno", "Toto číslo neznáme")
	c.keeps("unknown")
	c.until("focus on the search", `document.activeElement.name === "q"`)
	c.run(chromedp.SendKeys(`[name=q]`, "Vlast"))
	c.click("Hledat")
	c.shows("Vybrat")
	c.keeps("found")
	c.click("Vybrat")
	c.shows("smlouva 2019/00482-B")
}

// rules are what every page keeps: names for all controls, one heading of
// the first level, unique ids, enough contrast (WCAG 2.1 AA), no sideways
// scrolling. They give the list of what is wrong.
const rules = `(() => {
  const wrong = [], say = (what, e) => wrong.push(what + ": " + e.outerHTML.slice(0, 120));
  const seen = e => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
  const named = e => (e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.title || e.querySelector?.(".vh")?.textContent || "").trim();
  for (const e of document.querySelectorAll("input:not([type=hidden]),select,textarea,button,a,summary")) if (seen(e) && !named(e)) say("no name", e);
  const heads = [...document.querySelectorAll("h1")];
  if (heads.length !== 1) wrong.push(heads.length + " headings h1");
  const ids = new Set();
  for (const e of document.querySelectorAll("[id]")) { if (ids.has(e.id)) say("id twice", e); ids.add(e.id); }
  if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push("wider than the screen: " + document.documentElement.scrollWidth);
  for (const e of document.querySelectorAll(".sheet > header")) if (seen(e) && e.offsetWidth < e.parentElement.clientWidth - 1) say("beside its sheet's head stands something", e);
  for (const e of document.querySelectorAll(".tabs")) if (e.scrollWidth > e.clientWidth + 1) wrong.push("tabs run out of sight: " + e.scrollWidth);
  if (!document.documentElement.lang || !document.title) wrong.push("no language or title");
  for (const e of document.querySelectorAll("[aria-describedby]")) if (!document.getElementById(e.getAttribute("aria-describedby"))) say("described by nothing", e);
  const rgb = c => (c.match(/[\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => { const f = x => (x /= 255) <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > .99) return c; } return [255, 255, 255]; };
  for (const e of document.querySelectorAll("body *")) {
    if (!seen(e) || ![...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()) || e.closest(".vh,[aria-disabled=true],:disabled")) continue;
    const s = getComputedStyle(e), a = lum(rgb(s.color)), b = lum(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && s.fontWeight >= 600;
    if (ratio < (large ? 3 : 4.5)) say("contrast " + ratio.toFixed(2), e);
  }
  return wrong.join("\n");
})()`

// keeps checks the rules at both widths and in both themes.
func (c *chrome) keeps(name string) {
	c.t.Helper()
	for _, theme := range []string{"light", "dark"} {
		eval[string](c, `document.documentElement.dataset.theme="`+theme+`"`)
		for _, width := range []int64{1440, 360} {
			c.run(chromedp.EmulateViewport(width, 900))
			if wrong := eval[string](c, rules); wrong != "" {
				c.t.Errorf("%s, %s, %d px:\n%s", name, theme, width, wrong)
			}
			c.picture(fmt.Sprintf("%s-%s-%d", name, theme, width))
		}
	}
	c.run(chromedp.EmulateViewport(1440, 900))
}

// Every page keeps the rules, from 360 px to a wide screen, light and dark.
func TestBrowserPagesKeepTheRules(t *testing.T) {
	b := newBox(t)
	b.someCalls(60)
	c := newChrome(t, b)
	c.open("/signin")
	c.keeps("signin")
	c.enter("spravce")
	for _, path := range allPages {
		c.open(path)
		c.keeps(strings.Trim(strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-", "+", "").Replace(path), "-"))
	}
	b.admin = true
	c.open("/start?code=jednou")
	c.keeps("start")
	c.open("/nikam")
	c.keeps("not-found")
}
