package number

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Phones send the keys # and * as they are or escaped.
func TestWire32HashAndStar(t *testing.T) {
	for text, want := range map[string]telephony.Number{
		"*21#": "*21#", "*21%23": "*21#", "%2a21%23": "*21#", "%2A21#": "*21#", "#": "#", "*": "*",
		"sip:*21*203%23@pbx;user=phone": "*21*203#",
	} {
		if got := Parse("CZ", text); got != want {
			t.Errorf("Parse(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWire31NumberForms(t *testing.T) {
	for text, want := range map[string]telephony.Number{
		"777123456":                            "+420777123456",
		"420777123456":                         "+420777123456",
		"+420777123456":                        "+420777123456",
		"00420777123456":                       "+420777123456",
		"+420 777 123 456":                     "+420777123456",
		"+420\u00a0777\u00a0123\u00a0456":      "+420777123456",
		"(+420) 777-123-456":                   "+420777123456",
		"sip:777123456@10.0.0.1":               "+420777123456",
		"sip:+420777123456@ipex.cz;user=phone": "+420777123456",
		"sips:777123456:secret@host":           "+420777123456",
		"tel:+420-777-123-456":                 "+420777123456",
		"+420777123456;npdi":                   "+420777123456",
		"+420777123456;npdi;rn=+420900":        "+420777123456",
		"777123456;phone-context=+420":         "+420777123456",
		"tel:301234567;phone-context=+49":      "+49301234567",
		"777123456;phone-context=ims.o2.cz":    "+420777123456",
		"tel:1234567;phone-context=+420":       "1234567",
		"<sip:777123456@10.0.0.1>;tag=3":       "+420777123456",
		"Jan <tel:777123456>":                  "+420777123456",
		"0049301234567":                        "+49301234567",
		"+49301234567":                         "+49301234567",
		"800100200":                            "+420800100200",
		"112":                                  "112",
		"+112":                                 "112",
		"tel:112;phone-context=+420":           "112",
		"150":                                  "150",
		"155":                                  "155",
		"158":                                  "158",
		"116111":                               "116111",
		"14111":                                "14111",
		"203":                                  "203",
		"0":                                    "0",
		"%23203":                               "#203",
		"*21*203#":                             "*21*203#",
		"%2A21":                                "*21",
		"112345678":                            "112345678", // no Czech number begins with 1
		"anonymous":                            "",
		"sip:anonymous@anonymous.invalid":      "",
		"Unavailable":                          "",
		"restricted":                           "",
		"":                                     "",
		"+":                                    "",
		"alice":                                "",
		"sip:10.0.0.1":                         "",
		"77712345678901234567890123456":        "",
		"777%2":                                "",
		"tel:777123456;phone-context=+420;npdi=yes":   "+420777123456",
		"SIP:777123456@host":                          "+420777123456",
		"\t777123456 ":                                "+420777123456",
		"sip:777123456%40evil@host":                   "",
		"777+123456":                                  "",
		"sip:203@pbx":                                 "203",
		"0042077712345":                               "+42077712345",
		"tel:2601;phone-context=+420225":              "2601",
		"+420 (0) 777 123 456":                        "+420777123456",
		"<tel:+420777123456>":                         "+420777123456",
		"\"Novák, Jan\" <sip:777123456@1.2.3.4:5060>": "+420777123456",
	} {
		if got := Parse("CZ", text); got != want {
			t.Errorf("Parse(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestOtherCountries(t *testing.T) {
	for _, c := range []struct {
		country, text string
		want          telephony.Number
	}{
		{"SK", "0905123456", "+421905123456"},
		{"SK", "905123456", "+421905123456"},
		{"SK", "112", "112"},
		{"DE", "030123456", "+4930123456"},
		{"DE", "0049301234567", "+49301234567"},
		{"DE", "203", "203"},
		{"PL", "123456789", "+48123456789"},
		{"XX", "123456789", "123456789"},
		{"XX", "+420777123456", "+420777123456"},
	} {
		if got := Parse(c.country, c.text); got != c.want {
			t.Errorf("Parse(%s, %q) = %q, want %q", c.country, c.text, got, c.want)
		}
	}
}

func TestShow(t *testing.T) {
	for n, want := range map[telephony.Number]string{
		"+420777123456": "+420\u00a0777\u00a0123\u00a0456",
		"+49301234567":  "+49\u00a0301\u00a0234\u00a0567",
		"+12025550123":  "+1\u00a0202\u00a0555\u00a00123",
		"112":           "112",
		"14111":         "14111",
		"112345678":     "112\u00a0345\u00a0678",
		"":              "",
		"*21#":          "*21#",
		"+420":          "+420",
	} {
		if got := Show(n); got != want {
			t.Errorf("Show(%q) = %q, want %q", n, got, want)
		}
	}
}

// A kept number stays the same when it is read again: what is shown can be
// typed.
func FuzzParse(f *testing.F) {
	f.Add("sip:+420777123456;npdi@host")
	f.Add("777 123 456;phone-context=+420")
	f.Fuzz(func(t *testing.T, s string) {
		n := Parse("CZ", s)
		if again := Parse("CZ", string(n)); again != n {
			t.Fatalf("%q became %q, read again %q", s, n, again)
		}
		if again := Parse("CZ", Show(n)); again != n {
			t.Fatalf("%q became %q, shown and read again %q", s, n, again)
		}
	})
}
