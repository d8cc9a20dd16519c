package ladder

import (
	"strconv"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Names of people are hidden as their numbers are: shown names, names in
// addresses, e-mail addresses, account names; the same one always by the same
// stand-in. What says nothing about people stays, and the message can be read.
func TestMaskHidesNames(t *testing.T) {
	body := "v=0\r\no=jana.mala 1 1 IN IP4 10.0.0.5\r\ns=Jana Malá's call\r\ni=volá Jana\r\ne=Jana <jana@firma.cz>\r\nu=http://firma.cz/~jana\r\nm=audio 4000 RTP/AVP 8\r\n"
	text := strings.Join([]string{
		"INVITE sip:karel.novotny:tajne@10.0.0.1;user=phone SIP/2.0",
		"Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bKab@c.de",
		`From: "Malá, \"Jana\"" <sip:jana.mala@firma.cz;x=y>;tag=1`,
		"t: Karel Novotny <sip:203@10.0.0.1>",
		"Contact: <sip:jana.mala@10.0.0.5>, \"Jana\"<sip:203-0x55d0@10.0.0.5>",
		"P-Asserted-Identity: \"Malá, \\\"Jana\\\"\" <tel:+420777123456>",
		"Diversion: Petr Velký <sip:Petr%20Velk%C3%BD@10.0.0.9>;reason=unconditional",
		"Refer-To: <sip:eva@10.0.0.1?Replaces=12%4010.0.0.5>",
		"Subject: Jana Malá volá",
		"Organization: Malá a synové",
		"Reply-To: <mailto:jana.mala@firma.cz>",
		"Authorization: Digest username=\"jana.mala\", realm=\"spojka\", uri=\"sip:karel.novotny@10.0.0.1\"",
		"Call-ID: abc@firma.cz",
		"CSeq: 1 INVITE",
		"User-Agent: Spojka",
		"Content-Type: application/sdp",
		"Content-Length: 999", "", "",
	}, "\r\n") + body
	m := NewMask(telephony.Trace{Signals: []telephony.Signal{{Text: []byte(text)}}}, false)
	got := string(m.Text([]byte(text)))
	for _, gone := range []string{"ana", "Mal", "aslo", "arel", "ovotn", "tajne", "Petr", "Velk", "eva@", "synov", "volá", "firma.cz/~"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there", gone)
		}
	}
	for _, stays := range []string{
		"branch=z9hG4bKab@c.de", "203@10.0.0.1", "203-0x55d0@10.0.0.5", "Call-ID: abc@firma.cz", ";user=phone SIP/2.0", "User-Agent: Spojka", "realm=\"spojka\"",
		"?Replaces=12%4010.0.0.5", "m=audio 4000", "reason=unconditional", "tel:+420777123",
	} {
		if !strings.Contains(got, stays) {
			t.Errorf("%q is gone", stays)
		}
	}
	head, sdp, _ := strings.Cut(got, "\r\n\r\n")
	if !strings.Contains(head, "Content-Length: "+itoa(len(sdp))) {
		t.Error("the length is wrong")
	}
	stand := between(head, "From: ", " <sip:")
	if !strings.Contains(head, "P-Asserted-Identity: "+stand+" <tel:") || stand == "" {
		t.Errorf("the same name stands as %s and otherwise", stand)
	}
	user := between(head, "From: "+stand+" <sip:", "@")
	if !strings.Contains(head, "Contact: <sip:"+user+"@10.0.0.5>") || !strings.Contains(head, `username="`+user+`"`) || !strings.Contains(sdp, "o="+user+" 1 1") {
		t.Errorf("the same user stands as %s and otherwise", user)
	}
	if again := string(m.Text([]byte(got))); again != got {
		t.Errorf("hidden twice it is\n%s", again)
	}
	if t.Failed() {
		t.Log(got)
	}
	prose := NewMask(telephony.Trace{Signals: []telephony.Signal{{Text: []byte(text)}}}, false)
	prose.Name("Ján Obchodník")
	if got := string(prose.Prose([]byte("Ján Obchodník waited, Karel Novotny hung up; Karel Novotnyj didn't"))); strings.Contains(got, "Obch") || strings.Contains(got, "Novotny ") || !strings.Contains(got, "Novotnyj") {
		t.Error(got)
	}
	whole := NewMask(telephony.Trace{Signals: []telephony.Signal{{Text: []byte(text)}}}, true)
	whole.KeepNumbers()
	if got := string(whole.Text([]byte(text))); !strings.Contains(got, "jana.mala@firma.cz") || strings.Contains(got, "10.0.0.5") {
		t.Errorf("with whole numbers, without addresses:\n%s", got)
	}
}

// A header may go on in the next lines; a name there is one, too.
func TestMaskHidesFoldedNames(t *testing.T) {
	text := []byte("INVITE sip:203@10.0.0.1 SIP/2.0\r\nFrom: \"Jana\r\n  Malá\"\r\n\t<sip:777@10.0.0.5>;tag=1\r\nSubject: volá\r\n Jana\r\nContent-Length: 6\r\n\r\nx\r\n y\n")
	got := string(NewMask(telephony.Trace{}, false).Text(text))
	if strings.Contains(got, "Jana") || strings.Contains(got, "Mal") || !strings.Contains(got, "<sip:777@10.0.0.5>;tag=1\r\n") || !strings.HasSuffix(got, "\r\n\r\nx\r\n y\n") {
		t.Errorf("%q", got)
	}
}

// Who called whom is read past what is shown as the name.
func TestRefusalOfANameWithAColon(t *testing.T) {
	asked := telephony.Signal{Text: []byte("INVITE sip:1@b SIP/2.0\r\nFrom: \"Firma: Malá\" <sip:777@a>;tag=1\r\nTo: sip:999@b;tag=x\r\nCall-ID: 7\r\n\r\n")}
	if r, _ := Refusal(asked, telephony.Signal{}); r.From != "777" || r.To != "999" {
		t.Errorf("%q called %q", r.From, r.To)
	}
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

func FuzzMask(f *testing.F) {
	f.Add([]byte("INVITE sip:a@b SIP/2.0\r\nFrom: \"A\\\" <sip:jan@b>\r\nTo: <\r\n\r\no=x\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m := NewMask(telephony.Trace{Signals: []telephony.Signal{{Text: text}}}, true)
		m.Prose(m.Text(text))
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
