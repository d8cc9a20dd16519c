package guest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/supervise"
)

// TestDogInGuest is a box in a guest of its own: a supervisor that feeds the
// watchdog, and its child that beats. After some time the supervisor is
// stopped, as a hang would do; the guest must not live to tell.
func TestDogInGuest(t *testing.T) {
	if _, err := os.Stat("/dev/watchdog"); err != nil || os.Getpid() > 1000 || os.Getenv("SPOJKA_DOG") != "" {
		t.Skip("runs in a guest: see TestGuestWatchdog")
	}
	box := exec.Command("/proc/self/exe", "-test.run=^TestDogBox$")
	box.Env = append(os.Environ(), "SPOJKA_DOG=box")
	box.Stdout, box.Stderr = os.Stdout, os.Stderr
	if err := box.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(15 * time.Second) // longer than a hungry watchdog waits
	fmt.Println("BOX-LIVES")
	if err := box.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	time.Sleep(40 * time.Second)
	t.Error("the computer wasn't started anew")
}

// TestDogBox is the supervisor, TestDogChild its child.
func TestDogBox(t *testing.T) {
	if os.Getenv("SPOJKA_DOG") != "box" {
		t.Skip("is a part of TestDogInGuest")
	}
	w, err := supervise.OpenWatchdog("/dev/watchdog")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := supervise.OpenWatchdog("/dev/watchdog"); err == nil {
		t.Error("it can be had twice")
	} else {
		fmt.Println(err)
	}
	v := supervise.Supervisor{Program: supervise.Self, Output: os.Stdout, Watchdog: w, Report: func(_ string, err error) { fmt.Println(err) }}
	_ = v.Run(context.Background(), []supervise.Child{{
		Name: "brain", Args: []string{"-test.run=^TestDogChild$"}, Env: []string{"SPOJKA_DOG=child"}, Beats: 3 * time.Second,
	}})
}

func TestDogChild(t *testing.T) {
	if os.Getenv("SPOJKA_DOG") != "child" {
		t.Skip("is a part of TestDogInGuest")
	}
	for {
		supervise.Beat()
		time.Sleep(200 * time.Millisecond)
	}
}
