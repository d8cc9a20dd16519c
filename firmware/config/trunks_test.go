package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// provider is a trunk that registers.
func provider() telephony.Trunk {
	return telephony.Trunk{ID: "isp", Name: "Provider", Register: &telephony.Register{Registrar: "sip.example.cz", User: "420800100200"}}
}

func put(c *Config, password string, t telephony.Trunk) error {
	return c.PutTrunk("admin", password, func(o *telephony.Office) (telephony.TrunkID, error) {
		for i := range o.Trunks {
			if o.Trunks[i].ID == t.ID {
				o.Trunks[i] = t
				return t.ID, nil
			}
		}
		o.Trunks = append(o.Trunks, t)
		return t.ID, nil
	})
}

func TestTrunksAreChecked(t *testing.T) {
	c := administered(t, t.TempDir())
	for want, f := range map[string]func(*telephony.Trunk){
		"the registrar is missing":                  func(t *telephony.Trunk) { t.Register.Registrar = "" },
		`Server: “http://sip.cz” is no host`:        func(t *telephony.Trunk) { t.Register.Registrar = "http://sip.cz" },
		`Server: “a b” is no host`:                  func(t *telephony.Trunk) { t.Register.Registrar = "a b" },
		`Server: “sip.cz:0” is no host`:             func(t *telephony.Trunk) { t.Register.Registrar = "sip.cz:0" },
		`Server: “sip..cz” is no host`:              func(t *telephony.Trunk) { t.Register.Registrar = "sip..cz" },
		`Outbound proxy: “x??y” is no host`:         func(t *telephony.Trunk) { t.Register.OutboundProxy = "x\r\ny" },
		"the user that is registered is missing":    func(t *telephony.Trunk) { t.Register.User = "" },
		`User: “a>b” can't be`:                      func(t *telephony.Trunk) { t.Register.User = "a>b" },
		`User of the password: “é” can't be`:        func(t *telephony.Trunk) { t.Register.AuthUser = "é" },
		`the domain of From “a.cz:5060” has a port`: func(t *telephony.Trunk) { t.Register.FromDomain = "a.cz:5060" },
		"it is registered for 10 s: use 60":         func(t *telephony.Trunk) { t.Register.Expires = 10 },
		"a simulated trunk registers nowhere":       func(t *telephony.Trunk) { t.Simulated = true },
		"nobody could call by it":                   func(t *telephony.Trunk) { t.Register = nil },
		`Where calls go out: “-” is no host`:        func(t *telephony.Trunk) { t.Host = "-" },
		`“0.0.0.0/0” is no address`:                 func(t *telephony.Trunk) { t.Peers = []string{"0.0.0.0/0"} },
		`“0.0.0.0” is no address`:                   func(t *telephony.Trunk) { t.Peers = []string{"0.0.0.0"} },
		"it calls from 65 addresses":                func(t *telephony.Trunk) { t.Peers = strings.Fields(strings.Repeat("192.0.2.1 ", 65)) },
		`the number called can't stand in “from”`:   func(t *telephony.Trunk) { t.Habits.Called = telephony.InFrom },
		`our number can't stand in “to”`:            func(t *telephony.Trunk) { t.Habits.Shown = telephony.InTo },
		`numbers can't be written as “morse”`:       func(t *telephony.Trunk) { t.Habits.Dials = "morse" },
		`sound can't be coded as “G729”`:            func(t *telephony.Trunk) { t.Habits.Codecs = []telephony.Codec{telephony.PCMA, "G729"} },
		`sound can't be coded as “PCMU”`:            func(t *telephony.Trunk) { t.Habits.Codecs = []telephony.Codec{telephony.PCMU, telephony.PCMU} },
		"it carries -1 calls at once":               func(t *telephony.Trunk) { t.Lines = -1 },
		`Site “moon” is not in the settings`:        func(t *telephony.Trunk) { t.Site = "moon" },
		`the main number “x” is no number`:          func(t *telephony.Trunk) { t.Number = "x" },
		`the caller's number can't stand in “to”`:   func(t *telephony.Trunk) { t.Habits.Caller = []telephony.NumberIn{telephony.InTo} },
		`the caller's number can't stand in “from”`: func(t *telephony.Trunk) {
			t.Habits.Caller = []telephony.NumberIn{telephony.InFrom, telephony.InFrom}
		},
	} {
		one := provider()
		f(&one)
		var faults Faults
		if err := put(c, "", one); !errors.As(err, &faults) || !says(err, want) || !strings.HasPrefix(err.Error(), "trunk isp: ") {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
	for _, f := range []func(*telephony.Trunk){
		func(*telephony.Trunk) {},
		func(t *telephony.Trunk) {
			t.Register.Registrar, t.Register.OutboundProxy, t.Register.Expires = "[2001:db8::1]:5070", "192.0.2.1:5060", 60
			t.Register.User, t.Register.AuthUser, t.Register.FromDomain = "+420800100200", "name@domain.cz", "ims.example.cz"
		},
		func(t *telephony.Trunk) {
			t.Register, t.Peers, t.Host = nil, []string{"192.0.2.0/24", "2001:db8::/32"}, "2001:db8::1"
		},
	} {
		one := provider()
		f(&one)
		if err := put(c, "", one); err != nil {
			t.Error(err)
		}
	}
	if err := put(c, "", provider()); err != nil {
		t.Fatal(err)
	}
	twin := provider()
	twin.ID = "twin"
	if err := put(c, "", twin); err == nil || !says(err, "trunk isp registers the same user there") {
		t.Error(err)
	}
	twin.Disabled = true
	if err := put(c, "", twin); err != nil {
		t.Error(err)
	}
}

// A trunk's password is kept by itself, only for the box, over a restart,
// until the trunk no longer registers. Nothing says it.
func TestTrunkPassword(t *testing.T) {
	dir := t.TempDir()
	c := administered(t, dir)
	var heard string
	c.OnChange(func(telephony.Office) { heard = c.TrunkPassword("isp") })
	if err := put(c, "tajné heslo", provider()); err != nil || heard != "tajné heslo" {
		t.Fatalf("%v, with the change came %q", err, heard)
	}
	if err := put(c, "", provider()); err != nil || !c.HasTrunkPassword("isp") {
		t.Errorf("%v: an empty one keeps the one before", err)
	}
	for _, bad := range []string{"two\r\nlines", strings.Repeat("x", longestTrunkPassword+1)} {
		if err := put(c, bad, provider()); !errors.Is(err, ErrTrunkPassword) || c.TrunkPassword("isp") != "tajné heslo" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	one := provider()
	one.Register.User = ""
	if err := put(c, "other", one); err == nil || c.TrunkPassword("isp") != "tajné heslo" {
		t.Errorf("%v: a refused change changed the password", err)
	}
	if got := opened(t, dir).TrunkPassword("isp"); got != "tajné heslo" {
		t.Errorf("after a restart it is %q", got)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		b, _ := os.ReadFile(f)
		if strings.Contains(string(b), "tajné") && !strings.HasPrefix(filepath.Base(f), "secrets") {
			t.Errorf("%s says it", f)
		}
	}
	one = provider()
	one.Register, one.Peers = nil, []string{"192.0.2.1"}
	if err := put(c, "", one); err != nil || c.HasTrunkPassword("isp") {
		t.Errorf("%v: it is still there", err)
	}
}
