package main

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// barePhone is a box with jana at 203 on baresip and a line to the outside that
// sipp plays.
func barePhone(t *testing.T, n int, o baresipOptions, change func(*telephony.Office), scene func(r *radio) *scene) (*wayOut, *baresip) {
	t.Helper()
	line := netipNext(fmt.Sprintf("127.56.%d.1", n), 3)
	b := wiredBox(t, n, func(of *telephony.Office) {
		outsideLine(line.String())(of)
		if change != nil {
			change(of)
		}
	}).start("--sim=false")
	w := &wayOut{wired: &wired{running: b, radio: newRadio(t, line.String(), 440, 20)}}
	w.line = b.plays(scene(w.radio).afterwards(), line.String(), "-m", "1000")
	w.linesUp()
	o.ip, o.seat, o.hz = netipNext(fmt.Sprintf("127.56.%d.1", n), 2).String(), "203", 880
	p := b.phoneProgram(o)
	w.until("a phone at 203", func() bool { return w.seatView("203").Reach == telephony.Reachable })
	b.ask("sign-on", telephony.SignOn{Agent: "jana", Seat: "203"})
	return w, p
}

// linesUp waits until the way to the outside works.
func (o *wayOut) linesUp() {
	o.t.Helper()
	o.until("a line to the outside", func() bool {
		for _, k := range o.snapshot().Trunks {
			if k.ID == "ven" {
				return k.Up
			}
		}
		return false
	})
}

// A phone that says its keys by INFO dials somebody's machine: they reach it as
// events of the type that its side gave them, once each.
func TestWire13PeersBaresipInfoIsRelayed(t *testing.T) {
	t.Parallel()
	w, p := barePhone(t, 213, baresipOptions{more: ";dtmfmode=info"}, nil, func(r *radio) *scene {
		return newPhoneScene(t).answered(r.sdp(1, "8 96", "a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000"))
	})
	p.says("dial", "777123456")
	w.rung()
	w.until("a called who hears", func() bool { return w.radio.hears(880) })
	for i, key := range "159*#0" {
		p.says("sndcode", string(key))
		w.until("the key "+string(key), func() bool { return len(w.radio.pressed()) == i+1 })
	}
	if got := w.radio.pressed(); got != "159*#0" {
		t.Errorf("the machine heard the keys %q", got)
	}
	p.says("hangup", "")
	w.did(w.line, 1)
}

// The same with keys beside the sound, as payload type 101 and 100.
func TestWire11PeersBaresipDialsAMachine(t *testing.T) {
	t.Parallel()
	w, p := barePhone(t, 211, baresipOptions{}, nil, func(r *radio) *scene {
		return newPhoneScene(t).answered(r.sdp(1, "8 96", "a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000", "a=ptime:30"))
	})
	p.says("dial", "777123456")
	w.rung()
	w.until("a called who hears", func() bool { return w.radio.hears(880) })
	for i, key := range "7#" {
		p.says("sndcode", string(key))
		w.until("the key "+string(key), func() bool { return len(w.radio.pressed()) == i+1 })
	}
	if got := w.radio.pressed(); got != "7#" {
		t.Errorf("the machine heard the keys %q", got)
	}
	p.says("hangup", "")
	w.did(w.line, 1)
}

// Codes of the provider as a phone dials them, with # as itself and as %23:
// the line gets %23 (RFC 3261 §25.1).
func TestWire32PeersBaresipDialsCodes(t *testing.T) {
	t.Parallel()
	w, p := barePhone(t, 132, baresipOptions{}, func(o *telephony.Office) { o.Outward.Services = true }, func(*radio) *scene {
		return newPhoneScene(t).refuses(486, "Busy Here", "")
	})
	for i, dialled := range []string{"*21*777123456#", "sip:*21*777123456%23@" + w.sip().String()} {
		p.says("dial", dialled)
		w.did(w.line, i+1)
	}
	all := w.line.received("INVITE")
	if len(all) != 2 || !strings.HasPrefix(all[0], "INVITE sip:*21*777123456%23@127.56.132.4") || all[1] != all[0] {
		t.Errorf("the line was sent %q", all)
	}
}

// A called whose program is gone while its sound goes on is missed by the
// refresh that doesn't come: both sides are hung up (FAULTS 9).
func TestWire38PeersLostRefresh(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 139, func(r *radio) *scene {
		return newPhoneScene(t).
			answersInvite(200, "OK", "Require: timer\nSession-Expires: 30;refresher=uas\n", r.plain()).raw(`<recv request="ACK"/>`).
			asked("BYE").replies(200, "OK", "", "")
	})
	c := o.dials("777123456")
	o.rung()
	if err := c.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	o.until("a called who hears", func() bool { return o.radio.hears(880) })
	o.did(o.line, 1)
	over(t, "who called", c)
	if invite := read(filepath.Join(o.line.dir, "messages")); !strings.Contains(invite, "Session-Expires: 1800\r\nMin-SE: 90\r\n") {
		t.Error("the call asked for no timer")
	}
	o.until("an office without calls", func() bool { return len(o.snapshot().Calls) == 0 })
}

// The interval that we ask for is too brief for the line: once more, longer.
func TestWire38PeersTooBriefForTheLine(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 138, func(r *radio) *scene {
		s := newPhoneScene(t).refuses(422, "Session Interval Too Small", "Min-SE: 3600\n")
		return s.raw(`<recv request="INVITE"><action><ereg regexp="3600" search_in="hdr" header="Session-Expires:" check_it="true" assign_to="seen"/>` +
			`<ereg regexp="3600" search_in="hdr" header="Min-SE:" check_it="true" assign_to="seen"/><ereg regexp=".*" search_in="hdr" header="Via:" assign_to="seen"/><assignstr assign_to="via" value="[$seen]"/></action></recv>`).
			answered(r.plain())
	})
	c := o.dials("777123456")
	o.rung()
	o.talks(c)
}

// Both refresh at once: each is refused with 491, and ours comes again after
// the back-off of who made the Call-ID.
func TestWire19PeersGlare(t *testing.T) {
	t.Parallel()
	o := newOutward(t, 119, func(r *radio) *scene {
		kept := func(name, header string) string {
			return fmt.Sprintf(`<ereg regexp=".*" search_in="hdr" header=%q assign_to="seen"/><assignstr assign_to=%q value="[$seen]"/>`, header, name)
		}
		s := newPhoneScene(t).answersInvite(200, "OK", "Allow: INVITE, ACK, BYE\nRequire: timer\nSession-Expires: 30;refresher=uac\n", r.plain()).
			raw(`<recv request="ACK"/>`).
			raw(`<recv request="INVITE" timeout="40000"><action>` + kept("v", "Via:") + kept("f", "From:") + kept("t", "To:") + kept("q", "CSeq:") + `</action></recv>`)
		s.raw(`<send retrans="500"><![CDATA[

INVITE sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bKglare
From:[$t]
To:[$f]
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:203@[local_ip]:[local_port]>
Max-Forwards: 70
` + content(r.plain()) + `]]></send>
<recv response="491"/>
<send><![CDATA[

ACK sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bKglare
From:[$t]
To:[$f]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
<send><![CDATA[

SIP/2.0 491 Request Pending
Via:[$v]
From:[$f]
To:[$t]
Call-ID: [call_id]
CSeq:[$q]
Content-Length: 0

]]></send>
<recv request="ACK"/>`)
		return s.asked("INVITE").replies(200, "OK", "Require: timer\nSession-Expires: 1800;refresher=uac\n", r.plain()).
			raw(`<recv request="ACK"/>`).asked("BYE").replies(200, "OK", "", "")
	})
	c := o.dials("777123456")
	o.rung()
	if err := c.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	o.untilFor(time.Minute, "the refresh after the glare", func() bool { return len(o.line.received("ACK")) == 3 })
	o.talks(c)
}

// Whatever we send in a call is asked for the password by the provider: PRACK,
// UPDATE, INVITE and BYE alike.
func TestWire20PeersKamailioChallengesAll(t *testing.T) {
	t.Parallel()
	o, to := registeredOut(t, 220)
	s := o.scene
	to(183, "Session Progress", "Require: 100rel\nRSeq: 5\n", o.radio.plain())
	s.asked("PRACK").replies(200, "OK", "", "")
	to(200, "OK", "Allow: INVITE, ACK, BYE, UPDATE\nRequire: timer\nSession-Expires: 30;refresher=uac\n", o.radio.plain())
	s.raw(`<recv request="ACK"/>`).asked("UPDATE").replies(405, "Method Not Allowed", "", "").
		asked("INVITE").replies(200, "OK", "Require: timer\nSession-Expires: 1800;refresher=uac\n", o.radio.plain()).
		raw(`<recv request="ACK"/>`)
	c := o.goesOut()
	o.untilFor(time.Minute, "the refresh by INVITE", func() bool { return len(o.line.received("ACK")) == 2 })
	o.talks(c)
}

// The registrar says by which way our calls go and who we are (RFC 3608, RFC
// 7315 §4.1); kamailio lets no other call through.
func TestWire26PeersKamailioSaysWhoWeAre(t *testing.T) {
	t.Parallel()
	o, to := registeredOut(t, 126)
	to(200, "OK", "", o.radio.plain())
	o.scene.raw(`<recv request="ACK"/>`)
	o.talks(o.goesOut())
}

// registered is a way out by a provider with whom the box is registered.
type registered struct {
	*wayOut
	scene *scene
	at    func(int) string
}

// goesOut rings out from 203 until both talk.
func (o *registered) goesOut() *sim.Call {
	o.t.Helper()
	o.scene.asked("BYE").replies(200, "OK", "", "").raw(`<nop><action><exec command="echo well >> done"/></action></nop>`)
	o.line = o.plays(o.scene, o.at(5))
	o.linesUp()
	o.seat = o.phone(sim.Options{Local: netip.MustParseAddr(o.at(3)), User: "203", Password: o.passwords["203"], Stamp: true, Play: func() sim.Source { return sim.Tone(880, -20) }})
	if err := o.seat.Register(soon(o.t)); err != nil {
		o.t.Fatal(err)
	}
	o.ask("sign-on", telephony.SignOn{Agent: "jana", Seat: "203"})
	c := o.dials("777123456")
	o.rung()
	if err := c.Await(soon(o.t), sim.Talking); err != nil {
		o.t.Fatal(err)
	}
	return c
}

// registeredOut is a box that calls out by kamailio at .4, which is its
// registrar, names its way and its number, and asks for the password in every
// dialog; sipp at .5 is called. to answers the INVITE, whatever came since.
func registeredOut(t *testing.T, n int) (o *registered, to func(code int, phrase, headers, body string)) {
	t.Helper()
	at := func(i int) string { return fmt.Sprintf("127.56.%d.%d", n, i) }
	line, proxy := at(5), at(4)
	b := wiredBox(t, n, func(o *telephony.Office) {
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "ven", Name: "Linka ven", Number: "+420555000111",
			Register: &telephony.Register{Registrar: proxy, User: "420555000111"}, Habits: telephony.Habits{Shown: telephony.InPreferred}})
	})
	cfg, err := config.Open(filepath.Join(b.dir, "config"), true)
	if err != nil {
		t.Fatal(err)
	}
	if err := cfg.PutTrunk("", "tajne", func(*telephony.Office) (telephony.TrunkID, error) { return "ven", nil }); err != nil {
		t.Fatal(err)
	}
	b.kamailio(proxy, `if ($si == "{{box}}" && !is_method("ACK")) {
			if (!pv_proxy_authenticate("calls.example", "tajne", "0")) { proxy_challenge("calls.example", "1"); exit; }
			consume_credentials();
		}`, `if (is_method("REGISTER")) {
		if (!pv_www_authenticate("provider.example", "tajne", "0")) { www_challenge("provider.example", "1"); exit; }
		append_to_reply("Service-Route: <sip:`+proxy+`;lr;orig>\r\nP-Associated-URI: <sip:+420555000999@ims.example>, <tel:+420555000111>\r\n");
		save("location");
		exit;
	}
	if (is_method("INVITE")) {
		if ($hdr(Route) != "<sip:`+proxy+`;lr;orig>" || $hdr(P-Preferred-Identity) != "<sip:+420555000999@ims.example>") { sl_send_reply("403", "Forbidden"); exit; }
		remove_hf("Route");
		record_route();
		$du = "sip:`+line+`:5060";
		t_relay();
	}`)
	o = &registered{wayOut: &wayOut{wired: &wired{running: b.start("--sim=false"), radio: newRadio(t, line, 440, 20)}}, at: at}
	kept := func(name, header string, nth int) string {
		return fmt.Sprintf(`<ereg regexp=".*" search_in="hdr" header=%q occurrence="%d" assign_to="seen"/><assignstr assign_to=%q value="[$seen]"/>`, header, nth, name)
	}
	o.scene = newScene(t).raw(`<recv request="INVITE"><action>` + kept("v", "Via:", 1) + kept("w", "Via:", 2) + kept("r", "Record-Route:", 1) + kept("t", "To:", 1) + `</action></recv>`)
	return o, func(code int, phrase, headers, body string) {
		o.scene.raw(fmt.Sprintf("<send%s><![CDATA[\n\nSIP/2.0 %d %s\nVia:[$v]\nVia:[$w]\nRecord-Route:[$r]\n[last_From:]\nTo:[$t];tag=[pid]s\n[last_Call-ID:]\nCSeq: [cseq] INVITE\n%sContact: <sip:line@[local_ip]:[local_port]>\n%s]]></send>",
			map[bool]string{true: ` retrans="500"`}[code >= 200], code, phrase, headers, content(body)))
	}
}
