package load

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The test program is its own generator and relay.
func TestMain(m *testing.M) {
	var err error
	switch os.Getenv("LOAD") {
	case "":
		os.Exit(m.Run())
	case "job":
		err = Main(os.Stdin, os.Stdout)
	case "relay":
		err = Relay(2, netip.MustParseAddr("127.44.1.1"), os.Stdin, os.Stdout)
	}
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

func TestSoundThroughARelay(t *testing.T) {
	relay := exec.Command(os.Args[0])
	relay.Env = append(os.Environ(), "LOAD=relay")
	relay.Stderr = os.Stderr
	in, _ := relay.StdinPipe()
	out, _ := relay.StdoutPipe()
	if err := relay.Start(); err != nil {
		t.Fatal(err)
	}
	defer relay.Wait()
	defer in.Close()
	j := Job{
		What: "sound", Trunk: netip.MustParseAddr("127.44.1.2"), Phones: netip.MustParseAddr("127.44.1.3"),
		Calls: 2, For: time.Second, Pids: []int{relay.Process.Pid},
	}
	if err := json.NewDecoder(out).Decode(&j.Relay); err != nil {
		t.Fatal(err)
	}
	job, _ := json.Marshal(j)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "LOAD=job")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(job), os.Stderr
	b, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var o Outcome
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", o)
	if o.Sent != 200 || o.Lost != 0 || o.Trouble != "" || o.Took.N != 200 || o.Took.Most <= 0 {
		t.Errorf("outcome %+v", o)
	}
}
