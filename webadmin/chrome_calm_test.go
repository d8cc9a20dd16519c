package webadmin

import (
	"strings"
	"testing"

	pagecall "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
	"github.com/spojka/spojka/telephony"
)

// everyPage runs a script before those of each page that is opened from now.
func (c *chrome) everyPage(script string) {
	c.t.Helper()
	if _, err := chromedp.Call(c.Ctx, pagecall.AddScriptToEvaluateOnNewDocument, pagecall.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
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
	c.Types("login", "jana")
	chromium.Eval[bool](c.Page, `window.mine = true`)
	c.Until("a minute has gone", `performance.now() > 60000`)
	c.Until("the page is as it was", `window.mine && document.querySelector("[name=login]").value === "jana"`)
}

// A page stays where its reader scrolled while its scripts come in: a press
// would go astray.
func TestBrowserPageDoesNotScrollByItself(t *testing.T) {
	c := newChrome(t, newBox(t))
	c.enter("spravce")
	c.Do(chromedp.EmulateViewport(390, 600))
	c.everyPage(`document.addEventListener("readystatechange", () => { if (document.readyState === "interactive") scrollTo(0, 300); })`)
	c.open("/settings/people/jana")
	c.Until("its script ran", `document.body.classList.contains("live") && document.readyState === "complete"`)
	c.Until("it stayed", `scrollY === 300`)
	c.Until("the page's name is in sight in the menu", `(() => {
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
		chromium.Eval[bool](c.Page, `(document.querySelector("[name=name]").value = "Rozepsaná fronta", document.querySelector("[name=sites][value=praha]").click(), true)`)
		chromium.Eval[any](c.Page, `fetch("/signout", {method: "POST"})`)
		c.Until("the page asks who it is", `location.pathname === "/signin"`)
	}
	back := func(who string) {
		c.Types("login", who)
		c.Types("password", goodPassword+"\r")
		c.Until("back", `location.pathname !== "/signin" && document.body.classList.contains("live")`)
	}
	write()
	back("spravce")
	c.Until("what was written is there", `document.querySelector("[name=name]").value === "Rozepsaná fronta" && document.querySelector("[name=sites][value=praha]").checked`)
	c.open("/settings/queues/podpora")
	c.Until("once only", `document.querySelector("[name=name]").value.startsWith("Technická")`)
	write()
	b.office.Agents[3].Installer = true // vedouci
	back("vedouci")
	c.Until("the other's page is plain", `document.querySelector("[name=name]").value.startsWith("Technická")`)
}

// A long form that was refused comes back at the field that is wrong, in sight.
func TestBrowserFormComesBackAtItsMistake(t *testing.T) {
	c := newChrome(t, newBox(t))
	c.enter("spravce")
	c.Do(chromedp.EmulateViewport(390, 844))
	c.open("/settings/queues/podpora")
	chromium.Eval[bool](c.Page, `(document.querySelector("[name=maxWait]").value = "dlouho", true)`)
	c.Press("Uložit změny")
	c.Until("the mistake is in sight and has the focus", `(() => {
		const e = document.activeElement, r = e.getBoundingClientRect();
		return e.name === "maxWait" && e.getAttribute("aria-invalid") === "true" && r.top >= 0 && r.bottom < innerHeight;
	})()`)
}

// Names may be 60 characters long and one word, and what a caller's provider
// sends as his name is text: nothing gets wider than the screen, nothing is
// cut, nothing of it runs.
func TestBrowserLongAndWickedNames(t *testing.T) {
	b := newBox(t)
	const long, wicked = "Nejneobhospodařovávatelnějšíorganizacenejzákladnějšíhoškolst", `<img src=x onerror="window.hit=1"><b>Jméno`
	b.office.Queues[0].Name, b.office.Queues[1].Name = long, wicked
	b.office.Agents[0].Name, b.office.Agents[1].Name = long, wicked
	b.office.Breaks[0].Name, b.office.Seats[1].Name, b.office.Sites[0].Name = long, long, long
	for i := range b.cards {
		b.cards[i].Name = []string{long, wicked}[i%2]
	}
	b.someCalls(4)
	for i := range b.records {
		b.records[i].QueueName, b.records[i].AgentName, b.records[i].FromName = wicked, long, wicked
		b.records[i].Customer = &telephony.CustomerRef{ID: "100482", Name: wicked, Active: true}
	}
	c := newChrome(t, b)
	c.enter("jana")
	c.keeps("long-seats")
	c.Press("202")
	c.Press("OK")
	c.Shows("Nepřijímáte hovory")
	c.keeps("long-idle")
	c.Press("Aktivní")
	c.Shows("Čekáte na hovor")
	b.ring("jana", "+420606000327", &telephony.CustomerRef{ID: "100482", Name: wicked, Active: true})
	c.Shows("Zvedněte sluchátko")
	c.keeps("long-ringing")
	b.answer("jana")
	c.Shows("Hovoří")
	c.keeps("long-talking")
	chromium.Eval[any](c.Page, `fetch("/signout", {method: "POST"})`)
	c.enter("spravce")
	for _, path := range []string{"/overview", "/wall", "/calls?period=all", "/calls/2-000001?period=all", "/customers/100482", "/settings/queues", "/settings/people/jana", "/panel"} {
		c.open(path)
		c.keeps("long" + strings.ReplaceAll(path, "/", "-"))
		c.Until("nothing ran", `!window.hit && !document.querySelector("img")`)
	}
}
