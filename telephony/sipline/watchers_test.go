package sipline

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// rewatching is a story in which the line ends and another begins.
func rewatching(t *testing.T, story func(t *testing.T, r *rig, b *lampBoard)) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "phones.json")
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		r.line.Close()
		r.file, r.lamps, r.unopened = file, b, true
		r.open()
		r.line.SetReady(true)
		story(t, r, b)
	})
}

// killed is a line that dies without a last word, and another: what was kept
// is what stood on disk then. It isn't ready yet.
func (r *rig) killed() {
	r.t.Helper()
	text, err := os.ReadFile(r.file)
	if err != nil {
		r.t.Fatal(err)
	}
	r.line.Close()
	if err := os.WriteFile(r.file, text, 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.open()
}

// A key is right again after a restart, without a word from its phone: all is
// told whole once, in the same dialog, with numbers that go on rising.
func TestSubscriptionsOutliveARestart(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog;id=7", "Record-Route: <sip:10.0.0.77;lr>", 200)
		first := w.method("NOTIFY")
		w.respond(first, 200, "", "", "")
		time.Sleep(watchersRest + time.Second) // it is on disk
		for n := range 20 {                    // and this is not
			b.set(r.line, "204", ringing(fmt.Sprint(n)))
			w.told()
			time.Sleep(time.Second)
		}
		last := w.seq
		r.killed()
		b.lamps["204"] = ringing("b")
		w.silence(10 * time.Second) // nothing is known for sure before the calls are taken over
		r.line.SetReady(true)
		again := w.method("NOTIFY")
		w.respond(again, 200, "", "", "")
		var version int
		var state string
		if fmt.Sscanf(reads(t, again), "%d %s", &version, &state); version <= 20 || state != "full" || !strings.HasSuffix(reads(t, again), " b:early") {
			t.Errorf("told %q", reads(t, again))
		}
		if again.CSeq().SeqNo <= first.CSeq().SeqNo+20 || header(again, "Event") != "dialog;id=7" || header(again, "Route") != header(first, "Route") || again.Recipient.String() != first.Recipient.String() {
			t.Errorf("%v\nthe first was %v", again, first)
		}
		for _, head := range []string{"From", "To", "Call-ID"} {
			if header(again, head) != header(first, head) {
				t.Errorf("%s: %s, was %s", head, header(again, head), header(first, head))
			}
		}
		if s := header(again, "Subscription-State"); s != "active;expires=300" {
			t.Error(s)
		}
		b.set(r.line, "204", telephony.PhoneLamp{State: telephony.DialogNone})
		w.wants(fmt.Sprint(version+1, " partial b:terminated"))
		if w.seq != last {
			t.Fatal("it subscribed anew")
		}
		for range 2 { // the box dies again at once
			r.killed()
			r.line.SetReady(true)
			more := w.method("NOTIFY")
			w.respond(more, 200, "", "", "")
			if more.CSeq().SeqNo <= again.CSeq().SeqNo {
				t.Errorf("CSeq %d after %d", more.CSeq().SeqNo, again.CSeq().SeqNo)
			}
			again = more
			fmt.Sscanf(reads(t, more), "%d", &version)
		}
		version--
		w.say("204", "dialog;id=7", "", "Expires: 300") // and refreshes as if nothing had been
		w.status(200)
		w.wants(fmt.Sprint(version+2, " full 204:terminated"))
		w.say("204", "dialog;id=7", "", "Expires: 0")
		w.status(200)
		w.told()
		time.Sleep(watchersRest + time.Second)
		r.killed()
		r.line.SetReady(true)
		w.silence(10 * time.Second) // what was ended stays so
	})
}

// After a restart one that has forgotten is dropped at once, one that is silent
// is told nothing more and goes in its time; a seat that is no more ends its subscriptions; a phone with many keys is
// not flooded.
func TestSubscriptionsAfterARestartAreTried(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		forgot, silent, many := r.watcher("203", "10.0.0.23:5062"), r.watcher("203", "10.0.0.24:5062"), r.watcher("204", "10.0.0.25:5062")
		lost := r.watcher("204", "10.0.0.26:5062")
		for _, one := range []*watcher{forgot, silent} {
			one.subscribe("204", "dialog", "", 200)
			one.told()
		}
		lost.subscribe("queue-podpora", "dialog", "", 200)
		lost.told()
		const keys = 40
		for n := range keys {
			many.id, many.toTag = fmt.Sprint("key-", n), ""
			many.subscribe("203", fmt.Sprint("dialog;id=", n), "", 200)
			many.told()
		}
		time.Sleep(watchersRest + time.Second)
		r.killed()
		delete(b.lamps, "queue-podpora")
		r.line.SetReady(true)
		began := time.Now()
		forgot.respond(forgot.method("NOTIFY"), 481, "", "", "")
		if m := lost.method("NOTIFY"); header(m, "Subscription-State") != "terminated;reason=noresource" {
			t.Error(m)
		}
		for n := range keys {
			many.told()
			if want := time.Duration(n) * phoneSpacing; time.Since(began) < want {
				t.Fatalf("NOTIFY %d came after %s", n, time.Since(began))
			}
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("the last of %d keys was told after %s", keys, took)
		}
		if n := r.line.notifier.count(); n != keys+1 {
			t.Errorf("%d subscriptions stand, want %d", n, keys+1)
		}
		time.Sleep(64*t1 + time.Second)
		silent.unheard()
		b.set(r.line, "204", ringing("a"))
		time.Sleep(subscribeMost * time.Second)
		if n := silent.unheard(); n > 0 {
			t.Errorf("the silent one was told %d times more", n)
		}
		time.Sleep(64*t1 + time.Second)
		if n := r.line.notifier.count(); n != 0 {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// A night in which nothing happens writes nothing, however often phones
// refresh.
func TestRefreshedSubscriptionsWriteNothing(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		w.told()
		time.Sleep(watchersRest + time.Second)
		if err := os.Remove(r.file); err != nil {
			t.Fatal(err)
		}
		for range 20 {
			w.say("204", "dialog", "", "Expires: 300")
			w.status(200)
			w.told()
			time.Sleep(4 * time.Minute)
		}
		if _, err := os.Stat(r.file); err == nil {
			t.Error("the file was written")
		}
		w.say("204", "dialog", "", "Expires: 300")
		w.status(200)
		w.told()
		for n := range 2 * watcherMargin { // counters that run on are
			b.set(r.line, "204", ringing(fmt.Sprint(n)))
			w.told()
			time.Sleep(notifySpacing)
		}
		r.killed()
		r.line.SetReady(true)
		again := w.method("NOTIFY")
		if again.CSeq().SeqNo <= 2*watcherMargin {
			t.Errorf("CSeq %d was used before", again.CSeq().SeqNo)
		}
	})
}

// A file that isn't ours breaks nothing and sends nothing to anybody outside.
func TestKeptSubscriptionsAreChecked(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		w.told()
		time.Sleep(watchersRest + time.Second)
		good, err := os.ReadFile(r.file)
		if err != nil {
			t.Fatal(err)
		}
		r.line.Close()
		for _, swap := range [][2]string{
			{`"event":"dialog"`, `"event":"dialog\r\nX: y"`}, {`"event":"dialog"`, `"event":"presence"`}, {`10.0.0.23:5062"`, `8.8.8.8:5062"`},
			{`"callID":"`, `"callID":"\n`}, {`"seat":"203"`, `"seat":"999"`}, {`"localSeq":`, `"localSeq":4000000000,"x":`},
		} {
			text := strings.ReplaceAll(string(good), swap[0], swap[1])
			if text == string(good) {
				t.Fatalf("no %s in\n%s", swap[0], good)
			}
			if err := os.WriteFile(r.file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			r.open()
			r.line.SetReady(true)
			time.Sleep(time.Second)
			synctest.Wait()
			if n := r.line.notifier.count(); n != 0 {
				t.Errorf("%d subscriptions from %s", n, swap[1])
			}
			r.line.Close()
		}
	})
}

// say sends a phone's request by TCP and reads its answer; twice where a
// password is asked for.
func (w *wire) say(n int, method, to, heads string) string {
	w.t.Helper()
	send := func(authorization string) string {
		text := fmt.Sprintf("%[1]s sip:%[2]s@127.66.7.1 SIP/2.0\nVia: SIP/2.0/TCP 127.66.7.9:9;rport;branch=z9hG4bK%[3]s%[4]d%[5]d\nMax-Forwards: 70\nFrom: <sip:203@127.66.7.1>;tag=w\n"+
			"To: <sip:%[2]s@127.66.7.1>\nCall-ID: %[1]s\nCSeq: %[4]d %[1]s\nContact: <sip:203@127.66.7.9:5060;transport=tcp>\n%[6]s%[7]sContent-Length: 0\n\n",
			method, to, method, n, len(authorization), heads, authorization)
		w.Write(crlf(text))
		return w.read(endOfHead)
	}
	ask, err := sip.ParseMessage([]byte(send("")))
	if err != nil {
		w.t.Fatal(err)
	}
	return send("Authorization: " + proof(ask.(*sip.Response), method, "203", "secret", 1, false) + "\n")
}

// A subscription by TCP waits for the connection over which its phone
// registers after a restart, or after it lost the one of before; then all is
// told.
func TestSubscriptionsByTCPFollowTheirPhone(t *testing.T) {
	v := liveLine(t, "127.66.7.1:5060", "127.66.7.8")
	v.line.Close()
	b, file := newLampBoard(), filepath.Join(t.TempDir(), "phones.json")
	open := func() {
		t.Helper()
		line, err := New(Options{Listen: []netip.AddrPort{v.addr}, Realm: testRealm, Boot: 4, Account: testAccount, Office: testOffice(), Lamps: b, File: file}, v.news)
		if err != nil {
			t.Fatal(err)
		}
		v.line = line
		line.SetReady(true)
		t.Cleanup(line.Close)
	}
	told := func(w *wire) {
		t.Helper()
		for {
			head := w.read(endOfHead)
			if strings.HasPrefix(head, "NOTIFY ") && strings.Contains(head, "Subscription-State: active;expires=") {
				w.read("</dialog-info>\n")
				var back []string
				for _, line := range strings.Split(head, "\r\n") {
					for _, name := range []string{"Via:", "From:", "To:", "Call-ID:", "CSeq:"} {
						if strings.HasPrefix(line, name) {
							back = append(back, line)
						}
					}
				}
				w.Write([]byte("SIP/2.0 200 OK\r\n" + strings.Join(back, "\r\n") + "\r\nContent-Length: 0\r\n\r\n"))
				return
			}
		}
	}
	open()
	w := v.connect("127.66.7.9")
	w.say(1, "REGISTER", "203", "Expires: 300\n")
	if ok := w.say(1, "SUBSCRIBE", "204", "Event: dialog\nExpires: 300\n"); !strings.Contains(ok, "200 OK") {
		t.Fatal(ok)
	}
	told(w)
	w.Close() // the phone's connection breaks
	w = v.connect("127.66.7.9")
	w.say(2, "REGISTER", "203", "Expires: 300\n")
	told(w)
	v.line.Close() // and so does the box
	open()
	w = v.connect("127.66.7.9")
	w.say(3, "REGISTER", "203", "Expires: 300\n")
	told(w)
	if n := v.line.notifier.count(); n != 1 {
		t.Errorf("%d subscriptions stand", n)
	}
}
