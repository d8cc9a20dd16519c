package main

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// registrar runs sipp as a provider that is registered with.
func (b *running) registrar(ip, user, password string) {
	b.t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "registrar.xml"))
	if err != nil {
		b.t.Fatal(err)
	}
	dir := b.t.TempDir()
	write(b.t, dir, "registrar.xml", strings.NewReplacer("{{user}}", user, "{{password}}", password).Replace(string(text)))
	peers.Launch(b.t, dir, "sipp", "-sf", "registrar.xml", "-i", ip, "-p", "5060", "-nostdin", "-deadcall_wait", "0")
}

// On the page an installer chooses the provider, types what stands in the
// contract, sees that the password is wrong and then that the line is
// registered; a call comes in by it, to the number that its profile looks for.
//
// Proves: P-SET-1
func TestBrowserRegisteringTrunk(t *testing.T) {
	peers.Need(t, "sipp")
	const provider, right, wrong = "127.51.1.3", "Tajne-Heslo-7", "Spatne-Heslo-9"
	b := newBox(t, "127.51.1.1", "127.51.1.2", nil).start()
	b.registrar(provider, "heslar", right)
	w := newBrowser(t)
	w.first(b)
	w.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080/settings/trunks/new"))
	w.Do(chromedp.SetValue(`[name="provider"]`, "odorik"))
	w.Press("Vyplnit")
	w.Shows("Vyplněno: Odorik.")
	w.Types("name", "Odorik")
	w.Types("registrar", provider)
	w.Types("registerUser", "881234")
	w.Types("authUser", "heslar")
	w.Types("trunkPassword", wrong)
	w.saves()
	w.Shows("Heslo nesouhlasí.", "Opište ho znovu", "401 Unauthorized")
	w.Types("trunkPassword", right)
	w.saves()
	w.Shows("Linka je přihlášená u poskytovatele.", "Přihlášeno od", "Obnoví se v", provider+":5060")

	b.onAir("jana", "201")
	far := b.phone(sim.Options{Local: netip.MustParseAddr(provider), Play: func() sim.Source { return sim.Tone(440, -20) }})
	call := ringsIn(t, far, "800100200")
	if err := call.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	b.works("jana", telephony.Talking)
	call.HangUp()
	if r := b.record(b.save("jana", "")); r.Trunk != "odorik" || r.From != "+420777123456" || r.To != "+420800100200" {
		t.Errorf("the call stands in the list as %+v", r)
	}
	b.saysNowhere(right, wrong)
}

// saysNowhere looks for secrets in what the box said and wrote, but for the
// file of secrets.
func (b *running) saysNowhere(secrets ...string) {
	b.t.Helper()
	said := b.out.String()
	_ = filepath.WalkDir(b.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasPrefix(d.Name(), "secrets") {
			text, _ := os.ReadFile(path)
			said += string(text)
		}
		return nil
	})
	for _, s := range secrets {
		if strings.Contains(said, s) {
			b.t.Errorf("the box says %s", s)
		}
	}
}
