package webadmin

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
	"github.com/spojka/spojka/telephony"
)

// key presses a key with modifiers, as the keyboard does: code is its place.
func (c *chrome) key(key, code string, m chromedp.Modifier) {
	c.t.Helper()
	for _, typ := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{Type: typ, Key: key, Code: code, Modifiers: int64(m)}
		if _, err := chromedp.Call(c.Ctx, input.DispatchKeyEvent, p); err != nil {
			c.t.Fatal(err)
		}
	}
}

// By keyboard alone: seat, on air, a break, the reason by its number, Save.
func TestBrowserByKeyboardAlone(t *testing.T) {
	b := newBox(t)
	c := newChrome(t, b)
	c.enter("jana")
	c.Shows("U kterého telefonu sedíte?")
	c.Do(chromedp.Focus(`[name=seat]`), chromedp.KeyEvent(" "), chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"))
	c.Shows("Nepřijímáte hovory")
	c.Do(chromedp.Focus(`[formaction="/centre/on-air"]`), chromedp.KeyEvent("\r"))
	c.Shows("Čekáte na hovor")
	c.key("3", "Digit3", chromedp.ModifierAlt)
	c.Shows("Přestávka: Porada")
	if w, ok := b.last().(telephony.GoOffAir); !ok || w.Break != "porada" {
		t.Errorf("Alt+3 asked %+v", b.last())
	}
	c.Do(chromedp.Focus(`[formaction="/centre/on-air"]`), chromedp.KeyEvent("\r"))
	c.Shows("Čekáte na hovor")
	b.ring("jana", "+420606000327", known)
	b.answer("jana")
	c.Until("focus on the reason", `document.activeElement.name === "code"`)
	c.Types("code", "123")
	c.Until("the way is chosen", `document.querySelector("[value='123']").checked && document.querySelector("[value='1']").checked`)
	c.key("p", "KeyP", chromedp.ModifierAlt)
	c.Until("Alt+P leads to passing on", `document.activeElement === document.querySelector("#transfer [name=queue]")`)
	b.over("jana")
	c.Shows("Důvod máte, stačí uložit.")
	c.key("Enter", "Enter", chromedp.ModifierCtrl)
	c.Shows("Čekáte na hovor")
	if w, ok := b.last().(telephony.SaveCall); !ok || strings.Join(texts(w.Form.Reasons), " ") != "1 12 123" {
		t.Errorf("Ctrl+Enter asked %+v", b.last())
	}
	chromium.Eval[bool](c.Page, `(document.activeElement.blur(), true)`)
	c.key("/", "Slash", 0)
	c.Until("the search has the focus", `document.activeElement.name === "q"`)
}

// A change of the reason drops what follows it; a word finds codes.
//
// Proves: S-REASON-2, S-REASON-3, S-REASON-4
func TestBrowserReasonTree(t *testing.T) {
	b := newBox(t)
	c := newChrome(t, b)
	b.grant(&b.shot, telephony.SignOn{Agent: "jana", Seat: "203"})
	b.ring("jana", "+420606000327", known)
	b.answer("jana")
	c.enter("jana")
	c.Until("one level", `[...document.querySelectorAll(".tree fieldset")].filter(f => !f.hidden).length === 1`)
	c.Press("1 Vyúčtování")
	c.Press("12 Předpis")
	c.Shows("Kód důvodu")
	c.Press("123 Odklad")
	c.Press("2 Porucha")
	c.Until("what followed is gone", `document.querySelectorAll(".tree :checked").length === 1 && !document.querySelector("[value='12']").checkVisibility()`)
	c.Types("code", "nejde")
	c.Press("212 Nejde televize")
	c.Until("the word chose", `document.querySelector("[value='212']").checked`)
	c.open("/calls")
	c.open("/centre")
	c.Until("the choice outlives a reload", `document.querySelector("[value='212']").checked && document.querySelector("[name=code]").value === "212"`)
}

// On ringing any page turns to the call and what was typed is kept.
//
// Proves: D-42, W-WALL-6
func TestBrowserRingingTurnsAnyPageToTheCall(t *testing.T) {
	b := newBox(t)
	b.grant(&b.shot, telephony.SignOn{Agent: "jana", Seat: "203"})
	c := newChrome(t, b)
	c.enter("jana")
	c.open("/customers/new")
	c.Types("name", "Rozepsaná Karta")
	b.ring("jana", "+420606000327", known)
	c.Until("the page turned", `location.pathname === "/centre"`)
	c.Shows("Zvedněte sluchátko")
	c.open("/customers/new")
	c.Until("what was typed is there", `document.querySelector("[name=name]").value === "Rozepsaná Karta"`)
	c.Until("the page does not turn twice", `location.pathname === "/customers/new"`)
}

// gate stands before the pages and can cut the stream, or everything; or
// swallow everything, as a network does whose cable is out.
type gate struct {
	pages                      http.Handler
	noPush, nothing, swallowed atomic.Bool
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if g.swallowed.Load() {
		<-r.Context().Done()
		return
	}
	if g.nothing.Load() || g.noPush.Load() && r.URL.Path == "/live" && r.FormValue("once") == "" {
		panic(http.ErrAbortHandler)
	}
	g.pages.ServeHTTP(w, r)
}

// behindGate is Jana at her page, off air, behind a gate that lets no push
// through.
func behindGate(t *testing.T) (*box, *chrome, *gate, *httptest.Server) {
	t.Helper()
	b := newBox(t)
	b.grant(&b.shot, telephony.SignOn{Agent: "jana", Seat: "203"})
	c := newChrome(t, b)
	p, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{pages: p}
	g.noPush.Store(true)
	s := httptest.NewServer(g)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	c.url = s.URL
	c.enter("jana")
	c.Shows("Nepřijímáte hovory")
	return b, c, g, s
}

// With push cut the page asks each two seconds; when the box is away it says
// so, and is right again without a reload when the box is back.
//
// Proves: S-LINE-2, D-15
func TestBrowserPageLivesOnWhenPushIsCutAndTheBoxRestarts(t *testing.T) {
	b, c, _, first := behindGate(t)
	addr := first.Listener.Addr().String()
	b.change(func(s *telephony.Snapshot) { b.grant(s, telephony.GoOnAir{Agent: "jana"}) })
	c.Shows("Čekáte na hovor")
	chromium.Eval[string](c.Page, `document.querySelector("[name=q]").value = "rozepsáno"`)

	first.CloseClientConnections()
	first.Close()
	c.Shows("Spojení s boxem se přerušilo.")
	b.ring("jana", "+420606000327", known)
	again, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	second := &httptest.Server{Listener: l, Config: &http.Server{Handler: again}}
	second.Start()
	t.Cleanup(func() { second.CloseClientConnections(); second.Close() })
	c.Shows("Zvedněte sluchátko")
	c.Until("nothing was reloaded, the note is gone", `document.querySelector("[name=q]").value === "rozepsáno" && document.getElementById("cut").hidden`)
}

// A network that swallows everything, without a word, is said like one that is
// cut; so is a search that gets no answer.
func TestBrowserSaysThatNothingComesBack(t *testing.T) {
	_, c, g, _ := behindGate(t)
	g.swallowed.Store(true)
	c.Shows("Spojení s boxem se přerušilo.")
	g.swallowed.Store(false)
	c.Until("the note goes by itself", `document.getElementById("cut").hidden`)
	g.nothing.Store(true)
	c.Types("q", "Vlast\r")
	c.Shows("Box neodpověděl. Zkontrolujte síť a zkuste to znovu.")
}

// D-1's question is asked beside the choice and can be answered.
func TestBrowserSecondSeatIsAskedFor(t *testing.T) {
	b := newBox(t)
	c := newChrome(t, b)
	c.enter("jana")
	c.Press("202")
	b.refuse = &telephony.Refusal{Code: telephony.RefusedElsewhere, Name: "203", Since: b.start}
	c.Press("OK")
	c.Shows("Jste přihlášen na telefonu 203 od 07:00. Odhlásit tam a přihlásit zde?")
	c.keeps("elsewhere")
	c.Press("Odhlásit tam a přihlásit zde")
	c.Shows("Nepřijímáte hovory")
	if w, ok := b.last().(telephony.SignOn); !ok || !w.Move || w.Seat != "202" {
		t.Errorf("asked %+v", b.last())
	}
	c.Press("Aktivní")
	c.Shows("Čekáte na hovor")
	c.Press("Načíst poslední nezpracovaný hovor") // it says why not
	c.Shows("Nejprve se přepněte na Neaktivní.")
}

// The operator's browser dies: his state stays, the supervisor sees that his
// page is gone, and a new browser shows what is so (FAULTS 23).
func TestBrowserThatDiesIsSeenBySupervisor(t *testing.T) {
	b := newBox(t)
	b.grant(&b.shot, telephony.SignOn{Agent: "jana", Seat: "203"})
	c := newChrome(t, b)
	c.enter("jana")
	b.ring("jana", "+420606000327", known)
	b.answer("jana")
	c.Shows("Hovoří")
	watcher := &visit{t, b, c.url, newVisit(t).web}
	watcher.signIn("vedouci")
	if body := watcher.see("/overview", "Jana Nováková"); strings.Contains(body, "stránka není otevřená") {
		t.Error("the page counts as gone while it is open")
	}
	if err := chromedp.Cancel(c.Ctx); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(longWait); ; time.Sleep(100 * time.Millisecond) {
		_, body := watcher.get("/overview")
		if strings.Contains(body, "stránka není otevřená") {
			watcher.holds(body, "Hovoří")
			break
		}
		if time.Now().After(end) {
			t.Fatal("the supervisor doesn't see it within 15 s")
		}
	}
	again := &visit{t, b, c.url, newVisit(t).web}
	again.signIn("jana").see("/centre", "Hovoří", "Vlastimila Řeháčková-Hrdličková")
}

// A wrong field is put right and Save pressed by the mouse: the sentence about
// it goes while it is typed over, not when the press takes the focus away and
// would move the button from under the mouse.
func TestBrowserSaveStaysUnderTheMouse(t *testing.T) {
	b := newBox(t)
	c := newChrome(t, b)
	c.Do(chromedp.EmulateViewport(1440, 2000)) // the bar with Save doesn't stick to the window's end
	c.enter("jana")
	c.Press("203")
	c.Press("OK")
	b.ring("jana", "+420606000327", known)
	b.answer("jana")
	c.Shows("Hovoří")
	c.Types("rt", "48a")
	b.refuse = &telephony.Refusal{Code: telephony.RefusedRTNotNumber}
	c.Press("Uložit")
	c.Shows("Zadané číslo RT nemá formát čísla!")
	c.Until("it is marked", `(document.querySelector("[name=rt]").select(), true)`)
	c.Types("rt", "48213")
	c.Do(chromedp.MouseClickXY(c.Aim("Uložit"))) // once
	c.Until("it is saved", `!document.querySelector("#save")`)
	if w, ok := b.last().(telephony.SaveCall); !ok || w.Form.RT != "48213" {
		t.Errorf("asked %+v", b.last())
	}
}
