package webadmin

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"
)

// maxBody is the most that a form may weigh.
const maxBody = 256 << 10

// policy is what a page may load: only what comes from the box.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// door is what every request passes: a crash of one page is that page's
// alone, the host must be ours, a form must come from our own page.
func (p *Pages) door(inside http.Handler) http.Handler {
	var cross http.CrossOriginProtection
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.fail(w, r, http.StatusForbidden, "error.cross-origin")
	}))
	guarded := cross.Handler(inside)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer p.recovered(w, r)
		writeHeaders(w.Header())
		if !p.AllowHost(hostOf(r.Host)) {
			http.Error(w, "unknown host name: use the box's address", http.StatusMisdirectedRequest)
			return
		}
		if r.ContentLength > maxBody {
			p.fail(w, r, http.StatusRequestEntityTooLarge, "error.too-large")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		limitTime(w, r)
		guarded.ServeHTTP(w, r)
	})
}

// limitTime ends what a visitor sends or takes too slowly (FAULTS 20).
func limitTime(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	if r.ContentLength != 0 { // a body of any method, or one of unknown length
		_ = out.SetReadDeadline(time.Now().Add(15 * time.Second))
	}
	_ = out.SetWriteDeadline(time.Now().Add(time.Minute))
}

func writeHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-store")
}

func (p *Pages) recovered(w http.ResponseWriter, r *http.Request) {
	switch v := recover(); v {
	case nil:
	case http.ErrAbortHandler:
		panic(v)
	default:
		slog.Error("a page failed", "path", r.URL.Path, "why", fmt.Sprint(v), "stack", string(debug.Stack()))
		p.fail(w, r, http.StatusInternalServerError, "error.broken")
	}
}

func hostOf(hostPort string) string {
	if host, _, err := net.SplitHostPort(hostPort); err == nil {
		return strings.ToLower(host)
	}
	return strings.ToLower(strings.Trim(hostPort, "[]"))
}

// localHost allows what cannot be a name of somebody else's (DNS rebinding):
// addresses, names without a dot, names under .local and .localhost.
func localHost(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast()
	}
	return host != "" && (!strings.Contains(host, ".") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".localhost"))
}

// sourceOf is the address of who asks.
func sourceOf(r *http.Request) string {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return a.Addr().Unmap().WithZone("").String()
}

// sourcesOf are the names under which his failures count: his address, and
// the /64 that an IPv6 address is of, in which it may be any.
func sourcesOf(r *http.Request) []string {
	own := sourceOf(r)
	names := []string{bySource + own}
	if a, err := netip.ParseAddr(own); err == nil && a.Is6() {
		net, _ := a.Prefix(64) // can't fail: it has that many bits
		names = append(names, byNetwork+net.String())
	}
	return names
}
