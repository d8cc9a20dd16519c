package webadmin

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
)

// chrome is a browser at a box's pages.
type chrome struct {
	*visit
	*chromium.Page
}

func newChrome(t *testing.T, b *box) *chrome {
	t.Helper()
	return &chrome{visitBox(t, b), chromium.Open(t)}
}

// longWait is when a test gives a page up: a busy computer needs long for what
// takes no time.
const longWait = time.Minute

func (c *chrome) open(path string) { c.t.Helper(); c.Do(chromedp.Navigate(c.url + path)) }

func (c *chrome) enter(who string) {
	c.t.Helper()
	c.open("/signin")
	c.Types("login", who)
	c.Types("password", goodPassword)
	c.Press("Přihlásit")
	c.Until("signed in", `location.pathname !== "/signin"`)
}

// picture keeps a screenshot where SPOJKA_SHOTS says.
func (c *chrome) picture(name string) {
	c.t.Helper()
	dir := os.Getenv("SPOJKA_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(c.Ctx, chromedp.FullScreenshot(100))
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
	c.Shows("U kterého telefonu sedíte?")
	c.keeps("seats")
	c.Press("203")
	c.Press("OK")
	c.Shows("Nepřijímáte hovory")
	c.Press("Aktivní")
	c.Shows("Čekáte na hovor")
	c.keeps("waiting")
	b.ring("jana", "+420606000327", known)
	c.Shows("Nový příchozí hovor, doba čekání na spojení hovoru: ", "(přepadlý hovor)")
	c.Until("who waits has waited for 34 s already", `/: 0(0:3[4-9]|0:[45]|[1-9]:)/.test(document.querySelector(".strip").innerText.replaceAll("\u00a0", " "))`)
	c.keeps("ringing")
	b.answer("jana")
	c.Shows("Doba čekání na spojení hovoru byla: 00:34.", "Předpisy úhrad")
	c.Until("focus on the reason", `document.activeElement.name === "code"`)
	c.keeps("talking")
	c.Press("1 Vyúčtování")
	c.Press("12 Předpis")
	c.keeps("reason")
	c.Types("note", "Žádá odklad")
	c.Types("rt", "48 2I3")
	b.over("jana")
	c.Shows("Zpracování")
	c.Until("the note is still there", `document.querySelector("[name=note]").value === "Žádá odklad"`)
	b.refuse = refusal("rt-not-number")
	c.Press("Uložit")
	c.Shows("Zadané číslo RT nemá formát čísla!")
	c.keeps("refused")
	c.Press("123 Odklad")
	c.Shows("Důvod máte, stačí uložit.")
	c.Do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(2)))
	c.Shows("Čekáte na hovor")
	b.ring("jana", "+420608000914", nil)
	b.answer("jana")
	c.Shows("????? Technická podpora", "Zeptejte se na jméno", "Toto číslo neznáme")
	c.keeps("unknown")
	c.Until("focus on the search", `document.activeElement.name === "q"`)
	c.Types("q", "Vlast")
	c.Press("Hledat")
	c.Shows("Vybrat")
	c.keeps("found")
	c.Press("Vybrat")
	c.Shows("smlouva 2019/00482-B")
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
		chromium.Eval[string](c.Page, `document.documentElement.dataset.theme="`+theme+`"`)
		for _, width := range []int64{1440, 360} {
			c.Do(chromedp.EmulateViewport(width, 900))
			if wrong := chromium.Eval[string](c.Page, rules); wrong != "" {
				c.t.Errorf("%s, %s, %d px:\n%s", name, theme, width, wrong)
			}
			c.picture(fmt.Sprintf("%s-%s-%d", name, theme, width))
		}
	}
	c.Do(chromedp.EmulateViewport(1440, 900))
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
