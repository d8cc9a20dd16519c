package sipline

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Row 33: whom the caller called first, where the call was forwarded to us.
func TestWire33CalledFirst(t *testing.T) {
	for heads, want := range map[string]telephony.Number{
		"Subject: none": "",
		"Diversion: <sip:602111222@isp>;reason=no-answer":                                                    "+420602111222",
		"Diversion: <sip:602333444@isp>;reason=busy, <sip:602111222@isp>;reason=unconditional":               "+420602111222",
		"Diversion: <sip:602333444@isp>\nDiversion: \"Jan\" <tel:+420602111222>;counter=2":                   "+420602111222",
		"History-Info: <sip:602111222@isp>;index=1, <sip:800100200@isp;cause=302>;index=1.1":                 "+420602111222",
		"History-Info: <sip:800100200@isp>;index=1":                                                          "",
		"Diversion: <sip:anonymous@anonymous.invalid>\nHistory-Info: <sip:602111222@isp?Reason=SIP>;index=1": "+420602111222",
		"Diversion: garbage <<<": "",
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			r.caller().say("INVITE", 1, "i1", heads, sdpAt("10.0.0.9", 6000, ""))
			r.heard(`arrived from "+420777123456" to "+420800100200"`)
			if got := r.news.arrivals[0].Diverted; got != want {
				t.Errorf("%s: %q, want %q", heads, got, want)
			}
		})
	}
}
