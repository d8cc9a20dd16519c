package number

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

// However a phone writes it, an emergency number goes out as it is known, and
// in no form of number that a trunk wants does anything come before it.
//
// Proves: P-EMERG-1
func TestEmergencyNumbers(t *testing.T) {
	for _, c := range []struct {
		country, dialled string
		want             telephony.Number
	}{
		{"CZ", "112", "112"}, {"CZ", "+420112", "112"}, {"CZ", "00420158", "158"}, {"CZ", "420150", "150"}, {"CZ", "0155", "155"},
		{"CZ", "+112", "112"}, {"CZ", "tel:156", "156"}, {"CZ", "tel:112;phone-context=+420", "112"}, {"CZ", "1 5 8", "158"},
		{"CZ", "1120", ""}, {"CZ", "911", ""}, {"CZ", "159", ""}, {"CZ", "+421112", ""}, {"CZ", "112112112", ""}, {"CZ", "", ""},
		{"SK", "159", "159"}, {"DE", "110", "110"}, {"XX", "112", "112"}, {"XX", "158", ""},
	} {
		n := Parse(c.country, c.dialled)
		if got := Emergency(c.country, n); got != c.want {
			t.Errorf("%s in %s, read as %q, is %q, want %q", c.dialled, c.country, n, got, c.want)
		}
	}
	for _, form := range []telephony.NumberForm{telephony.FormPlus, telephony.FormDigits, telephony.FormExit, telephony.FormNational} {
		for _, n := range emergencies("CZ") {
			if got := Form("CZ", telephony.Number(n), form); got != n {
				t.Errorf("%s is written as %q to a trunk of the form %q", n, got, form)
			}
		}
	}
}

// RFC 5031: a phone asks for help by name.
//
// Proves: P-EMERG-1
func TestSos(t *testing.T) {
	for urn, want := range map[string]telephony.Number{
		"service:sos": "112", "service:SOS.fire": "150", "service:sos.ambulance": "155", "service:sos.police.municipal": "158",
		"service:sos.marine": "112", "service:sosx": "", "service:counseling": "", "": "", "sos": "",
	} {
		if got := Sos("CZ", urn); got != want {
			t.Errorf("%q is %q, want %q", urn, got, want)
		}
	}
	if got := Sos("XX", "service:sos.fire"); got != "112" {
		t.Errorf("in an unknown country fire is %q", got)
	}
}
