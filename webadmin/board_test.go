package webadmin

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

// The installer sees which wire goes where, tries lamps and keys, and puts
// functions on keys; nobody else does.
func TestBoardIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	var err error
	if v.box.wired, err = profile.Named("raspberrypi-5"); err != nil {
		t.Fatal(err)
	}
	v.see("/panel", "soc/GPIO17", "vývod 11", "svítí, když je vodič na zemi", "x1/A0", "klávesa spojuje se zemí", "Rozsvítit všechny lampy", "Najít klávesu stiskem", "Telefon 203", "Co klávesa udělá", "přidrží volajícího, nebo ho vezme zpět", "x1: MCP23017 na sběrnici I²C 1, adresa 0x20", "INT na soc/GPIO24, vývod 18", "*8201")
	v.see("/panel", "Jak se to zapojí", "odpor 330 Ω", "Zem je na vývodech 6, 9", "tranzistor PNP", "nožička 21", "4,7 kΩ", "MCP23017", "spojuje se zemí", "Lampy v noci")
	_, body := v.get("/panel")
	for _, other := range []string{"Lampa na PWM", "Řetěz LED", "Panel je zapojený", "která spojuje s napětím"} {
		if strings.Contains(body, other) {
			t.Errorf("the help speaks of %q, which this front hasn't", other)
		}
	}
	for _, key := range []string{"key-2", "key-1", "key-2"} {
		if code, _ := v.post("/panel/keys", "key", key, "fn", "on-air"); code != http.StatusOK {
			t.Errorf("%s: %d", key, code)
		}
	}
	v.post("/panel/keys", "key", "key-2", "fn", "seat:203")
	want := []telephony.FrontKey{{Key: "key-1", Does: "on-air"}, {Key: "key-2", Does: "seat:203"}}
	if !slices.Equal(v.box.office.Keys, want) {
		t.Errorf("the office has %v", v.box.office.Keys)
	}
	for _, bad := range [][]string{{"key", "key-99", "fn", "on-air"}, {"key", "key-1", "fn", "no-such-thing"}, {"key", "key-1", "fn", "seat"}} {
		if code, _ := v.post("/panel/keys", bad...); code != http.StatusBadRequest {
			t.Errorf("%v: %d", bad, code)
		}
	}
	v.post("/panel/test", "lamp", "")
	v.post("/panel/test", "lamp", "led-fault")
	v.post("/panel/find", "on", "1")
	v.post("/panel/find", "on", "")
	if got := strings.Join(v.box.orders, ", "); got != "test , test led-fault, find true, find false" {
		t.Errorf("the front was told %q", got)
	}
	v.box.face.Asking = true
	v.see("/panel", "Stiskněte klávesu na boxu", "Už nehledat")
	v.box.face.Trouble = "led-a: there is no line soc/GPIO99: see the names of lines with gpioinfo; x1 doesn't answer at 0x20 of I²C bus 1 (no such device): check its cable and its address pins"
	v.see("/panel", "Panel má poruchu: led-a: není tu vodič soc/GPIO99", "Panel má poruchu: x1: neodpovídá na adrese 0x20")
	v.box.face.Trouble, v.box.face.Asking, v.box.face.Found = "", false, "key-3"
	v.see("/panel", "Klávesa 3 (key-3) funguje.")

	other := visitBox(t, v.box).signIn("jana")
	if _, body := other.get("/panel"); strings.Contains(body, "/panel/keys") {
		t.Error("an operator is shown how to set the board up")
	}
	for _, path := range []string{"/panel/keys", "/panel/test", "/panel/find", "/panel/front"} {
		if code, _ := other.post(path, "key", "key-1", "fn", "free"); code != http.StatusForbidden {
			t.Errorf("%s as an operator: %d", path, code)
		}
	}
}

// A key of the panel that did nothing says why on whatever page its operator
// has open, for a while, and on nobody else's.
func TestRefusedKeyIsSaidOnTheOperatorsPage(t *testing.T) {
	v := newVisit(t).signIn("jana")
	const why = "Nejprve dokončete zpracování hovoru"
	shows := func(v *visit) bool {
		_, body := v.get("/centre")
		return strings.Contains(strings.ReplaceAll(body, "\u00a0", " "), why) && strings.Contains(body, "Klávesa 1")
	}
	face := &v.box.face
	face.Own, face.Keys[0].Refused, face.Keys[0].RefusedAt = "jana", string(telephony.RefusedSaveFirst), v.box.Now().Up
	if !shows(v) {
		t.Error("the operator isn't told")
	}
	if shows(visitBox(t, v.box).signIn("vedouci")) {
		t.Error("another is told")
	}
	if face.Keys[0].RefusedAt -= refusedShows; shows(v) {
		t.Error("it stays for ever")
	}
}

// The installer says when it is night for lamps and, where the board may come
// without a front, that one is there.
func TestFrontIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.see("/panel", `<option value="22" selected>22:00`, `<option value="6" selected>6:00`)
	v.post("/panel/front", "wired", "on", "from", "20", "till", "7", "bright", "on", "closed", "on")
	if got := v.box.office.Front; got != (telephony.Front{Bright: true, DimFrom: 20, DimTill: 7, DimClosed: true}) {
		t.Errorf("the office has %+v: this board always has its front", got)
	}
	v.see("/panel?saved=1", `<option value="20" selected>20:00`, `name="bright" checked`, "Uloženo")
	if code, _ := v.post("/panel/front", "from", "24", "till", "7"); code != http.StatusBadRequest {
		t.Errorf("24 o'clock: %d", code)
	}
	v.box.optional = true
	for _, wired := range []string{"on", ""} {
		w := visitBox(t, v.box).signIn("spravce")
		w.see("/panel", "Panel je zapojený")
		w.post("/panel/front", "wired", wired, "from", "20", "till", "7")
		if got := v.box.office.Front.Wired; got != (wired == "on") {
			t.Errorf("wired %q: %v", wired, got)
		}
	}
}

// The board's page in a browser, with the real front behind it: a key is found
// by pressing it, given a function by keyboard alone, and each lamp is tried.
func TestBrowserBoard(t *testing.T) {
	b := newBox(t)
	p, err := profile.Named("raspberrypi-5")
	if err != nil {
		t.Fatal(err)
	}
	front := panel.New(panel.Options{
		Profile: p, Now: b.Now, Watch: b.Watch, Conditions: b.Conditions,
		Ask: func(context.Context, telephony.Wish) (*telephony.Refusal, error) { return nil, nil },
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); front.Run(ctx) }()
	defer func() { stop(); <-done }()
	b.panel = front
	c := newChrome(t, b)
	c.enter("spravce")
	c.open("/panel")
	c.Shows("Zapojení a klávesy")
	c.keeps("board")
	c.Press("Najít klávesu stiskem")
	c.Shows("Stiskněte klávesu na boxu")
	c.Do(chromedp.Focus(`.keys [value="key-3"]`), chromedp.KeyEvent("\r"))
	c.Shows("Klávesa 3 (key-3) funguje.")
	c.Until("its row is marked", `document.querySelector("#part-key-3[aria-current]")`)
	c.picture("board-found")
	c.Do(chromedp.Focus(`#fn-key-3`), chromedp.KeyEvent("z"), chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"))
	c.Until("the office has it", `true`)
	for end := time.Now().Add(longWait); len(b.keys()) == 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if got := b.keys(); len(got) != 1 || got[0].Key != "key-3" || got[0].Does != "answer" {
		t.Errorf("on keys is %v", got)
	}
	c.Do(chromedp.Focus(`#part-led-recording button`), chromedp.KeyEvent("\r"))
	c.Until("the lamp is lit", `document.querySelectorAll(".lamps li")[5].dataset.s === "lost"`)
	c.Until("and dark again", `document.querySelectorAll(".lamps li")[5].classList.contains("dark")`)
}
