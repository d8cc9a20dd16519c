package main

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// screen is a page on which one thing's state is watched.
type screen struct {
	*browser
	name string
}

// watch notes on the page when a thing's state changes.
func (w *browser) watch(name, thing string) screen {
	w.T.Helper()
	w.Until("the state of "+thing, `(() => {
		const look = () => {
			const e = document.querySelector(`+fmt.Sprintf("%q", thing)+`);
			if (e && (!window.seen || window.seen[0] !== e.dataset.s)) window.seen = [e.dataset.s, performance.timeOrigin + performance.now()];
			return e;
		};
		new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true});
		return look();
	})()`)
	return screen{w, name}
}

// shows waits for a state and gives the time at which it came up.
func (s screen) shows(state string) time.Time {
	s.T.Helper()
	s.Until("the state "+state+" for the "+s.name, fmt.Sprintf("window.seen[0] === %q", state))
	at, err := chromedp.Run(s.Ctx, chromedp.Evaluate[float64](`window.seen[1]`))
	if err != nil {
		s.T.Fatal(err)
	}
	return time.UnixMicro(int64(at * 1000))
}

// signedIn is the page of an operator of the example office.
func (b *running) signedIn(agent string) *browser {
	b.t.Helper()
	w := newBrowser(b.t)
	password := regexp.MustCompile(agent + ` +password (\S+)`).FindStringSubmatch(b.out.String())
	if password == nil {
		b.t.Fatalf("the box told no password of %s", agent)
	}
	w.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080/signin"))
	w.Types("login", agent)
	w.Types("password", password[1])
	w.Do(chromedp.KeyEvent("\r"))
	w.Until("the centre", `location.pathname === "/centre" && document.querySelector("[data-key=strip]")`)
	return w
}

// twoScreens are the operator's page and the supervisor's, of Jana at 203.
func (b *running) twoScreens() [2]screen {
	b.t.Helper()
	supervisor := newBrowser(b.t)
	supervisor.first(b)
	supervisor.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080/overview"))
	return [2]screen{b.signedIn("jana").watch("operator", "[data-key=strip]"), supervisor.watch("supervisor", "[data-key=agent-jana] .s")}
}

// turns lets Jana take a break and come back, so many times, and gives how
// long each page took to show it.
func (b *running) turns(screens [2]screen, n int) (took []time.Duration) {
	b.t.Helper()
	for i := range n {
		began, want := time.Now(), "air"
		if i%2 == 0 {
			want = "rest"
			b.ask("off-air", telephony.GoOffAir{Agent: "jana", Break: "porada"})
		} else {
			b.ask("on-air", telephony.GoOnAir{Agent: "jana"})
		}
		for _, s := range screens {
			took = append(took, s.shows(want).Sub(began))
		}
	}
	return took
}

// An operator and a supervisor at two browsers see the same, through a break
// and a whole call.
func TestBrowserTwoSeeTheSame(t *testing.T) {
	b := newBox(t, "127.44.8.1", "127.44.8.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" }).start("--sim=false")
	o := b.open("203")
	screens := b.twoScreens()
	all := func(state string) {
		t.Helper()
		for _, s := range screens {
			s.shows(state)
		}
	}
	all("air")
	t.Logf("%s", b.turns(screens, 4))
	call := o.call("800100200")
	phone := o.ring("203")
	all("ring")
	if err := phone.Answer(); err != nil {
		t.Fatal(err)
	}
	all("talk")
	call.HangUp()
	all("wrap")
	b.save("jana", "")
	all("air")
}

// FAULTS 23: the operator's browser dies in a call. The talk goes on, the
// supervisor sees that the page is gone, and back again it shows the call.
func TestBrowserDiesInACall(t *testing.T) {
	b := newBox(t, "127.44.10.1", "127.44.10.2", nil).start("--sim=false")
	o := b.open("203")
	screens := b.twoScreens()
	c := o.talking("203")
	c.caller.Forget()
	c.called.Forget()
	for _, s := range screens {
		s.shows("talk")
	}
	if err := chromedp.FromContext(screens[0].Ctx).Browser.Process().Kill(); err != nil {
		t.Fatal(err)
	}
	screens[1].Shows(lang.T(lang.CS, "overview.no-page"))
	if w := b.agent("jana").Work; w != telephony.Talking {
		t.Errorf("jana is %s", w)
	}
	c.goesOn()
	c.unbroken()
	b.signedIn("jana").watch("operator", "[data-key=strip]").shows("talk")
	screens[1].Until("the page is no longer missed", fmt.Sprintf(`!document.body.innerText.includes(%q)`, lang.T(lang.CS, "overview.no-page")))
}

// TestLongBenchPages is the part of make bench that looks at screens: how long
// after a wish two people's pages show what came of it.
func TestLongBenchPages(t *testing.T) {
	if !benched("pages") {
		t.Skip("make bench runs it")
	}
	b := &bench{running: newBox(t, "127.44.9.1", "127.44.9.2", nil).start("--sim=false")}
	b.open("203")
	took := b.turns(b.twoScreens(), 50)
	slices.Sort(took)
	b.add(figure{what: fmt.Sprintf("a wish to two people's screens, %d times: p50", len(took)), value: ms(took[len(took)/2]), unit: "ms"})
	b.add(figure{what: "  p99", value: ms(took[len(took)*99/100]), limit: 200, unit: "ms"})
	b.judge()
}
