package sipline

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"github.com/spojka/spojka/firmware/peers"
)

// FAULTS 22: a cable that is put back ends the back-off of a minute; changes
// that come too fast are looked at once more at their end.
func TestNetworkComesBack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		time.Sleep(10 * time.Minute) // pulled
		for len(p.conn.in) > 0 {
			<-p.conn.in
		}
		p.deafFor("REGISTER")
		time.Sleep(10 * time.Second)
		for len(p.conn.in) > 0 {
			<-p.conn.in
		}
		start := time.Now()
		for range 3 {
			r.line.keeper.box.put(r.line.keeper.networkChanged)
		}
		req := p.method("REGISTER")
		if d := time.Since(start); d > time.Second {
			t.Errorf("registered with after %s", d)
		}
		p.ok(req, 3600, "")
		for m := p.next(time.Minute); m != nil; m = p.next(time.Minute) {
			if isMethod(m, "REGISTER") {
				t.Fatalf("registered again: %v", m)
			}
			p.respond(m.(*sip.Request), 200, "x", "", "")
			if time.Since(start) > 5*time.Minute {
				break
			}
		}
	})
}

// The kernel tells when an address comes: in a network of its own the test
// adds one.
func TestPeersAddressComes(t *testing.T) {
	if os.Getenv("SPOJKA_ALONE") == "" {
		peers.Root(t, "making a network")
		cmd := exec.Command("unshare", "-n", os.Args[0], "-test.run=^TestPeersAddressComes$", "-test.count=1")
		cmd.Env = append(os.Environ(), "SPOJKA_ALONE=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	run(t, "ip", "link", "set", "lo", "up")
	v := liveLine(t, "127.0.0.1:5060", "127.0.0.2")
	looked := func() (at time.Time) {
		done := make(chan struct{})
		v.line.keeper.box.put(func() { at = v.line.keeper.changedNet; close(done) })
		<-done
		return at
	}
	if !looked().IsZero() {
		t.Fatal("something changed before")
	}
	run(t, "ip", "address", "add", "127.0.7.7/32", "dev", "lo")
	waitFor(t, func() bool { return !looked().IsZero() })
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(peers.Need(t, name), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
