package boardtest

import (
	"testing"

	"github.com/spojka/spojka/board/profile"
)

// The fake keeps the contract of the real ones.
func TestFake(t *testing.T) {
	p, err := profile.Parse("test", `
chip a
chain strip spi 0.0 apa102 2
lamp led-power power one a/POWER
lamp led-fault fault one !a/FAULT
lamp led-trunk trunk pixel strip/1
key key-1 on-air press !a/KEY red a/RED green a/GREEN
key key-2 seat:201 press a/KEY-2 red !a/RED-2
`)
	if err != nil {
		t.Fatal(err)
	}
	f := NewFake(p)
	Contract(t, p, f, f)
}
