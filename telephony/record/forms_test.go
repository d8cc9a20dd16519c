package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// earlier is a chain as programs before there were deletions wrote it.
const earlier = `6a112a4c59f02f4beb1bfa0e4fe467297ab6ddd125ca1c6ad78d3b0ae2ac199b 4da94f7ab13842d92f35deb8983d2edfe02631ff460c4080f4733de155b57fd4 8208 0000001-00000001-1
f32442791b2800b6dc50738e45e204ebe76499f42b5d0d97c8198b21b7a48ef1 83bf7fcd913e81d35f0d0e94ed1ec0611e8e3b4909c23b00ef9f076f205e67c6 40176 0000001-00000002-1
`

// later is what a deletion adds to it.
const later = `8343f1afef32ea723735efa26586a2c01253ad0123cd62628831f6f4cf17f0c3 deleted 8208 0000001-00000001-1 2027-01-15T08:00:00Z age
`

// A chain that an earlier program wrote holds, and goes on in today's form:
// the bytes of a line never change.
func TestChainOfEarlierPrograms(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "2027-01")
	path := filepath.Join(dir, chainName)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(earlier), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := readChain(dir)
	if err != nil || c.broken != 0 || len(c.links) != 2 || c.links[1].bytes != 40176 || c.links[1].gone() {
		t.Fatalf("%+v %v", c, err)
	}
	gone := link{sum: deleted, bytes: 8208, id: "0000001-00000001-1", when: "2027-01-15T08:00:00Z", why: telephony.PurgedAge}
	if err := make(chains).lengthen(dir, gone); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); string(text) != earlier+later {
		t.Errorf("it goes on\n%s\nnot\n%s", strings.TrimPrefix(string(text), earlier), later)
	}
	if c, err = readChain(dir); err != nil || c.broken != 0 || !c.byID()["0000001-00000001-1"].gone() {
		t.Errorf("%+v %v", c, err)
	}
}
