package sipline

import (
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// sippCalls lets sipp call in as the trunk and returns when all calls are
// through; every one must have gone as the scenario says.
func sippCalls(t *testing.T, v *live, own, scenario string, calls, rate int) {
	t.Helper()
	dir := t.TempDir()
	args := []string{v.addr.String(), "-i", own, "-s", "800100200", "-m", strconv.Itoa(calls), "-r", strconv.Itoa(rate), "-d", "20", "-nostdin", "-timeout", "60s"}
	if scenario == "" {
		args = append(args, "-sn", "uac")
	} else {
		file := filepath.Join(dir, "scenario.xml")
		if err := os.WriteFile(file, []byte(scenario), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "-sf", file)
	}
	cmd, out := peers.Launch(t, dir, "sipp", args...)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("sipp: %v\n%s", err, out)
	}
}

func TestPeersSippCallsIn(t *testing.T) {
	peers.Need(t, "sipp")
	v := liveLine(t, "127.20.4.1:5060", "127.20.4.9")
	media := netip.MustParseAddrPort("127.20.4.1:4000")
	v.onArrive(func(l *Line, leg telephony.LegID) { l.Answer(leg, media) })
	before := runtime.NumGoroutine()
	sippCalls(t, v, "127.20.4.9", "", 300, 150)
	waitFor(t, func() bool { return v.line.tables.dialogs() == 0 })
	waitFor(t, func() bool { return runtime.NumGoroutine() <= before })
	if n := len(v.line.Known()); n != 0 {
		t.Errorf("%d legs left", n)
	}
}

// cancelScenario hangs up while it rings.
const cancelScenario = `<?xml version="1.0" encoding="ISO-8859-1" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="cancel">
<send retrans="500"><![CDATA[

INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "Jan" <sip:777123456@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:trunk@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
]]></send>
<recv response="100" optional="true"/>
<recv response="180"/>
<send retrans="500"><![CDATA[

CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-3]
From: "Jan" <sip:777123456@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 CANCEL
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200"/>
<recv response="487"/>
<send><![CDATA[

ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-6]
From: "Jan" <sip:777123456@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
</scenario>`

func TestPeersSippCancels(t *testing.T) {
	peers.Need(t, "sipp")
	v := liveLine(t, "127.20.4.2:5060", "127.20.4.8")
	v.onArrive((*Line).Ring)
	sippCalls(t, v, "127.20.4.8", cancelScenario, 100, 100)
	v.wait("ended caller")
	waitFor(t, func() bool { return v.line.tables.dialogs() == 0 })
}
