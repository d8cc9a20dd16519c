package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// asRate says another rate in a WAV file's header: what was 440 Hz at 8 kHz is
// 880 Hz at 16 kHz.
func asRate(t testing.TB, path string, rate uint32) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(b[24:], rate)
	binary.LittleEndian.PutUint32(b[28:], 2*rate)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// wideBaresip is a phone that prefers G.722, as [running.baresip] otherwise.
func (b *running) wideBaresip(ip string, seat telephony.SeatID, hz float64, codecs string) string {
	b.t.Helper()
	dir := b.t.TempDir()
	says := make([]int16, 120*8000)
	if sim.Tone(hz/2, -20)(says); !strings.HasPrefix(codecs, "g722") {
		sim.Tone(hz, -20)(says)
	}
	path := filepath.Join(dir, "says.wav")
	if err := sim.WriteWAV(path, says); err != nil {
		b.t.Fatal(err)
	}
	if strings.HasPrefix(codecs, "g722") {
		asRate(b.t, path, 16000)
	}
	write(b.t, dir, "contacts", "")
	write(b.t, dir, "accounts", "<sip:"+string(seat)+"@"+b.sip().String()+">;auth_pass="+b.passwords[seat]+";answermode=auto;regint=60;audio_codecs="+codecs+"\n")
	write(b.t, dir, "config", lines(
		"sip_listen "+ip+":5060", "net_interface "+ip, "rtp_ports 20200-20300", "module_path /usr/lib/baresip/modules",
		"module g722.so", "module g711.so", "module aubridge.so", "module aufile.so", "module sndfile.so", "module_app account.so", "module_app menu.so",
		"audio_source aufile,"+path, "audio_player aubridge,x", "audio_alert aubridge,x", "snd_path "+dir,
	))
	peers.Launch(b.t, dir, "baresip", "-f", dir)
	return dir
}

// A customer whose line carries G.722 talks with a phone that speaks it (by
// another's codec, libspandsp), and with one that doesn't: each hears the
// other, so does the recording, and the record says how the sound was.
func TestPeersWideSound(t *testing.T) {
	peers.Need(t, "sipp")
	peers.Need(t, "baresip")
	b := newBox(t, "127.53.42.1", "127.53.42.2", nil).start("--sim=false")
	dir := b.wideBaresip("127.53.42.3", "203", 880, "g722/16000,pcma")
	b.wideBaresip("127.53.42.4", "204", 880, "pcma")
	for _, c := range []struct {
		agent telephony.AgentID
		seat  telephony.SeatID
		codec telephony.Codec
		talk  int // ms; baresip reports after 5 and 10 s
	}{{"jana", "203", telephony.G722, 11_000}, {"petr", "204", telephony.PCMA, 4000}} {
		b.onAir(c.agent, c.seat)
		b.sippWide(c.talk)
		r := b.record(b.save(c.agent, "široký zvuk"))
		caller, called := b.recording(r.Recording)
		standsOut(t, "right channel, the caller", middle(caller), 1000)
		standsOut(t, "left channel, the operator", middle(called), 880)
		b.until("the quality of both", func() bool { r = b.record(r.ID); return len(r.Sound) == 2 })
		for _, q := range r.Sound {
			want := telephony.G722
			if q.Seat != "" {
				want = c.codec
			}
			if q.Codec != want || q.Received < 150 || q.Sent < 150 || q.Score < 400 {
				t.Errorf("with %s: %+v, want %s", c.codec, q, want)
			}
			// On one computer the way there and back may be too short for the
			// clock of a report, of 15 µs.
			if q.Seat == "203" && (q.Reports == 0 || q.Round > time.Second || q.TheirScore < 400) {
				t.Errorf("of baresip's reports came %+v", q)
			}
		}
		b.ask("off-air", telephony.GoOffAir{Agent: c.agent})
	}
	files, _ := filepath.Glob(filepath.Join(dir, "dump-*-dec.wav"))
	if len(files) != 1 {
		t.Fatalf("baresip wrote %d files of what it heard", len(files))
	}
	asRate(t, files[0], 8000) // half as fast as it was
	standsOut(t, "what baresip heard", middle(heardByBaresip(t, dir)), 500)
}

// sippWide is a call of the trunk that carries G.722 alone.
func (b *running) sippWide(talk int) {
	b.t.Helper()
	dir := b.t.TempDir()
	pcm := make([]int16, 20*8000)
	sim.Tone(1000, -20)(pcm)
	coded := make([]byte, len(pcm))
	new(audio.G722Encoder).Encode(coded, pcm)
	write(b.t, dir, "tone.g722", string(coded))
	b.sippRuns(dir, strings.NewReplacer(
		"{{play}}", `<nop><action><exec rtp_stream="tone.g722,-1,9"/></action></nop>`, "{{port}}", "[rtpstream_audio_port]", "{{talk}}", fmt.Sprint(talk),
		"RTP/AVP 8\na=rtpmap:8 PCMA/8000", "RTP/AVP 9 8\na=rtpmap:9 G722/8000\na=rtpmap:8 PCMA/8000",
	))
}
