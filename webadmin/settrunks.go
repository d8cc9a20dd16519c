package webadmin

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

var trunks = kind{name: "trunks", rows: trunkRows, fields: trunkFields, write: writeTrunk, remove: removeTrunk, live: true}

func trunkRows(f *frame) []row {
	var all []row
	for _, t := range f.Office.Trunks {
		r := row{ID: string(t.ID), Name: t.Name, Small: strings.Join(t.Peers, ", "), Off: t.Disabled}
		if t.Register != nil {
			r.Small = t.Register.User + " @ " + t.Register.Registrar
		}
		one := f.lineState(t.ID)
		r.State = state{S: one.S, Sign: one.Sign, Word: one.Word}
		if t.Simulated {
			r.Facts = append(r.Facts, f.T("field.simulated"))
		}
		all = append(all, r)
	}
	return all
}

func (f *frame) trunk(id string) (telephony.Trunk, bool) {
	for _, one := range f.Office.Trunks {
		if string(one.ID) == id {
			return one, true
		}
	}
	return telephony.Trunk{}, id == ""
}

func trunkFields(f *frame, id string) ([]field, bool) {
	t, ok := f.trunk(id)
	return f.trunkForm(t), ok
}

// trunkForm is the form of a trunk as it is set: who it is, how it is
// registered with, where its calls come from and go to, its habits.
func (f *frame) trunkForm(t telephony.Trunk) []field {
	all := []field{f.field("text", "name", t.Name)}
	all = append(all, f.registerForm(t)...)
	number := ""
	if t.Number != "" {
		number = f.Number(t.Number)
	}
	all = append(all, f.group("trunk.addresses"),
		f.field("area", "peers", strings.Join(t.Peers, "\n")), f.field("text", "host", t.Host),
		f.group("trunk.habits"),
		f.pick("called", string(t.Habits.Called), "", f.places(calledIn)), f.pick("caller", joined(t.Habits.Caller), "", f.places(callerIn)),
		f.check("overlap", t.Habits.Overlap),
		f.pick("shown", string(t.Habits.Shown), "", f.places(shownIn)), f.pick("dials", string(t.Habits.Dials), "", f.forms()),
		f.pick("codecs", strings.Join(texts(t.Habits.Codecs), ","), "", f.codecs(t.Habits.Codecs)), f.check("noTimer", t.Habits.NoTimer))
	return append(all, f.group("trunk.use"), f.field("text", "trunkNumber", number), f.number("lines", t.Lines, ""), f.pick("trunkSite", string(t.Site), "settings.none", siteOptions(f.Office)),
		f.check("disabled", t.Disabled))
}

// forms are the ways in which a number may be written to a trunk.
func (f *frame) forms() (all []option) {
	for _, one := range []telephony.NumberForm{telephony.FormPlus, telephony.FormDigits, telephony.FormExit, telephony.FormNational} {
		all = append(all, option{Value: string(one), Text: f.T(lang.Key("form." + string(one)))})
	}
	return all
}

// codecs are the ways of coding that a trunk may be kept to; one set otherwise
// in the file stays a choice.
func (f *frame) codecs(set []telephony.Codec) (all []option) {
	list := []string{"", "PCMA,PCMU", "PCMA", "PCMU"}
	if now := strings.Join(texts(set), ","); !slices.Contains(list, now) {
		list = append(list, now)
	}
	for _, one := range list {
		text := strings.ReplaceAll(one, ",", ", ")
		if k := lang.Key("codecs." + one); lang.Has(k) {
			text = f.T(k)
		}
		all = append(all, option{Value: one, Text: text})
	}
	return all
}

func (f *frame) registerForm(t telephony.Trunk) []field {
	r := telephony.Register{}
	if t.Register != nil {
		r = *t.Register
	}
	password := f.field("password", "trunkPassword", "")
	if t.ID != "" && f.p.Settings.HasTrunkPassword(t.ID) {
		password.Hint = f.T("trunk.has-password")
	}
	return []field{
		f.group("trunk.registration"), f.check("registers", t.Register != nil),
		f.field("text", "registrar", r.Registrar), f.field("text", "registerUser", r.User), password,
		f.field("text", "authUser", r.AuthUser), f.field("text", "fromDomain", r.FromDomain), f.field("text", "outboundProxy", r.OutboundProxy),
		f.check("tcp", r.TCP), f.number("expires", int(r.Expires), "unit.s"),
	}
}

// Places of numbers that can be chosen, in the order of the page; several in
// one choice are tried in turn. The first is the usual one.
var (
	calledIn = []string{"", "to", "p-called-party-id"}
	shownIn  = []string{"", "p-preferred-identity", "p-asserted-identity", "remote-party-id"}
	callerIn = []string{"", "from", "p-asserted-identity", "remote-party-id,from", "from,remote-party-id", "p-preferred-identity,from"}
)

func (f *frame) places(of []string) (all []option) {
	for _, one := range of {
		text := f.T("place.usual")
		if one != "" {
			text = strings.ReplaceAll(one, ",", ", ")
		}
		if k := lang.Key("place." + one); lang.Has(k) {
			text = f.T(k)
		}
		all = append(all, option{Value: one, Text: text})
	}
	return all
}

// joined writes an order of places; the usual one is empty.
func joined(of []telephony.NumberIn) string {
	if s := strings.Join(texts(of), ","); s != "p-asserted-identity,from" {
		return s
	}
	return ""
}

// fillFrom puts a provider's switches into a trunk; what is the customer's own
// stays.
func fillFrom(p telephony.Provider, t telephony.Trunk) telephony.Trunk {
	t.Habits = p.Habits
	if !p.Registers {
		t.Register = nil
		return t
	}
	r := p.Register
	if t.Register != nil {
		old := *t.Register
		r.Registrar, r.User, r.AuthUser, r.FromDomain = old.Registrar, old.User, old.AuthUser, old.FromDomain
		r.OutboundProxy = old.OutboundProxy
	}
	t.Register = &r
	return t
}

func writeTrunk(_ *frame, o *telephony.Office, id string, v form) (string, problems) {
	t, i := member(o.Trunks, id, trunkID)
	t.Name, t.Host, t.Disabled = v.name("name"), v.host("host"), v.on("disabled")
	t.Lines = v.whole("lines", mostLines)
	t.Number, t.Site = v.phone("trunkNumber"), telephony.SiteID(v.sent.Get("trunkSite"))
	t.Register = v.register()
	v.peers(&t)
	v.habits(&t.Habits)
	if i < 0 {
		t.ID = freshID(o.Trunks, t.Name, trunkID)
	}
	o.Trunks = placed(o.Trunks, i, t)
	return string(t.ID), v.wrong
}

// mostLines bounds what a trunk can be said to carry.
const mostLines = 1000

// register reads how the trunk is registered with; nil: it isn't.
func (v form) register() *telephony.Register {
	if !v.on("registers") {
		return nil
	}
	r := telephony.Register{
		Registrar: v.host("registrar"), User: v.text("registerUser", 64), AuthUser: v.text("authUser", 64), FromDomain: v.host("fromDomain"),
		OutboundProxy: v.host("outboundProxy"), TCP: v.on("tcp"), Expires: v.seconds("expires"),
	}
	if r.Registrar == "" {
		v.say("registrar", "error.no-registrar")
	}
	if r.User == "" {
		v.say("registerUser", "error.no-user")
	}
	if r.Expires != 0 && r.Expires < 60 {
		v.say("expires", "error.expires")
	}
	if strings.ContainsAny(v.sent.Get("trunkPassword"), "\r\n") || len(v.sent.Get("trunkPassword")) > 128 {
		v.say("trunkPassword", "error.trunk-password")
	}
	return &r
}

// host reads host[:port] as the provider writes it, without what a link has
// around it.
func (v form) host(name string) string {
	s := strings.ToLower(v.text(name, 253))
	for _, scheme := range []string{"sip:", "sips:"} {
		s = strings.TrimPrefix(s, scheme)
	}
	if s != "" && (strings.ContainsAny(s, " /@;?<>\"") || strings.HasPrefix(s, "-")) {
		v.say(name, "error.host", s)
	}
	return s
}

func (v form) peers(t *telephony.Trunk) {
	t.Peers = strings.Fields(strings.ReplaceAll(v.sent.Get("peers"), ",", " "))
	if len(t.Peers) == 0 && t.Register == nil && t.Host == "" {
		v.say("peers", "error.no-peer")
	}
	for _, peer := range t.Peers {
		if !isPeer(peer) {
			v.say("peers", "error.peer", peer)
		}
	}
}

func (v form) habits(h *telephony.Habits) {
	called, caller := v.sent.Get("called"), v.sent.Get("caller")
	if !slices.Contains(calledIn, called) {
		v.say("called", "error.choose")
	}
	if !slices.Contains(callerIn, caller) {
		v.say("caller", "error.choose")
	}
	shown, dials := v.sent.Get("shown"), v.sent.Get("dials")
	if !slices.Contains(shownIn, shown) {
		v.say("shown", "error.choose")
	}
	if !slices.ContainsFunc(v.f.forms(), func(o option) bool { return o.Value == dials }) {
		v.say("dials", "error.choose")
	}
	codecs := v.sent.Get("codecs")
	if !slices.ContainsFunc(v.f.codecs(h.Codecs), func(o option) bool { return o.Value == codecs }) {
		v.say("codecs", "error.choose")
	}
	h.Codecs, h.NoTimer = ids[telephony.Codec](strings.Split(codecs, ",")), v.on("noTimer")
	h.Shown, h.Dials = telephony.NumberIn(shown), telephony.NumberForm(dials)
	h.Called, h.Caller, h.Overlap = telephony.NumberIn(called), ids[telephony.NumberIn](strings.Split(caller, ",")), v.on("overlap")
}

// isPeer takes an address, an address with a port, or a prefix that isn't too
// wide: everybody's calls would be believed.
func isPeer(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.Bits() >= 8
	}
	_, err := netip.ParseAddrPort(s)
	return err == nil
}

func removeTrunk(f *frame, o *telephony.Office, id string) string {
	for _, n := range o.Numbers {
		if string(n.Trunk) == id {
			return f.T("used.number", f.numberName(n.Number))
		}
	}
	o.Trunks = without(o.Trunks, id, trunkID)
	return ""
}

// providerChoice is the form that fills the switches.
type providerChoice struct {
	Options []option
	Chosen  string   // its name
	Text    string   // what its switches do, what else to fill in
	Needs   []string // labels of fields that its customers are given
}

// chooseProvider fills the form as a provider wants it.
func (p *Pages) chooseProvider(s *settingPage, id string) {
	choice := &providerChoice{}
	for _, one := range p.Providers {
		name := lang.Key("provider." + one.ID)
		choice.Options = append(choice.Options, option{Value: one.ID, Text: s.T(name), On: one.ID == id})
		if one.ID != id {
			continue
		}
		choice.Chosen, choice.Text = s.T(name), s.T(name+".text")
		for _, need := range one.Needs {
			choice.Needs = append(choice.Needs, s.T(lang.Key("field."+need)))
		}
		t, _ := s.trunk(s.thing())
		s.Fields = s.trunkForm(fillFrom(one, t))
	}
	if len(choice.Options) > 0 {
		s.Provider = choice
	}
}

// thing is the id of what the form is of; empty: a new one.
func (s *settingPage) thing() string {
	if s.ID == fresh {
		return ""
	}
	return s.ID
}

func milliseconds(ms int64) string { return strconv.FormatInt(max(ms, 1), 10) + "\u00a0ms" }
