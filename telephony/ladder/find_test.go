package ladder

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// found writes findings down: code, party, what else there is.
func found(all []telephony.Finding) string {
	var list []string
	for _, f := range all {
		s := string(f.Code)
		for _, part := range []string{string(f.Party.Trunk), string(f.Party.Seat), f.Phrase} {
			if part != "" {
				s += " " + part
			}
		}
		if f.Status != 0 {
			s += fmt.Sprint(" ", f.Status)
		}
		if f.N != 0 {
			s += fmt.Sprint(" ×", f.N)
		}
		if f.For != 0 {
			s += fmt.Sprint(" ", f.For)
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

const (
	arrives = `
		0 < trunk INVITE | sdp 81.2.3.4
		2 > trunk 200 OK | sdp 192.168.1.1
		30 < trunk ACK`
	takes203 = `
		100 > 203 INVITE | sdp 192.168.1.1
		130 < 203 180 Ringing
		4000 < 203 200 OK | sdp 192.168.1.23
		4001 > 203 ACK`
	byes = `
		60000 < trunk BYE | CSeq: 2 BYE
		60001 > trunk 200 OK | CSeq: 2 BYE
		60002 > 203 BYE | CSeq: 2 BYE
		60010 < 203 200 OK | CSeq: 2 BYE`
)

func TestFindings(t *testing.T) {
	lost := telephony.CallRecord{Why: telephony.ByLoss}
	for _, c := range []struct {
		name, script, want string
		f                  Figures
	}{
		{"all is well", arrives + takes203 + byes, "well", Figures{}},
		{"nothing was kept", "", "nothing", Figures{}},
		{"a phone rings and nobody lifts it", arrives + `
			100 > 203 INVITE
			150 < 203 180 Ringing
			20150 > 203 CANCEL
			20160 < 203 487 Request Terminated
			20161 > 203 ACK
			40000 < trunk BYE | CSeq: 2 BYE`, "no-answer 203 20s", Figures{}},
		{"the caller leaves while it rings: no fault of the phone", arrives + `
			100 > 203 INVITE
			150 < 203 180 Ringing
			9000 < trunk BYE | CSeq: 2 BYE
			9001 > 203 CANCEL
			9010 < 203 487 Request Terminated`, "well", Figures{}},
		{"another phone was quicker", arrives + `
			100 > 204 INVITE
			150 < 204 180 Ringing
			4002 > 204 CANCEL | Reason: SIP;cause=200;text="Call completed elsewhere"
			4010 < 204 487 Request Terminated` + takes203 + byes, "well", Figures{}},
		{"a phone says nothing at all", arrives + `
			100 > 203 INVITE
			600 > 203 INVITE
			1600 > 203 INVITE
			30000 < trunk BYE | CSeq: 2 BYE`, "silent 203 ×3 1.5s", Figures{}},
		{"a phone refuses", arrives + `
			100 > 203 INVITE
			130 < 203 486 Busy Here
			131 > 203 ACK
			30000 < trunk BYE | CSeq: 2 BYE`, "refused 203 Busy Here 486", Figures{}},
		{"a phone refuses, another takes it", arrives + `
			100 > 204 INVITE
			130 < 204 486 Busy Here
			131 > 204 ACK` + takes203 + byes, "loss out ×12; refused 204 Busy Here 486", Figures{Sound: []telephony.Quality{{Leg: 1, Sent: 2800, Received: 880, Lost: 120}}}},
		{"a trunk refuses", `
			0 > trunk INVITE
			90 < trunk 403 Account blocked
			91 > trunk ACK`, "refused out Account blocked 403", Figures{}},
		{"a trunk wants another password", `
			0 > trunk INVITE
			20 < trunk 407 Proxy Authentication Required
			21 > trunk INVITE | CSeq: 2 INVITE | Proxy-Authorization: Digest username="x"
			40 < trunk 407 Proxy Authentication Required`, "password out 407", Figures{}},
		{"no codec in common, said by the phone", arrives + `
			100 > 203 INVITE
			130 < 203 488 Not Acceptable Here`, "no-codec 203 Not Acceptable Here 488", Figures{}},
		{"no codec in common, said by us", `
			0 < trunk INVITE
			2 > trunk 488 Not Acceptable Here`, "no-codec out 488", Figures{}},
		{"we turn a call away", `
			0 < trunk INVITE
			2 > trunk 404 Not Found`, "turned-away out Not Found 404", Figures{}},
		{"the caller gives up before the answer", `
			0 < trunk INVITE
			100 > trunk 180 Ringing
			8000 < trunk CANCEL
			8001 > trunk 487 Request Terminated`, "well; gave-up out 8s", Figures{}},
		{"the phone thinks for four seconds", arrives + `
			100 > 203 INVITE
			600 > 203 INVITE
			4100 < 203 180 Ringing
			6000 < 203 200 OK
			6001 > 203 ACK` + byes, "slow 203 4s", Figures{}},
		{"the ACK never comes", `
			0 < trunk INVITE
			2 > trunk 200 OK
			502 > trunk 200 OK
			1502 > trunk 200 OK
			32000 > trunk BYE | CSeq: 2 BYE
			32010 < trunk 200 OK | CSeq: 2 BYE`, "no-ack out ×3", Figures{}},
		{"our ACK never arrives", arrives + takes203 + `
			4500 < 203 200 OK | sdp 192.168.1.23
			4501 > 203 ACK
			5500 < 203 200 OK | sdp 192.168.1.23
			5501 > 203 ACK` + byes, "ack-lost 203 ×3", Figures{}},
		{"an ALG changes the length of the body", arrives + strings.Replace(takes203, "200 OK | sdp", "200 OK | Content-Length: 90 | sdp", 1) + byes, "alg 203", Figures{}},
		{"an ALG changes our Via", arrives + strings.Replace(takes203, "180 Ringing", "180 Ringing | Via: SIP/2.0/UDP 81.9.9.9:1024;branch=z9hG4bK203", 1) + byes, "alg 203", Figures{}},
		{"the trunk wants its sound at a private address", strings.Replace(arrives, "81.2.3.4", "192.168.77.5", 1) + takes203 + byes, "private-sound out", Figures{}},
		{"the phone vanishes", arrives + takes203 + `
			30000 > 203 OPTIONS | CSeq: 2 OPTIONS
			30500 > 203 OPTIONS | CSeq: 2 OPTIONS
			40000 > 203 BYE | CSeq: 3 BYE`, "lost 203 36s", Figures{Record: lost}},
		{"the list says that the network took it", arrives + takes203 + byes, "lost", Figures{Record: lost}},
		{"the BYE is never answered", arrives + takes203 + `
			60000 < trunk BYE | CSeq: 2 BYE
			60001 > trunk 200 OK | CSeq: 2 BYE
			60002 > 203 BYE | CSeq: 2 BYE`, "no-reply 203 BYE", Figures{}},
		{"many messages are said again", arrives + takes203 + `
			5000 > 203 UPDATE | CSeq: 2 UPDATE
			5500 > 203 UPDATE | CSeq: 2 UPDATE
			6500 > 203 UPDATE | CSeq: 2 UPDATE
			8500 > 203 UPDATE | CSeq: 2 UPDATE
			8510 < 203 200 OK | CSeq: 2 UPDATE
			60002 > 203 BYE | CSeq: 3 BYE
			60010 < 203 200 OK | CSeq: 3 BYE`, "repeats 203 ×3", Figures{}},
		{"the box began anew", arrives + takes203 + "\nboot 2" + strings.ReplaceAll(byes, "\t\t6", "\t\t"), "restart", Figures{}},
		{"one way", arrives + takes203 + byes, "one-way 203 56s", Figures{Sound: []telephony.Quality{{Leg: script["203"].Leg, Sent: 2800}}}},
		{"loss from the trunk", arrives + takes203 + byes, "loss out ×12", Figures{Sound: []telephony.Quality{{Leg: 1, Sent: 2800, Received: 880, Lost: 120}}}},
		{"what the phone says of our sound", arrives + takes203 + byes, "their-loss 203 ×5; jitter 203 80ms; delay 203 600ms", Figures{Sound: []telephony.Quality{
			{Leg: script["203"].Leg, Sent: 1000, Received: 1000, Reports: 4, TheirLost: 50, TheirJitter: 80 * time.Millisecond, Round: 600 * time.Millisecond}}}},
		{"a pause in the sound", arrives + takes203 + byes, "gap 204 2s", Figures{Sound: []telephony.Quality{{Leg: 99, Seat: "204", Sent: 10, Received: 10, Gap: 2 * time.Second}}}},
		{"a short call without sound is no fault", arrives + takes203 + byes, "well", Figures{Sound: []telephony.Quality{{Leg: 1, Sent: 100}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := telephony.Trace{}
			if strings.TrimSpace(c.script) != "" {
				tr = played(t, c.script)
			}
			if got := found(Read(tr, c.f).Findings); got != c.want {
				t.Errorf("found %q\n want %q", got, c.want)
			}
		})
	}
}

// A call that goes on isn't judged by what hasn't come yet.
func TestFindingsOfALiveCall(t *testing.T) {
	tr := played(t, arrives+"\n100 > 203 INVITE\n")
	tr.Open = true
	if got := found(Read(tr, Figures{}).Findings); got != "well-so-far" {
		t.Errorf("found %q", got)
	}
	tr = played(t, arrives+"\n100 > 203 INVITE\n600 > 203 INVITE\n1600 > 203 INVITE")
	tr.Open, tr.Missing = true, 5
	if got := found(Read(tr, Figures{}).Findings); got != "silent 203 ×3 1.5s; missing ×5" {
		t.Errorf("found %q", got)
	}
}
