package firmware

import (
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors says where every package stands. A package imports only what stands
// lower; a shell imports no other shell, it declares the small interface that
// it needs, and the wiring plugs it in.
var floors = map[string]int{
	// 0: words
	"telephony": 0, "board": 0,
	// 1: rules. dialplan is here, not among the deciders, because the desk asks it.
	"telephony/number": 1, "telephony/hours": 1, "telephony/reasons": 1, "telephony/callers": 1, "telephony/audio": 1,
	"telephony/jitter": 1, "telephony/sdp": 1, "telephony/dialplan": 1, "telephony/providers": 1,
	"board/lamp": 1, "board/key": 1, "board/profile": 1, "webadmin/lang": 1,
	// 2: deciders, and what puts rules together
	"telephony/acd": 2, "telephony/stats": 2, "telephony/search": 2, "telephony/ladder": 2,
	// 3: shells
	"telephony/exchange": 3, "telephony/sipline": 3, "telephony/media": 3, "telephony/analog": 3, "telephony/book": 3,
	"telephony/records": 3, "telephony/record": 3, "telephony/sim": 3, "telephony/flight": 3,
	"board/panel": 3, "board/deskphone": 3, "board/chardev": 3, "board/buses": 3, "board/sysled": 3,
	"webadmin":        3,
	"firmware/config": 3, "firmware/store": 3, "firmware/health": 3, "firmware/supervise": 3, "firmware/disk": 3,
	"firmware/mail": 3,
	// 4: wiring, and tools that aren't part of the box
	"firmware": 4, "firmware/spojka": 4, "firmware/coverage": 4, "firmware/licences": 4, "firmware/load": 4,
	"firmware/mail/mailtest": 4, "firmware/peers": 4, "firmware/peers/chromium": 4, "firmware/slowly": 4, "firmware/testrun": 4, "images": 4, "board/boardtest": 4, "board/house": 4, "board/guest": 4,
}

const (
	pure   = 2 // up to here nothing but the standard library, and not all of that
	shells = 3
	wiring = 4
)

// importers says who may import a library from outside: one room, which can
// then be opened up when the library has to go. Two have a second importer,
// the simulated telephone, which is a peer and not a part.
var importers = map[string][]string{
	"github.com/emiago/sipgo":           {"telephony/sipline", "telephony/sim"},
	"github.com/pion/rtp":               {"telephony/media", "telephony/sim"},
	"github.com/pion/rtcp":              {"telephony/media"},
	"github.com/braheezy/shine-mp3":     {"telephony/record"},
	"go.etcd.io/bbolt":                  {"firmware/store"},
	"github.com/warthog618/go-gpiocdev": {"board/chardev"},
	"periph.io/x":                       {"board/buses"},
	"golang.org/x/crypto":               {"firmware/config", "firmware/mail"}, // there only the roots of certificates
	"github.com/wneessen/go-mail":       {"firmware/mail"},
	"golang.org/x/text":                 {"telephony/book", "telephony/records", "telephony/search"},
	"github.com/chromedp":               {"firmware/peers/chromium"}, // for tests
	// the kernel's calls, for every shell that needs them
	"golang.org/x/sys": nil,
}

// neverPure are packages that floors 0 to 2 don't import, with the reason.
var neverPure = map[string]string{
	"net":         "a rule that talks to the network decides differently on replay; net/netip has the types",
	"os":          "files and environment are the shells' business; embed brings fixed text",
	"log":         "what is worth telling is a fact or a returned error",
	"sync":        "one goroutine runs it, the shell around it has the locks",
	"context":     "nothing here waits, so nothing can be cancelled",
	"math/rand":   "dice are handed in, so that a replay throws the same",
	"crypto/rand": "dice are handed in, so that a replay throws the same",
	"runtime":     "a rule doesn't ask which machine it runs on",
	"syscall":     "the kernel is the shells' business",
	"unsafe":      "a word is a plain value",
	"testing":     "tests belong in test files",
}

// clocks are the functions of package time that read or wait for the clock.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local"}

// TestFloors keeps every package on its floor.
func TestFloors(t *testing.T) {
	h := whole(t)
	for _, r := range h.rooms {
		floor, ok := floors[r.path]
		if !ok {
			t.Errorf("%s stands on no floor: write it into the table of this test, as low as its imports let it", r.path)
			continue
		}
		for _, f := range r.files {
			for _, imp := range f.Imports {
				path, _ := strconv.Unquote(imp.Path.Value)
				if why := mayNot(r.path, floor, path); why != "" {
					t.Errorf("%s: %s imports %s: %s", h.at(imp), r.path, path, why)
				}
			}
		}
	}
}

// mayNot says why a package on this floor may not import another; empty: it
// may.
func mayNot(room string, floor int, path string) string {
	other, ours := strings.CutPrefix(path, module+"/")
	switch {
	case ours:
		return mayNotOurs(room, floor, other)
	case !strings.Contains(strings.Split(path, "/")[0], "."):
		return mayNotStandard(floor, path)
	case floor <= pure:
		return "floors 0 to 2 use nothing but the standard library, so that they outlive every library"
	}
	library, owners, ok := owner(path)
	switch {
	case !ok:
		return "nobody may import this library yet: name its one importer in the table of this test"
	case owners != nil && !slices.Contains(owners, room):
		return fmt.Sprintf("%s belongs to %s: ask it through words of ours", library, strings.Join(owners, " and "))
	}
	return ""
}

func mayNotOurs(room string, floor int, other string) string {
	below, ok := floors[other]
	top := func(p string) string { first, _, _ := strings.Cut(p, "/"); return first }
	switch {
	case !ok:
		return "it stands on no floor: write it into the table of this test"
	case floor == wiring, room == "board" && other == "telephony": // the panel's words are about calls
		return ""
	case room == "telephony/dialplan" && other == "telephony/number": // where a call leads depends on what kind of number it calls
		return ""
	case floor == shells && below == shells:
		return "a shell imports no other shell: declare the interface that you need, the wiring plugs it in"
	case below >= floor:
		return fmt.Sprintf("it stands on floor %d and may only import what is below, not floor %d", floor, below)
	case top(room) == "telephony" && top(other) != "telephony":
		return "telephony works without a page, a panel or a box around it"
	case (top(room) == "webadmin" || top(room) == "board") && top(other) == "telephony" && other != "telephony" && other != "telephony/stats":
		return "pages and panel see of telephony only its words and figures"
	}
	return ""
}

func mayNotStandard(floor int, path string) string {
	if floor > pure || path == "net/netip" {
		return ""
	}
	for p := path; ; {
		if why, ok := neverPure[p]; ok {
			return why
		}
		cut := strings.LastIndex(p, "/")
		if cut < 0 {
			return ""
		}
		p = p[:cut]
	}
}

// owner finds the library that a path is of, and who may import it.
func owner(path string) (string, []string, bool) {
	for library, owners := range importers {
		if path == library || strings.HasPrefix(path, library+"/") {
			return library, owners, true
		}
	}
	return "", nil, false
}

// TestPure looks into the packages of floors 0 to 2 for what would make two
// runs of the same journal differ: clocks, goroutines, floats, and maps in
// their random order.
func TestPure(t *testing.T) {
	h := whole(t)
	for _, r := range h.rooms {
		if floor, ok := floors[r.path]; !ok || floor > pure {
			continue
		}
		if r.err != nil {
			t.Error(r.err)
			continue
		}
		for _, f := range r.files {
			ast.Inspect(f, func(n ast.Node) bool {
				if why := impure(h, r, f, n); why != "" {
					t.Errorf("%s: %s", h.at(n), why)
				}
				return true
			})
		}
	}
}
