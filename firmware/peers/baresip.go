package peers

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// Phone is how baresip is set up: a real phone that answers by itself.
type Phone struct {
	IP             string // its own; SIP is at port 5060
	User, Password string
	Server         string   // whom it registers with, and how: "127.0.0.1:5060;transport=tcp"
	Silent         bool     // it registers nowhere
	Account        string   // parameters more of the account: ";dtmfmode=info"
	Plays          string   // a WAV file; empty: it says what it hears
	Config         []string // lines more
}

// ports are for sound: baresip takes them on every address, so that each phone
// has PortsEach of its own, in each program that runs some.
var ports atomic.Uint32

// PortsEach is how many ports for sound a phone has.
const PortsEach = 40

// Baresip writes the phone's settings into a folder of their own, from which
// `baresip -f` starts it. There it writes what it hears, too. It tells its first
// port for sound.
func (p Phone) Baresip(t testing.TB) (dir string, port uint32) {
	t.Helper()
	Need(t, "baresip")
	dir = t.TempDir()
	port = 22000 + (uint32(os.Getpid())%250*7+ports.Add(1))*PortsEach%10000
	every, source := 60, "aubridge,x"
	if p.Silent {
		every = 0
	}
	if p.Plays != "" {
		source = "aufile," + p.Plays
	}
	config := append([]string{
		"sip_listen " + net.JoinHostPort(p.IP, "5060"), "net_interface " + p.IP, fmt.Sprintf("rtp_ports %d-%d", port, port+PortsEach-2), "module_path /usr/lib/baresip/modules",
		"module g711.so", "module aubridge.so", "module aufile.so", "module sndfile.so", "module_app account.so", "module_app menu.so",
		"audio_source " + source, "audio_player aubridge,x", "audio_alert aubridge,x", "snd_path " + dir,
	}, p.Config...)
	account := fmt.Sprintf("<sip:%s@%s>;auth_pass=%s;answermode=auto;regint=%d;audio_codecs=pcma%s\n", p.User, p.Server, p.Password, every, p.Account)
	for name, text := range map[string]string{"config": strings.Join(config, "\n") + "\n", "accounts": account, "contacts": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, port
}

// Start runs the phone until the test ends.
func (p Phone) Start(t testing.TB, args ...string) (dir string, cmd *exec.Cmd, out *Said) {
	t.Helper()
	dir, _ = p.Baresip(t)
	cmd, out = Launch(t, dir, "baresip", append([]string{"-f", dir}, args...)...)
	return dir, cmd, out
}
