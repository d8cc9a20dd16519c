package webadmin

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// No cookie but ours signs anybody in.
func FuzzCookie(f *testing.F) {
	s := newSessions([]byte(strings.Repeat("k", 32)), false)
	f.Add("amFuYQ.NONCE.1795000000.MQ.c2lnbmF0dXJl")
	f.Add("....")
	f.Add(strings.Repeat("A.", 100))
	f.Fuzz(func(t *testing.T, value string) {
		if one, ok := s.read(&http.Request{Header: http.Header{"Cookie": {cookieName + "=" + value}}}, time.Unix(1795000000, 0)); ok {
			t.Fatalf("%q signs %q in", value, one.Agent)
		}
		if to := localPath(value, "/"); !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) {
			t.Fatalf("%q leads to %q", value, to)
		}
	})
}
