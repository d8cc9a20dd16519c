package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// linphone is linphonec at a seat, told what to do by its standard input.
type linphone struct {
	t     testing.TB
	dir   string
	out   *peers.Said
	input io.WriteCloser
}

// linphone registers at a seat; it answers by itself and says hz. Address and
// ports are as the kernel gives them.
func (b *running) linphone(seat telephony.SeatID, hz float64) *linphone {
	b.t.Helper()
	dir := b.t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".local/share/linphone"), 0o700); err != nil {
		b.t.Fatal(err)
	}
	says := make([]int16, 60*8000)
	sim.Tone(hz, -20)(says)
	if err := sim.WriteWAV(filepath.Join(dir, "says.wav"), says); err != nil {
		b.t.Fatal(err)
	}
	write(b.t, dir, "rc", lines(
		"[sip]", "sip_port=-1", "sip_tcp_port=-1", "sip_tls_port=-1", "use_ipv6=0", "default_proxy=0", "guess_hostname=0",
		fmt.Sprintf("contact=sip:%s@%s", seat, b.ip), "register_only_when_network_is_up=0", "media_encryption=none", "store_auth_info=1",
		"[rtp]", "audio_rtp_port=-1", "video_rtp_port=-1",
		"[proxy_0]", "reg_proxy=sip:"+b.ip.String(), fmt.Sprintf("reg_identity=sip:%s@%s", seat, b.ip), "reg_expires=120", "reg_sendregister=1", "publish=0",
		"[auth_info_0]", "username="+string(seat), "passwd="+b.passwords[seat],
		"[audio_codec_0]", "mime=PCMA", "rate=8000", "channels=1", "enabled=1",
		"[video]", "enabled=0", "capture=0", "display=0",
		"[sound]", "echocancellation=0",
	))
	l := &linphone{t: b.t, dir: dir, out: &peers.Said{}}
	cmd := exec.Command(peers.Need(b.t, "linphonec"), "-a", "-c", "rc")
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, l.out, l.out
	cmd.Env = append(os.Environ(), "HOME="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	var err error
	if l.input, err = cmd.StdinPipe(); err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if b.t.Failed() {
			b.t.Logf("linphonec said:\n%s", l.out)
		}
	})
	l.does("soundcard use files")
	l.does("play " + filepath.Join(dir, "says.wav"))
	l.does("record " + filepath.Join(dir, "heard.wav"))
	return l
}

// does gives linphonec a command.
func (l *linphone) does(command string) {
	l.t.Helper()
	if _, err := fmt.Fprintln(l.input, command); err != nil {
		l.t.Fatal(err)
	}
}

// linphone registers by either digest, answers, and hears and is heard.
func TestWire21PeersLinphoneDigests(t *testing.T) {
	t.Parallel()
	for i, d := range []telephony.Digest{telephony.DigestUsual, telephony.DigestMD5First, telephony.DigestSHAFirst} {
		b := wiredBox(t, 130+i, func(o *telephony.Office) {
			for j := range o.Seats {
				o.Seats[j].Digest = d
			}
		})
		w := &wired{running: b.start("--sim=false")}
		l := b.linphone("203", 880)
		w.onAir("jana", "203")
		c := w.waits(w.trunkPhone())
		w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
		for range 3 {
			c.Forget()
			w.until("a caller who hears the operator", func() bool { return hears(c, 880) })
		}
		l.does("terminate")
		over(t, "the caller", c)
		w.channels(w.record(w.save("jana", "")).Recording)
		l.does("quit")
	}
}
