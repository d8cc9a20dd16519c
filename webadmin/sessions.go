package webadmin

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	cookieName = "spojka"
	// signedInFor is how long a sign-in lasts without a visit; a visit after
	// renewAfter makes it anew.
	signedInFor = 16 * time.Hour
	renewAfter  = time.Hour
	// maxEnded bounds the memory of sign-ins that ended before their time.
	maxEnded = 4096
)

// sessions signs and checks the cookie of who is signed in. The cookie
// carries everything, so a restart signs nobody out; only sign-ins ended
// early are kept here.
type sessions struct {
	key  []byte
	tls  bool
	mu   sync.Mutex
	over map[string]time.Time // nonce → when its cookie is worthless anyway
}

// session is a sign-in.
type session struct {
	Agent telephony.AgentID
	Nonce string
	At    time.Time
	Stamp string
}

func newSessions(key []byte, tls bool) *sessions {
	return &sessions{key: key, tls: tls, over: make(map[string]time.Time)}
}

// sign proves that a text of a kind is ours; one kind is no proof of another.
func (s *sessions) sign(kind, text string) string {
	m := hmac.New(sha256.New, s.key)
	m.Write([]byte(kind + "\x00" + text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// begin writes the cookie of a new sign-in, or of an old one renewed.
func (s *sessions) begin(w http.ResponseWriter, one session, now time.Time) {
	if one.Nonce == "" {
		one.Nonce = rand.Text()
	}
	agent := base64.RawURLEncoding.EncodeToString([]byte(one.Agent))
	stamp := base64.RawURLEncoding.EncodeToString([]byte(one.Stamp))
	text := strings.Join([]string{agent, one.Nonce, strconv.FormatInt(now.Unix(), 10), stamp}, ".")
	s.cookie(w, text+"."+s.sign("session", text), int(signedInFor/time.Second))
}

func (s *sessions) cookie(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.tls, SameSite: http.SameSiteLaxMode,
	})
}

// read gives the sign-in of a request, if its cookie is ours and still good.
func (s *sessions) read(r *http.Request, now time.Time) (session, bool) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return session{}, false
	}
	dot := strings.LastIndexByte(c.Value, '.')
	if dot < 0 || !hmac.Equal([]byte(s.sign("session", c.Value[:dot])), []byte(c.Value[dot+1:])) {
		return session{}, false
	}
	part := strings.Split(c.Value[:dot], ".")
	if len(part) != 4 {
		return session{}, false
	}
	agent, err1 := base64.RawURLEncoding.DecodeString(part[0])
	at, err2 := strconv.ParseInt(part[2], 10, 64)
	stamp, err3 := base64.RawURLEncoding.DecodeString(part[3])
	if err1 != nil || err2 != nil || err3 != nil {
		return session{}, false
	}
	one := session{Agent: telephony.AgentID(agent), Nonce: part[1], At: time.Unix(at, 0), Stamp: string(stamp)}
	return one, now.Sub(one.At) < signedInFor && !s.ended(one.Nonce)
}

func (s *sessions) ended(nonce string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, yes := s.over[nonce]
	return yes
}

// end makes a cookie worthless before its time.
func (s *sessions) end(w http.ResponseWriter, one session, now time.Time) {
	s.cookie(w, "", -1)
	s.mu.Lock()
	defer s.mu.Unlock()
	for nonce, until := range s.over {
		if len(s.over) >= maxEnded || now.After(until) {
			delete(s.over, nonce)
		}
	}
	s.over[one.Nonce] = now.Add(signedInFor)
}
