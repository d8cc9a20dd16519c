package flight

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

const invite = "INVITE sip:+420545000210@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 81.2.3.4:5060;branch=z9hG4bKa\r\nSubject: 777 123 456\r\nFrom: \"Jan\" <sip:+420777123456@81.2.3.4>;tag=1\r\n" +
	"To: <sip:+420545000210@10.0.0.1>\r\nCall-ID: 777123456@81.2.3.4\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"

// unpacked are the files of a bundle.
func unpacked(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

func TestHandout(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.Joined(call, 1)
		r.signal(1, invite)
		r.LegOver(1)
		time.Sleep(2 * time.Second)
		c := telephony.CallRecord{ID: call, From: "+420777123456", FromName: "Jan", To: "+420545000210", Customer: &telephony.CustomerRef{Name: "Jan"}}
		for _, h := range []telephony.Handout{{As: "zip", Words: "from 777 123 456, Jan"}, {As: "pcap"}, {As: "zip", HideAddresses: true}, {As: "zip", WholeNumbers: true}, {As: "zip", WholeNumbers: true, HideAddresses: true}} {
			b, err := r.Handout(c, nil, h)
			if err != nil {
				t.Fatal(err)
			}
			all := map[string]string{"call.pcap": string(b)}
			if h.As == telephony.HandoutBundle {
				all = unpacked(t, b)
				if len(all) != 4 || !strings.Contains(all["ladder.txt"], "INVITE") || !strings.Contains(all["call.json"], `"label": "INVITE"`) {
					t.Errorf("%+v: %v", h, all)
				}
			}
			number, address, name := false, false, false
			for _, text := range all {
				number = number || strings.Contains(text, "123456") || strings.Contains(text, "123 456")
				address = address || strings.Contains(text, "81.2.3.4")
				name = name || strings.Contains(text, "Jan")
			}
			if name != h.WholeNumbers {
				t.Errorf("%+v: names %v", h, name)
			}
			if number != h.WholeNumbers || address == h.HideAddresses {
				t.Errorf("%+v: numbers %v, addresses %v", h, number, address)
			}
		}
	})
}
