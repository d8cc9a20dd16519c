package webadmin

import (
	"testing"

	pagecall "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// everyPage runs a script before those of each page that is opened from now.
func (c *chrome) everyPage(script string) {
	c.t.Helper()
	if _, err := chromedp.Call(c.ctx, pagecall.AddScriptToEvaluateOnNewDocument, pagecall.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		c.t.Fatal(err)
	}
}

// Who takes his time over his name and password finds the page as he left it:
// it has nothing live in it that could end.
func TestBrowserSignInPageWaits(t *testing.T) {
	c := newChrome(t, newBox(t))
	c.everyPage(`
		const now = performance.now.bind(performance), every = setInterval;
		performance.now = () => now() * 50;
		window.setInterval = (deed, pause) => every(deed, pause / 50);`)
	c.open("/signin")
	c.run(chromedp.SendKeys(`[name=login]`, "jana"))
	eval[bool](c, `window.mine = true`)
	c.until("a minute has gone", `performance.now() > 60000`)
	c.until("the page is as it was", `window.mine && document.querySelector("[name=login]").value === "jana"`)
}

// A page stays where its reader scrolled while its scripts come in: a press
// would go astray.
func TestBrowserPageDoesNotScrollByItself(t *testing.T) {
	c := newChrome(t, newBox(t))
	c.enter("spravce")
	c.run(chromedp.EmulateViewport(390, 600))
	c.everyPage(`document.addEventListener("readystatechange", () => { if (document.readyState === "interactive") scrollTo(0, 300); })`)
	c.open("/settings/people/jana")
	c.until("its script ran", `document.body.classList.contains("live") && document.readyState === "complete"`)
	c.until("it stayed", `scrollY === 300`)
	c.until("the page's name is in sight in the menu", `(() => {
		const a = document.querySelector(".top nav [aria-current]").getBoundingClientRect();
		return a.left >= 0 && a.right <= innerWidth;
	})()`)
}

// The sign-in ends while somebody writes: the page asks for it again, and what
// was written is there when he is back, but not for somebody else.
func TestBrowserSignInEndsWhileTyping(t *testing.T) {
	b := newBox(t)
	c := newChrome(t, b)
	c.enter("spravce")
	write := func() {
		c.open("/settings/queues/podpora")
		eval[bool](c, `(document.querySelector("[name=name]").value = "Rozepsaná fronta", document.querySelector("[name=sites][value=praha]").click(), true)`)
		eval[any](c, `fetch("/signout", {method: "POST"})`)
		c.until("the page asks who it is", `location.pathname === "/signin"`)
	}
	back := func(who string) {
		c.run(chromedp.SendKeys(`[name=login]`, who), chromedp.SendKeys(`[name=password]`, goodPassword+"\r"))
		c.until("back", `location.pathname !== "/signin" && document.body.classList.contains("live")`)
	}
	write()
	back("spravce")
	c.until("what was written is there", `document.querySelector("[name=name]").value === "Rozepsaná fronta" && document.querySelector("[name=sites][value=praha]").checked`)
	c.open("/settings/queues/podpora")
	c.until("once only", `document.querySelector("[name=name]").value.startsWith("Technická")`)
	write()
	b.office.Agents[3].Installer = true // vedouci
	back("vedouci")
	c.until("the other's page is plain", `document.querySelector("[name=name]").value.startsWith("Technická")`)
}
