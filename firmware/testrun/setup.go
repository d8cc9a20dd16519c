package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// need is a Debian package and a file of it that shows that it is there.
type need struct{ debian, file string }

// needs are what the tests use beside Go. A computer without Debian's
// package manager may have them from elsewhere: the files are what counts.
var needs = []need{
	{"gcc", "gcc"},
	{"libc6-dev", "/usr/include/stdlib.h"},
	{"sip-tester", "sipp"},
	{"baresip", "baresip"},
	{"kamailio", "kamailio"},
	{"dnsmasq-base", "dnsmasq"},
	{"linphone-cli", "linphonec"},
	{"iproute2", "ip"},
	{"nftables", "nft"},
	{"tshark", "tshark"},
	{"chromium", "chromium"},
	{"mpg123", "mpg123"},
	{"sox", "sox"},
	{"libsox-fmt-mp3", "/usr/lib/*/sox/libsox_fmt_mp3.so"},
	{"e2fsprogs", "mke2fs"},
	{"qemu-system-arm", "qemu-system-aarch64"},
	{"qemu-efi-aarch64", "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd"},
	{"ca-certificates", "/etc/ssl/certs/ca-certificates.crt"},
}

func (n need) isThere() bool {
	if strings.HasPrefix(n.file, "/") {
		found, err := filepath.Glob(n.file)
		return err == nil && len(found) > 0
	}
	for _, dir := range []string{"", "/usr/sbin/", "/sbin/"} {
		if _, err := exec.LookPath(dir + n.file); err == nil {
			return true
		}
	}
	return false
}

// setUp installs what is missing and fetches the modules.
func setUp(ctx context.Context, t *tally) {
	if missing := missingPackages(); len(missing) > 0 {
		install(ctx, t, missing)
	}
	check(ctx, t, "go mod download", nil, "go", "mod", "download")
	check(ctx, t, "go build", nil, "go", "build", "-o", "build/spojka", "./firmware/spojka")
}

func missingPackages() []string {
	var missing []string
	for _, n := range needs {
		if !n.isThere() {
			missing = append(missing, n.debian)
		}
	}
	return missing
}

// install asks Debian's package manager, as root or through sudo without a
// password; otherwise it says what to run. Tests that miss a tool then skip,
// except in CI, where they fail.
func install(ctx context.Context, t *tally, packages []string) {
	var sudo []string
	if os.Getuid() != 0 {
		if exec.CommandContext(ctx, "sudo", "-n", "true").Run() != nil {
			fmt.Printf("some tests need programs that aren't installed: sudo apt-get install %s\n", strings.Join(packages, " "))
			return
		}
		sudo = []string{"sudo", "-n"}
	}
	fmt.Printf("installing %s\n", strings.Join(packages, " "))
	apt := func(args ...string) {
		line := append(append(sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"), args...)
		check(ctx, t, "apt-get "+args[0], nil, line[0], line[1:]...)
	}
	apt("update")
	apt(append([]string{"install", "-y", "--no-install-recommends"}, packages...)...)
}
