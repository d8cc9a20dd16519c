package telephony

import (
	"encoding/json"
	"errors"
	"time"
)

// Deed is a line of the audit book (kniha změn): who did what and when, and
// what it was before (P-SET-5).
type Deed struct {
	// Place is where the line stands; lines further down have greater ones.
	Place   int64        `json:"-"`
	At      time.Time    `json:"at"`
	By      AgentID      `json:"by,omitempty"`      // empty: nobody who was signed in
	Kind    DeedKind     `json:"kind,omitempty"`    // empty: a change of settings
	Agent   AgentID      `json:"agent,omitempty"`   // whom it was done to
	Call    CallID       `json:"call,omitempty"`    // to which call
	Note    string       `json:"note,omitempty"`    // what else there is to say, by kind
	Fact    uint64       `json:"fact,omitempty"`    // the fact that tells the same in the book
	Version uint64       `json:"version,omitempty"` // of the office that began; 0: not the office
	Undoes  int64        `json:"undoes,omitempty"`  // the place of the line that is taken back
	Changes []Difference `json:"changes,omitempty"`
	// CanUndo: it is a change of the office that nothing was built on.
	CanUndo bool `json:"-"`
}

// Difference is a thing of the office before and after, as JSON; empty: it
// wasn't there. Secrets are only named.
type Difference struct {
	What   string          `json:"what"` // "queue podpora", "zone", "password of jana"
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Place  int             `json:"place,omitempty"` // of a thing that went: which it was in its list, from 0
}

// DeedKind says what kind of deed it was.
type DeedKind string

const (
	DeedSettings  DeedKind = ""
	DeedSignedOff DeedKind = "signed-off" // a supervisor signed somebody off, or released his seat
	DeedTakenOff  DeedKind = "taken-off"  // he took somebody off the calls; Note: the break
	DeedReleased  DeedKind = "released"   // he released a wrap-up
	DeedGiven     DeedKind = "given"      // he gave a waiting call to somebody
	DeedNight     DeedKind = "night"      // somebody held a queue or let it go; Note: how, a space and its name
	DeedKept      DeedKind = "kept"       // a call is to be kept, or not any more (Note: "no")
	DeedAlarm     DeedKind = "alarm"      // a supervisor confirmed that he knows of an emergency call
	DeedHandedOut DeedKind = "handed-out" // a call's messages were handed out; Note: as what
	DeedSignedIn  DeedKind = "signed-in"  // to the pages; Note: from which address
	DeedLockedOut DeedKind = "locked-out" // for wrong passwords; Note: from which address
	DeedShortened DeedKind = "shortened"  // the box took lines off this book whose time was over; Note: how many, and the day from which they stay
)

// NotedWholeNumbers ends a handing out's Note where whole numbers went out, too.
const NotedWholeNumbers = " +numbers"

// DeedOf is what a supervisor did to somebody, as the fact tells it; false: it
// tells nothing of that kind. The time is the book's.
func DeedOf(n uint64, at Moment, f Fact) (d Deed, ok bool) {
	d = Deed{At: at.Wall, Fact: n}
	switch f := f.(type) {
	case SignedOff:
		d.Kind, d.By, d.Agent = DeedSignedOff, f.By, f.Agent
	case PresenceSet:
		d.Kind, d.By, d.Agent, d.Note = DeedTakenOff, f.By, f.Agent, f.BreakName
	case Unprocessed:
		d.Kind, d.By, d.Agent, d.Call = DeedReleased, f.By, f.Agent, f.Call
	case Offered:
		d.Kind, d.By, d.Agent, d.Call = DeedGiven, f.By, f.Agent, f.Call
	case NightSet:
		d.Kind, d.By, d.Note = DeedNight, f.By, string(f.Hold)+" "+f.QueueName
	case AlertSeen:
		d.Kind, d.By, d.Call = DeedAlarm, f.Agent, f.Call
	case CallKept:
		d.Kind, d.By, d.Call = DeedKept, f.By, f.Call
		if !f.Keep {
			d.Note = "no"
		}
	default: // others: nobody did them to somebody else
		return d, false
	}
	return d, d.By != ""
}

// Owes says that a fact asks for something outside the book, to be done once
// it is on disk: a wish into the customer book, a mail, or a line of the audit
// book.
func Owes(f Fact) bool {
	if s, ok := f.(Saved); ok {
		return s.Form.ReplaceNumber
	}
	if a, ok := f.(Alerted); ok {
		return a.What == AlertEmergency
	}
	_, ok := DeedOf(0, Moment{}, f)
	return ok
}

// DeedFilter chooses lines of the audit book. A zero field chooses all.
type DeedFilter struct {
	Who         AgentID    // did it, or had it done to him
	Kinds       []DeedKind // any of these
	From, Until time.Time  // half-open
	Before      int64      // lines that stand before this place
	Limit       int
}

// Chooses says whether a line passes the filter, whatever its place.
func (f DeedFilter) Chooses(d Deed) bool {
	if f.Who != "" && d.By != f.Who && d.Agent != f.Who {
		return false
	}
	if !f.From.IsZero() && d.At.Before(f.From) || !f.Until.IsZero() && !d.At.Before(f.Until) {
		return false
	}
	if len(f.Kinds) == 0 {
		return true
	}
	for _, k := range f.Kinds {
		if k == d.Kind {
			return true
		}
	}
	return false
}

// ErrBuiltOn says that a line of the audit book can't be taken back.
var ErrBuiltOn = errors.New("what this line changed has been changed since, or can't come back: set it by hand")
