package main

import (
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// baresip runs a real phone at a seat: it answers by itself, says a sine and
// writes what it hears into the folder that is returned.
func (b *running) baresip(ip string, seat telephony.SeatID, hz float64, more ...string) (string, *exec.Cmd) {
	b.t.Helper()
	p := peers.Phone{IP: ip, User: string(seat), Password: b.passwords[seat], Server: b.sip().String(), Plays: b.sings(hz)}
	dir, cmd, _ := p.Start(b.t, more...)
	return dir, cmd
}

// sings is a file with a sine.
func (b *running) sings(hz float64) string {
	b.t.Helper()
	path, says := filepath.Join(b.t.TempDir(), "says.wav"), make([]int16, 120*8000)
	sim.Tone(hz, -20)(says)
	if err := sim.WriteWAV(path, says); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// heardByBaresip is what the phone wrote of what it heard in its last call.
func heardByBaresip(t testing.TB, dir string) []int16 {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "dump-*-dec.wav"))
	if len(files) == 0 {
		t.Fatal("baresip wrote nothing of what it heard")
	}
	heard, err := sim.ReadWAV(files[len(files)-1])
	if err != nil {
		t.Fatal(err)
	}
	return heard
}

// sippCall is sipp's call as the trunk: it talks for so many milliseconds.
// With a tone it plays it from a file; without, it echoes what it hears.
func (b *running) sippCall(talk int, tone float64) {
	b.t.Helper()
	dir := b.t.TempDir()
	play, port := "", "[media_port]"
	if tone > 0 {
		pcm := make([]int16, 2*8000)
		sim.Tone(tone, -20)(pcm)
		law := make([]byte, len(pcm))
		for i, v := range pcm {
			law[i] = audio.EncodeA(v)
		}
		write(b.t, dir, "tone.alaw", string(law))
		play, port = `<nop><action><exec rtp_stream="tone.alaw,-1,8"/></action></nop>`, "[rtpstream_audio_port]"
	}
	var more []string
	if tone == 0 {
		more = []string{"-rtp_echo"}
	}
	b.sippRuns(dir, strings.NewReplacer("{{play}}", play, "{{port}}", port, "{{talk}}", fmt.Sprint(talk)), more...)
}

// sippRuns is one call by the caller's scenario, filled in.
func (b *running) sippRuns(dir string, fill *strings.Replacer, more ...string) {
	b.t.Helper()
	scenario, err := os.ReadFile(filepath.Join("testdata", "caller.xml"))
	if err != nil {
		b.t.Fatal(err)
	}
	write(b.t, dir, "caller.xml", fill.Replace(string(scenario)))
	args := []string{b.sip().String(), "-i", b.trunk, "-mi", b.trunk, "-s", "800100200", "-m", "1", "-nostdin", "-timeout", "60s", "-sf", "caller.xml"}
	cmd, out := peers.Launch(b.t, dir, "sipp", append(args, more...)...)
	if err := cmd.Wait(); err != nil {
		b.t.Fatalf("sipp: %v\n%s", err, out)
	}
}

// Proves: S-IN-1, S-IN-2, S-DONE-1, W-CC-12, W-CC-13
func TestPeersSippCallsBaresip(t *testing.T) {
	peers.Need(t, "sipp")
	peers.Need(t, "baresip")
	b := newBox(t, "127.42.1.1", "127.42.1.2", nil).start("--sim=false")
	dir, _ := b.baresip("127.42.1.3", "203", 880)
	b.onAir("jana", "203")

	b.sippCall(6000, 440)
	call := b.save("jana", "sipp volal baresip")
	r := b.record(call)
	if r.Outcome != telephony.OutcomeAnswered || r.State != telephony.ProcessSaved || r.Agent != "jana" ||
		r.From != "+420777123456" || r.Note != "sipp volal baresip" || r.Recording == "" {
		t.Errorf("the call stands in the list as %+v", r)
	}
	caller, called := b.recording(r.Recording)
	standsOut(t, "right channel, the caller", middle(caller), 440)
	standsOut(t, "left channel, the operator", middle(called), 880)
	standsOut(t, "what baresip heard", middle(heardByBaresip(t, dir)), 440)

	// Once more with a caller who echoes: what comes back on his channel is
	// what he heard.
	b.works("jana", telephony.Idle)
	b.sippCall(5000, 0)
	r = b.record(b.save("jana", "ozvěna"))
	caller, _ = b.recording(r.Recording)
	standsOut(t, "what sipp heard", middle(caller), 880)
	b.found("ozvěna", r.ID)
}

// found says that the list of calls finds the call, and only it, by a text.
func (b *running) found(text string, id telephony.CallID) {
	b.t.Helper()
	records, err := b.control.Calls(telephony.CallFilter{Text: text})
	if err != nil || len(records) != 1 || records[0].ID != id {
		b.t.Errorf("looking for %q finds %v %v", text, records, err)
	}
}

// The way of a person without a phone: run, sign on, call.
//
// Proves: S-IN-1, W-CC-13
func TestPeersCallCommand(t *testing.T) {
	b := newBox(t, "127.42.2.1", "127.42.2.2", nil).start()
	b.onAir("jana", "201")
	out, err := b.spojka("call", "--from=+420777123456", "--to=800100200", "--hold=3s")
	if err != nil {
		t.Fatalf("spojka call: %v\n%s", err, out)
	}
	if !strings.Contains(out, "heard both ways") {
		t.Errorf("spojka call says\n%s", out)
	}
	r := b.record(b.save("jana", ""))
	caller, called := b.recording(r.Recording)
	standsOut(t, "right channel, the caller", middle(caller), 440)
	if sim.Level(middle(called)) < -40 {
		t.Error("the operator is not on the left channel")
	}
}

// spojka runs a command of the program against the box.
func (b *running) spojka(command string, args ...string) (string, error) {
	args = append([]string{command, "--data=" + b.dir, "--server=" + b.sip().String(), "--local=" + b.trunk}, args...)
	out, err := exec.CommandContext(soon(b.t), b.program, args...).CombinedOutput()
	return string(out), err
}

// Nobody is on air: the caller waits, and giving up is a call without answer.
func TestPeersCallerGivesUp(t *testing.T) {
	b := newBox(t, "127.42.3.1", "127.42.3.2", nil).start("--sim=false")
	trunk := b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk)})
	call := ringsIn(t, trunk, "800100200")
	if err := call.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	var id telephony.CallID
	b.until("a caller in the queue", func() bool {
		for _, c := range b.snapshot().Calls {
			id = c.ID
			return c.Stage == telephony.StageWaiting
		}
		return false
	})
	call.HangUp()
	b.until("an empty queue", func() bool { return len(b.snapshot().Calls) == 0 })
	if r := b.record(id); r.Outcome != telephony.OutcomeAbandoned || r.Why != telephony.ByCaller {
		t.Errorf("the call stands in the list as %+v", r)
	}
}
