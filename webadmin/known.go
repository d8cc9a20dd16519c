package webadmin

import (
	"crypto/hmac"
	"crypto/rand"
	"net/http"
	"strings"
)

const (
	knownCookie = "spojka-known"
	// knownFor is for how many seconds a browser is known after a sign-in.
	knownFor = 180 * 24 * 3600
	// maxKnown is how many logins a browser is known for: those who share a
	// desk by shifts.
	maxKnown = 8
)

// A browser in which somebody has signed in keeps a proof of it for each
// login, "id.signature", newest first. It opens nothing: it only lets the
// browser's tries count apart from everybody else's (see counted).

// knownAs is the browser's id for a login, or nothing.
func (s *sessions) knownAs(r *http.Request, login string) string {
	for _, proof := range proofs(r) {
		if id, signed, _ := strings.Cut(proof, "."); hmac.Equal([]byte(s.vouch(id, login)), []byte(signed)) {
			return id
		}
	}
	return ""
}

// know gives the browser its proof for a login, or the same one for longer.
func (s *sessions) know(w http.ResponseWriter, r *http.Request, login string) {
	id := s.knownAs(r, login)
	if id == "" {
		id = rand.Text()
	}
	mine := id + "." + s.vouch(id, login)
	all := []string{mine}
	for _, proof := range proofs(r) {
		if proof != mine && len(all) < maxKnown {
			all = append(all, proof)
		}
	}
	http.SetCookie(w, &http.Cookie{
		Name: knownCookie, Value: strings.Join(all, "~"), Path: "/", MaxAge: knownFor, HttpOnly: true, Secure: s.tls, SameSite: http.SameSiteLaxMode,
	})
}

func (s *sessions) vouch(id, login string) string { return s.sign("known", id+"\x00"+login) }

// proofs are those that a browser brings; more than it was given are none.
func proofs(r *http.Request) []string {
	c, err := r.Cookie(knownCookie)
	if err != nil || len(c.Value) > 1024 {
		return nil
	}
	all := strings.Split(c.Value, "~")
	return all[:min(len(all), maxKnown)]
}
