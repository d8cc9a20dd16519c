package config

import (
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// Bounds of what a trunk's settings may say.
const (
	longestHost    = 253 // RFC 1035 §2.3.4
	longestUser    = 64
	leastExpires   = telephony.Seconds(60)
	mostExpires    = telephony.Seconds(24 * 3600)
	widestNet4     = 8 // bits: a wider net would let nearly everybody call in
	widestNet6     = 19
	mostTrunkPeers = 64
	mostLines      = 1000
)

// trunk checks how a trunk is reached and registered with.
func (c *check) trunk(where string, t telephony.Trunk) {
	if len(t.Peers) == 0 && t.Host == "" && t.Register == nil {
		c.say(where, "nobody could call by it: name the addresses that it calls from, or have it registered with")
	}
	if len(t.Peers) > mostTrunkPeers {
		c.say(where, "it calls from %d addresses, there can be %d: join them to nets like 192.0.2.0/24", len(t.Peers), mostTrunkPeers)
	}
	c.host(where, "the host", t.Host)
	if t.Register != nil {
		c.register(where, t)
	}
	c.habits(where, t.Habits)
	c.refers(where, "site", string(t.Site))
	if t.Lines < 0 || t.Lines > mostLines {
		c.say(where, "it carries %d calls at once: use 1 to %d, or 0 where nobody knows", t.Lines, mostLines)
	}
	if t.Number != "" && !dialled(t.Number) {
		c.say(where, "the main number %q is no number: use for example +420800100200", t.Number)
	}
}

func (c *check) register(where string, t telephony.Trunk) {
	r := t.Register
	if t.Simulated {
		c.say(where, "a simulated trunk registers nowhere: leave the registration out")
	}
	if r.Registrar == "" {
		c.say(where, "the registrar is missing: use what the provider calls the SIP server, host or host:port")
	}
	if r.User == "" {
		c.say(where, "the user that is registered is missing: use what the provider calls user, number or account")
	}
	c.host(where, "the registrar", r.Registrar)
	c.host(where, "the outbound proxy", r.OutboundProxy)
	c.host(where, "the domain of From", r.FromDomain)
	if _, _, err := net.SplitHostPort(r.FromDomain); err == nil {
		c.say(where, "the domain of From %q has a port: leave it out", r.FromDomain)
	}
	c.user(where, "the user", r.User)
	c.user(where, "the user of the password", r.AuthUser)
	if r.Expires != 0 && (r.Expires < leastExpires || r.Expires > mostExpires) {
		c.say(where, "it is registered for %d s: use %d to %d, or 0 for the usual 600", r.Expires, leastExpires, mostExpires)
	}
	for _, other := range c.o.Trunks {
		if other.ID < t.ID && other.Register != nil && sameAccount(*other.Register, *r) && !t.Disabled && !other.Disabled {
			c.say(where, "trunk %s registers the same user there: each would put the other out; disable one", other.ID)
		}
	}
}

func sameAccount(a, b telephony.Register) bool {
	return strings.EqualFold(a.Registrar, b.Registrar) && a.User == b.User && a.OutboundProxy == b.OutboundProxy
}

var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?$`)

// host checks host[:port]; empty is none.
func (c *check) host(where, what, text string) {
	if text != "" && !goodHost(text) {
		c.say(where, "%s %q is no host: use for example sip.example.cz, sip.example.cz:5070 or 192.0.2.1", what, text)
	}
}

func goodHost(text string) bool {
	if _, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return true
	}
	if h, port, err := net.SplitHostPort(text); err == nil {
		n, bad := strconv.ParseUint(port, 10, 16)
		if bad != nil || n == 0 {
			return false
		}
		if _, err := netip.ParseAddr(h); err == nil {
			return true
		}
		text = h
	}
	return len(text) <= longestHost && hostName.MatchString(text) && !strings.Contains(text, "..")
}

// user checks what stands before the @: no letter that would end it there
// (RFC 3261 §25.1).
func (c *check) user(where, what, text string) {
	if len(text) > longestUser || strings.ContainsFunc(text, notInUser) {
		c.say(where, "%s %q can't be: use up to %d letters, digits and . _ + - @", what, text, longestUser)
	}
}

func notInUser(r rune) bool {
	return r < '!' || r > '~' || strings.ContainsRune(`"<>:;,?/\`, r)
}

// habits checks that numbers are looked for where they can stand.
func (c *check) habits(where string, h telephony.Habits) {
	called := []telephony.NumberIn{"", telephony.InRequest, telephony.InTo, telephony.InCalled}
	if !slices.Contains(called, h.Called) {
		c.say(where, "the number called can't stand in %q: use %s, %s or %s", h.Called, called[1], called[2], called[3])
	}
	shown := []telephony.NumberIn{"", telephony.InFrom, telephony.InPreferred, telephony.InAsserted, telephony.InRemote}
	if !slices.Contains(shown, h.Shown) {
		c.say(where, "our number can't stand in %q: use one of %q", h.Shown, shown[1:])
	}
	forms := []telephony.NumberForm{telephony.FormPlus, telephony.FormDigits, telephony.FormExit, telephony.FormNational}
	if !slices.Contains(forms, h.Dials) {
		c.say(where, "numbers can't be written as %q: use one of %q, or nothing for +420…", h.Dials, forms[1:])
	}
	codecs := []telephony.Codec{telephony.G722, telephony.PCMA, telephony.PCMU}
	for i, one := range h.Codecs {
		if !slices.Contains(codecs, one) || slices.Contains(h.Codecs[:i], one) {
			c.say(where, "sound can't be coded as %q: use each of %q at most once, or nothing for all", one, codecs)
		}
	}
	callers := []telephony.NumberIn{telephony.InFrom, telephony.InAsserted, telephony.InPreferred, telephony.InRemote}
	seen := make(map[telephony.NumberIn]bool)
	for _, in := range h.Caller {
		if !slices.Contains(callers, in) || seen[in] {
			c.say(where, "the caller's number can't stand in %q: use each of %q at most once", in, callers)
		}
		seen[in] = true
	}
}

// peerAddr reads an address, an address with a port, or a net that isn't too
// wide.
func peerAddr(p string) (netip.Addr, bool) {
	if a, err := netip.ParseAddr(p); err == nil {
		return a, !a.IsUnspecified()
	}
	if a, err := netip.ParseAddrPort(p); err == nil {
		return a.Addr(), !a.Addr().IsUnspecified()
	}
	a, err := netip.ParsePrefix(p)
	widest := widestNet6
	if a.Addr().Is4() {
		widest = widestNet4
	}
	return a.Addr(), err == nil && a.Bits() >= widest
}

// outward checks where phones may call.
func (c *check) outward() {
	o := c.o.Outward
	for _, code := range o.Countries {
		if code != "*" && (len(code) < 1 || len(code) > 3 || strings.Trim(code, "0123456789") != "" || code[0] == '0') {
			c.say("outward", "%q is no country's code: use for example 421, or * for all", code)
		}
	}
	if min(o.Calls, o.SeatCalls, o.SeatMinutes, o.AbroadCalls, o.AbroadMinutes) < 0 {
		c.say("outward", "limits can't be negative: use 0 for the usual one")
	}
}

// signals checks how long messages of calls are kept.
func (c *check) signals() {
	k := c.o.Signals
	if k.Days < 0 || k.Days > telephony.MostSignalDays {
		c.say("signals", "%d days are not between 1 and %d: 0 is the usual %d", k.Days, telephony.MostSignalDays, telephony.UsualSignalDays)
	}
	if k.Megabytes != 0 && (k.Megabytes < telephony.LeastSignalMB || k.Megabytes > telephony.MostSignalMB) {
		c.say("signals", "%d MB are not between %d and %d: 0 are the usual %d", k.Megabytes, telephony.LeastSignalMB, telephony.MostSignalMB, telephony.UsualSignalMB)
	}
}
