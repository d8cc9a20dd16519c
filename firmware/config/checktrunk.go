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
		c.say(where, telephony.FaultNobodyCalls)
	}
	if len(t.Peers) > mostTrunkPeers {
		c.say(where, telephony.FaultTooManyAddresses, len(t.Peers), mostTrunkPeers)
	}
	c.host(where, "field.host", t.Host)
	if t.Register != nil {
		c.register(where, t)
	}
	c.habits(where, t.Habits)
	c.refers(where, "site", string(t.Site))
	if t.Lines < 0 || t.Lines > mostLines {
		c.say(where, telephony.FaultTrunkLines, t.Lines, mostLines)
	}
	if t.Number != "" && !dialled(t.Number) {
		c.say(where, telephony.FaultMainNumber, t.Number)
	}
}

func (c *check) register(where string, t telephony.Trunk) {
	r := t.Register
	if t.Simulated {
		c.say(where, telephony.FaultSimulatedRegisters)
	}
	if r.Registrar == "" {
		c.say(where, telephony.FaultNoRegistrar)
	}
	if r.User == "" {
		c.say(where, telephony.FaultNoRegisterUser)
	}
	c.host(where, "field.registrar", r.Registrar)
	c.host(where, "field.outboundProxy", r.OutboundProxy)
	c.host(where, "field.fromDomain", r.FromDomain)
	if _, _, err := net.SplitHostPort(r.FromDomain); err == nil {
		c.say(where, telephony.FaultDomainPort, r.FromDomain)
	}
	c.user(where, "field.registerUser", r.User)
	c.user(where, "field.authUser", r.AuthUser)
	if r.Expires != 0 && (r.Expires < leastExpires || r.Expires > mostExpires) {
		c.say(where, telephony.FaultExpires, r.Expires, leastExpires, mostExpires)
	}
	for _, other := range c.o.Trunks {
		if other.ID < t.ID && other.Register != nil && sameAccount(*other.Register, *r) && !t.Disabled && !other.Disabled {
			c.say(where, telephony.FaultSameAccount, other.ID)
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
		c.say(where, telephony.FaultHost, what, text)
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
		c.say(where, telephony.FaultUser, what, text, longestUser)
	}
}

func notInUser(r rune) bool {
	return r < '!' || r > '~' || strings.ContainsRune(`"<>:;,?/\`, r)
}

// habits checks that numbers are looked for where they can stand.
func (c *check) habits(where string, h telephony.Habits) {
	called := []telephony.NumberIn{"", telephony.InRequest, telephony.InTo, telephony.InCalled}
	if !slices.Contains(called, h.Called) {
		c.say(where, telephony.FaultCalledIn, h.Called, called[1], called[2], called[3])
	}
	shown := []telephony.NumberIn{"", telephony.InFrom, telephony.InPreferred, telephony.InAsserted, telephony.InRemote}
	if !slices.Contains(shown, h.Shown) {
		c.say(where, telephony.FaultShownIn, h.Shown, shown[1:])
	}
	forms := []telephony.NumberForm{telephony.FormPlus, telephony.FormDigits, telephony.FormExit, telephony.FormNational}
	if !slices.Contains(forms, h.Dials) {
		c.say(where, telephony.FaultDials, h.Dials, forms[1:])
	}
	codecs := []telephony.Codec{telephony.G722, telephony.PCMA, telephony.PCMU}
	for i, one := range h.Codecs {
		if !slices.Contains(codecs, one) || slices.Contains(h.Codecs[:i], one) {
			c.say(where, telephony.FaultCodec, one, codecs)
		}
	}
	callers := []telephony.NumberIn{telephony.InFrom, telephony.InAsserted, telephony.InPreferred, telephony.InRemote}
	seen := make(map[telephony.NumberIn]bool)
	for _, in := range h.Caller {
		if !slices.Contains(callers, in) || seen[in] {
			c.say(where, telephony.FaultCallerIn, in, callers)
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
			c.say("outward", telephony.FaultCountryCode, code)
		}
	}
	if min(o.Calls, o.SeatCalls, o.SeatMinutes, o.AbroadCalls, o.AbroadMinutes) < 0 {
		c.say("outward", telephony.FaultNegative)
	}
}

// signals checks how long messages of calls are kept.
func (c *check) signals() {
	k := c.o.Signals
	if k.Days < 0 || k.Days > telephony.MostSignalDays {
		c.say("signals", telephony.FaultSignalDays, k.Days, telephony.MostSignalDays, telephony.UsualSignalDays)
	}
	if k.Megabytes != 0 && (k.Megabytes < telephony.LeastSignalMB || k.Megabytes > telephony.MostSignalMB) {
		c.say("signals", telephony.FaultSignalMB, k.Megabytes, telephony.LeastSignalMB, telephony.MostSignalMB, telephony.UsualSignalMB)
	}
}
