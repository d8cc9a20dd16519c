package main

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// notified is sipp's wait for a NOTIFY whose text has each of these.
func notified(marks ...string) string {
	var b strings.Builder
	b.WriteString(`<recv request="NOTIFY" crlf="true"><action>`)
	for i, mark := range marks {
		fmt.Fprintf(&b, `<ereg regexp="%s" search_in="msg" check_it="true" assign_to="%d"/>`, strings.NewReplacer(`"`, "&quot;", "<", "&lt;").Replace(mark), i+1)
	}
	b.WriteString(`</action></recv>
<send><![CDATA[

SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
`)
	return b.String()
}

// A real subscriber follows a real call: the key of seat 202 blinks while it
// rings, is steady while it talks, and dark in the wrap-up and after it.
//
// Proves: D-43
func TestPeersSippWatchesASeat(t *testing.T) {
	peers.Need(t, "sipp")
	b := newBox(t, "127.58.1.1", "127.58.1.2", nil).start()
	b.onAir("jana", "202")
	scenario, err := os.ReadFile(filepath.Join("testdata", "watcher.xml"))
	if err != nil {
		t.Fatal(err)
	}
	words := notified(`version="0" state="full"`, "terminated") +
		notified(`version="1" state="partial"`, "early", `direction="recipient"`, `call-id="ring-`, "sip:.420777123456@") +
		notified(`version="2"`, "confirmed") +
		notified(`version="3"`, "terminated", "active;expires=")
	text := strings.NewReplacer("{{password}}", b.passwords["203"], "{{told}}", words, "{{end}}", notified("terminated;reason=timeout", `state="full"`)).Replace(string(scenario))
	used := `<Reference variables="1,2,3,4,5" />`
	dir := t.TempDir()
	write(t, dir, "watcher.xml", strings.Replace(text, "</scenario>", used+"\n</scenario>", 1))
	cmd, out := peers.Launch(t, dir, "sipp", b.sip().String(), "-i", "127.58.1.3", "-p", "5066", "-m", "1", "-nostdin", "-timeout", "60s", "-sf", "watcher.xml",
		"-trace_msg", "-message_file", "messages.log")

	told := func(version int) { // each step waits until the watcher knows of the one before
		b.until(fmt.Sprintf("word of version %d", version), func() bool {
			return strings.Contains(read(filepath.Join(dir, "messages.log")), fmt.Sprintf("version=\"%d\"", version))
		})
	}
	told(0)
	phones := sim.NewSeatsClient(filepath.Join(b.dir, "run", "sim.sock"))
	trunk := b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk)})
	c := ringsIn(t, trunk, "800100200")
	b.works("jana", telephony.Ringing)
	told(1)
	b.until("a phone that is lifted", func() bool { return phones.Do(soon(t), "202", "answer") == nil })
	b.works("jana", telephony.Talking)
	told(2)
	c.HangUp()
	b.save("jana", "sledováno")
	if err := cmd.Wait(); err != nil {
		t.Errorf("sipp: %v\n%s", err, out)
	}
}

// A phone program of others asks for messages and is told of a call that was
// left unprocessed, and again after a restart that it doesn't notice.
func TestPeersBaresipMessages(t *testing.T) {
	peers.Need(t, "baresip")
	b := newBox(t, "127.58.2.1", "127.58.2.2", nil).start()
	dir := t.TempDir()
	write(t, dir, "contacts", "")
	write(t, dir, "accounts", fmt.Sprintf("<sip:203@%s>;auth_pass=%s;regint=60;mwi=yes\n", b.sip(), b.passwords["203"]))
	write(t, dir, "config", lines("sip_listen 127.58.2.3:5060", "net_interface 127.58.2.3", "rtp_ports 20000-20100", "module_path /usr/lib/baresip/modules",
		"module g711.so",
		// mwi first: it loops for ever when its phone is registered within a millisecond of its start.
		"module_app mwi.so", "module_app debug_cmd.so", "module_app contact.so", "module_app menu.so", "module_app presence.so", "module_app account.so"))
	_, out := peers.Launch(t, dir, "baresip", "-s", "-f", dir)
	b.until("the state of the mailbox", func() bool { return strings.Contains(out.String(), "Messages-Waiting: no") })
	b.onAir("jana", "201")
	b.sippCall(4000, 0)
	b.works("jana", telephony.Wrapping)
	b.ask("sign-off", telephony.SignOff{Agent: "jana", Leave: true})
	b.until("a message", func() bool {
		return strings.Contains(out.String(), "Messages-Waiting: yes") && strings.Contains(out.String(), "Voice-Message: 1/0")
	})
	b.onDisk()
	asked := strings.Count(out.String(), "\nSUBSCRIBE sip:")
	for n := range 2 {
		b.again("brain")
		b.until("the message again after a restart", func() bool { return strings.Count(out.String(), "Messages-Waiting: yes") >= 2*n+4 })
	}
	if n := strings.Count(out.String(), "\nSUBSCRIBE sip:"); n != asked || asked == 0 {
		t.Errorf("baresip subscribed %d times, %d before the restart", n, asked)
	}
}

// A key stays right over deaths of the brain and a restart of the box, and its
// phone never subscribes again: while nothing happens, in a talk, and after it.
//
// Proves: D-43, I-11
func TestPeersSippKeyOutlivesTheBox(t *testing.T) {
	peers.Need(t, "sipp")
	b := newBox(t, "127.66.1.1", "127.66.1.2", nil).start("--sim=false")
	o := b.open("201")
	scenario, err := os.ReadFile(filepath.Join("testdata", "watcher.xml"))
	if err != nil {
		t.Fatal(err)
	}
	anew := func(kilo int, state string) string {
		return notified(fmt.Sprintf(`version="%d[0-9]+" state="full"`, kilo), "<state>"+state, "active;expires=1")
	}
	told := notified(`version="0" state="full"`, "terminated") +
		anew(10, "terminated") + // killed while nothing happens
		notified(`state="partial"`, "early", `call-id="ring-`) + notified(`state="partial"`, "confirmed") +
		anew(20, "confirmed") + // in the talk
		notified(`state="partial"`, "terminated") +
		anew(30, "terminated") // all of the box
	text := strings.NewReplacer("{{password}}", b.passwords["203"], "sip:202@", "sip:201@", "{{told}}", told, "{{end}}", notified("terminated;reason=timeout", `state="full"`)).Replace(string(scenario))
	dir := t.TempDir()
	write(t, dir, "watcher.xml", strings.Replace(text, "</scenario>", `<Reference variables="1,2,3" />`+"\n</scenario>", 1))
	cmd, out := peers.Launch(t, dir, "sipp", b.sip().String(), "-i", "127.66.1.9", "-p", "5066", "-m", "1", "-nostdin", "-timeout", "90s", "-sf", "watcher.xml",
		"-trace_msg", "-message_file", "messages.log")
	heard := func(what, mark string) {
		t.Helper()
		b.until(what, func() bool {
			log, _ := os.ReadFile(filepath.Join(dir, "messages.log"))
			return strings.Contains(string(log), mark)
		})
	}
	heard("a subscription", `version="0"`)
	b.until("a subscription on disk", func() bool {
		kept, _ := os.ReadFile(filepath.Join(b.dir, "run", "phones.json"))
		return strings.Contains(string(kept), `"watchers"`)
	})
	b.again("brain")
	heard("the key's state after a restart", `version="10`)
	caller := o.call("800100200")
	phone := o.ring("201")
	heard("a key that blinks", "<state>early")
	if err := phone.Answer(); err != nil {
		t.Fatal(err)
	}
	heard("a key that is lit", "<state>confirmed")
	b.works("petr", telephony.Talking)
	b.onDisk()
	b.again("brain")
	heard("the key's state after another", `version="20`)
	caller.HangUp()
	b.save("petr", "viděno")
	heard("a key that is dark", `version="2001"`)
	b.interrupt()
	b.start()
	if err := cmd.Wait(); err != nil {
		t.Errorf("sipp: %v\n%s", err, out)
	}
	log, _ := os.ReadFile(filepath.Join(dir, "messages.log"))
	if n := strings.Count(string(log), "\nSUBSCRIBE sip:"); n != 3 {
		t.Errorf("%d times it subscribed: want its first try, its password, and the end", n)
	}
}
