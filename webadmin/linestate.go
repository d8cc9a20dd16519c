package webadmin

import (
	"net/url"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// lineState is a trunk in words: what the wire says, and what to do.
type lineState struct {
	telephony.TrunkView
	S, Sign      string
	Word         string // one or two
	Text, Remedy string
}

func (f *frame) lineState(id telephony.TrunkID) lineState {
	for _, v := range f.Shot.Trunks {
		if v.ID == id {
			return f.stateOfLine(v)
		}
	}
	return f.stateOfLine(telephony.TrunkView{ID: id, Trouble: telephony.TrunkTrying})
}

func (f *frame) stateOfLine(v telephony.TrunkView) lineState {
	one := lineState{TrunkView: v, S: "lost", Sign: "lost", Word: f.T("settings.down")}
	switch {
	case v.Up && f.foreign(v.ID) != "":
		v.Trouble, v.Last = telephony.TrunkForeign, f.foreign(v.ID)
		one.Last, one.S, one.Sign, one.Word = v.Last, "ring", "warn", f.T("settings.up")
	case v.Up && v.Trouble != "":
		one.S, one.Sign, one.Word = "ring", "warn", f.T("settings.up")
	case v.Up:
		one.S, one.Sign, one.Word = "air", "ok", f.T("settings.up")
	case v.Trouble == telephony.TrunkTrying:
		one.S, one.Sign, one.Word = "ring", "dot", f.T("settings.trying")
	case v.Trouble == telephony.TrunkOff:
		one.S, one.Sign, one.Word = "rest", "off", f.T("settings.off")
	}
	one.Text, one.Remedy = f.lineWords(v)
	return one
}

// foreignFor is how long a refused number is worth a word.
const foreignFor = 24 * time.Hour

// foreign is the number that a trunk last refused to show, in words; empty:
// none.
func (f *frame) foreign(id telephony.TrunkID) string {
	for _, a := range f.Shot.Alerts {
		if a.What == telephony.AlertIdentity && a.Trunk == id && f.At.Wall.Sub(a.At.Wall) < foreignFor {
			return f.When(a.At.Wall) + " " + f.Number(a.To)
		}
	}
	return ""
}

// lineWords are the sentence and the remedy.
func (f *frame) lineWords(v telephony.TrunkView) (text, remedy string) {
	if v.Trouble != "" {
		k := lang.Key("trunk-trouble." + string(v.Trouble))
		return f.T(k), f.T(k + ".remedy")
	}
	switch {
	case v.Registers:
		return f.T("trunk.registered"), ""
	case v.Where != "":
		return f.T("trunk.answers"), ""
	case v.Up:
		return f.T("trunk.listens"), ""
	}
	return f.T("trunk.down"), ""
}

// Milliseconds writes a round trip.
func (f *frame) Milliseconds(d time.Duration) string { return milliseconds(d.Milliseconds()) }

// Other says that a trunk has more addresses than the one in use.
func (l lineState) Other() bool { return len(l.Addresses) > 1 }

// newLive fills the live parts of a setting's page; nil: it has none.
func (p *Pages) newLive(f *frame, kindName, id string) *settingPage {
	k, ok := kindOf(kindName)
	if !ok || !f.User.Installer {
		return nil
	}
	s := p.settingPage(f, k)
	if s.ID = id; id == "" {
		s.Rows = k.rows(f)
	}
	s.lookAt()
	return s
}

// thingOf is the last part of a setting's address: the id of what it is of;
// empty: a list.
func thingOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 3 {
		return ""
	}
	return parts[2]
}

// strangerFor is how long a call from nowhere is worth a word.
const strangerFor = 24 * time.Hour

// stranger says that somebody called from an address that no trunk has.
func (f *frame) stranger() string {
	if f.p.Stranger == nil {
		return ""
	}
	address, at := f.p.Stranger()
	if address == "" || f.At.Wall.Sub(at) > strangerFor {
		return ""
	}
	return f.T("trunk.stranger", f.Hour(at), address)
}

// lookAt takes in what the wire says of the thing that the page is of.
func (s *settingPage) lookAt() {
	id := s.thing()
	if s.Kind == "trunks" {
		s.Stranger = s.stranger()
	}
	switch {
	case id == "":
	case s.Kind == "trunks":
		one := s.lineState(telephony.TrunkID(id))
		s.Line = &one
	case s.Kind == "seats":
		s.Phones = s.phonesAt(telephony.SeatID(id))
	}
}
