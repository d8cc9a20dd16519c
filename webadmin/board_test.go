package webadmin

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

// The installer sees which wire goes where, tries lamps and keys, and puts
// functions on keys; nobody else does.
func TestBoardIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	var err error
	if v.box.wired, err = profile.Named("raspberrypi-5"); err != nil {
		t.Fatal(err)
	}
	v.see("/panel", "soc/GPIO17", "vývod 11", "svítí, když je vodič na zemi", "x1/A0", "klávesa spojuje se zemí", "Rozsvítit všechny lampy", "Najít klávesu stiskem", "Telefon 203", "Co klávesa udělá", "*8201")
	for _, key := range []string{"key-2", "key-1", "key-2"} {
		if code, _ := v.post("/panel/keys", "key", key, "fn", "on-air"); code != http.StatusOK {
			t.Errorf("%s: %d", key, code)
		}
	}
	v.post("/panel/keys", "key", "key-2", "fn", "seat:203")
	want := []telephony.FrontKey{{Key: "key-1", Does: "on-air"}, {Key: "key-2", Does: "seat:203"}}
	if !slices.Equal(v.box.office.Keys, want) {
		t.Errorf("the office has %v", v.box.office.Keys)
	}
	for _, bad := range [][]string{{"key", "key-99", "fn", "on-air"}, {"key", "key-1", "fn", "no-such-thing"}, {"key", "key-1", "fn", "seat"}} {
		if code, _ := v.post("/panel/keys", bad...); code != http.StatusBadRequest {
			t.Errorf("%v: %d", bad, code)
		}
	}
	v.post("/panel/test", "lamp", "")
	v.post("/panel/test", "lamp", "led-fault")
	v.post("/panel/find", "on", "1")
	v.post("/panel/find", "on", "")
	if got := strings.Join(v.box.orders, ", "); got != "test , test led-fault, find true, find false" {
		t.Errorf("the front was told %q", got)
	}
	v.box.face.Asking = true
	v.see("/panel", "Stiskněte klávesu na boxu", "Už nehledat")
	v.box.face.Asking, v.box.face.Found = false, "key-3"
	v.see("/panel", "Klávesa 3 (key-3) funguje.")

	other := visitBox(t, v.box).signIn("jana")
	if _, body := other.get("/panel"); strings.Contains(body, "/panel/keys") {
		t.Error("an operator is shown how to set the board up")
	}
	for _, path := range []string{"/panel/keys", "/panel/test", "/panel/find"} {
		if code, _ := other.post(path, "key", "key-1", "fn", "free"); code != http.StatusForbidden {
			t.Errorf("%s as an operator: %d", path, code)
		}
	}
}
