package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// A real phone on its seat's page: not there, registered, after a call with
// the figures of its sound, and dead without a word.
func TestBrowserSeatPhone(t *testing.T) {
	peers.Need(t, "baresip")
	const at = "127.51.4.3"
	b := newBox(t, "127.51.4.1", "127.51.4.2", nil).start("--sim=false")
	w := newBrowser(t)
	w.first(b)
	w.Do(chromedp.Navigate(fmt.Sprintf("http://%s:8080/settings/seats/203", b.ip)))
	w.Shows("Žádný telefon tu není přihlášený", b.sip().String(), "Po prvním hovoru")
	_, phone := b.baresip(at, "203", 880)
	w.Shows("baresip v", "připravený", at+":5060 UDP", "Přihlášeno od", "Platí do")

	b.onAir("jana", "203")
	call := ringsIn(t, b.trunkPhone(), "800100200")
	id := b.works("jana", telephony.Talking)
	b.until("sound from the phone", func() bool {
		for _, c := range b.snapshot().Calls {
			for _, q := range c.Sound {
				if c.ID == id && q.Seat == "203" && q.Received > 100 {
					return true
				}
			}
		}
		return false
	})
	call.HangUp()
	b.save("jana", "")
	w.Do(chromedp.Reload())
	w.Shows("dobrý", "ztraceno 0,0 %", "kolísání")

	if err := phone.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.Shows("neodpovídá")
}
