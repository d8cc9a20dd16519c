package webadmin

import (
	"context"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// Desk decides about calls and agents.
type Desk interface {
	Ask(context.Context, telephony.Wish) (*telephony.Refusal, error)
	Snapshot() *telephony.Snapshot
	// Watch gives every newest snapshot until the function is called.
	Watch() (<-chan *telephony.Snapshot, func())
}

// Calls is the list of calls.
type Calls interface {
	Calls(telephony.CallFilter) ([]telephony.CallRecord, error)
	Call(telephony.CallID) (telephony.CallRecord, bool, error)
}

// Customers is the customer book.
type Customers interface {
	Search(text string, site telephony.SiteID, limit int) ([]telephony.Customer, error)
	Customer(telephony.CustomerID) (telephony.Customer, bool, error)
	// Put keeps a card; an empty ID makes a new one.
	Put(c telephony.Customer, by telephony.AgentID) (telephony.Customer, error)
	Count() int
}

// Recordings finds the file of a recording.
type Recordings interface {
	Find(telephony.RecordingID) (path string, state telephony.RecordingState)
}

// Settings is the office and who may come in.
type Settings interface {
	Office() telephony.Office
	Change(by telephony.AgentID, f func(*telephony.Office) error) error
	SignIn(login, password string) (telephony.AgentID, bool)
	NeedsAdmin() bool
	FirstAdmin(code, login, name, password string) error
	SetPassword(by, who telephony.AgentID, password string) error
	SeatPassword(by telephony.AgentID, seat telephony.SeatID) (password string, err error)
	RemoveExample(by telephony.AgentID) error
	// PutTrunk is Change together with the password of the trunk that f names;
	// an empty one keeps the one before.
	PutTrunk(by telephony.AgentID, password string, f func(*telephony.Office) (telephony.TrunkID, error)) error
	HasTrunkPassword(telephony.TrunkID) bool
	// PutMail sets the mail server; an empty password keeps the one before.
	PutMail(by telephony.AgentID, m telephony.Mail, password string) error
	HasMailPassword() bool
}

// Health knows what is in order and what is not.
type Health interface{ Conditions() []board.Condition }

// Front is the box's front.
type Front interface {
	Face() board.Face
	Watch() (<-chan struct{}, func())
	Press(board.Press)
	// Profile says how it is wired. Test lights a lamp for some seconds, all
	// where the name is empty. Find has the next press tell which key it was
	// and do nothing else.
	Profile() board.Profile
	Test(lamp string)
	Find(on bool)
}

// Phone is a simulated phone as the page shows it. Hears are the loudest
// frequencies of the newest second, in Hz.
type Phone struct {
	Seat   telephony.SeatID
	Name   string
	State  string // "off", "idle", "ringing", "talking" or "held"
	Caller string // what its display shows
	Auto   bool   // answers by itself
	Hears  []int
}

// Options are what the pages need. Desk, Calls, Customers, Recordings,
// Settings, Health, Now and SessionKey must be given; Front, Flight, Audit and
// Phones may be missing, as their pages are then.
type Options struct {
	Desk       Desk
	Calls      Calls
	Customers  Customers
	Recordings Recordings
	Settings   Settings
	Health     Health
	Front      Front
	// FrontOptional: the board may have no front; an installer says so.
	FrontOptional bool
	Flight        Flight
	Audit         Audit

	// Hours says what opening hours mean; nil: nothing is shown of it.
	Hours OpeningHours
	// Post sends mails; nil: none are sent, and none can be tested.
	Post Post

	// Phones lists the simulated phones; PressPhone does "answer", "reject",
	// "hold", "unhold" or "hangup" on one. Nil outside development.
	Phones     func() []Phone
	PressPhone func(seat telephony.SeatID, verb string) error

	// HandedOut hears who was given the messages of a call; nil: nobody does.
	HandedOut func(by telephony.AgentID, call telephony.CallID, h telephony.Handout)

	// Now is the box's clock.
	Now func() telephony.Moment
	// ShowNumber writes a number for people, ReadNumber reads what they
	// typed; nil: as it is.
	ShowNumber func(telephony.Number) string
	ReadNumber func(string) telephony.Number

	// SessionKey signs the cookie of who is signed in, at least 32 bytes, so
	// that a restart signs nobody out.
	SessionKey []byte
	// SignInSince is a stamp that changes when an agent's sign-ins so far
	// are to end (his password changed); nil: never.
	SignInSince func(telephony.AgentID) string
	// AllowHost says whether the page may be asked for under this host name
	// (without port); nil: addresses of the local network, localhost and
	// names without a dot or under .local.
	AllowHost func(host string) bool
	// Storage says what the box keeps and how much room there is; nil: its
	// page is missing.
	Storage func() Stored
	// Providers are the profiles that fill a trunk's form, in the order of
	// the page.
	Providers []telephony.Provider
	// Stranger is the address that a call came from last though it is no
	// trunk's, and when; nil: nobody looks. Empty: none came.
	Stranger func() (address string, at time.Time)
	// RefusedCounts is how often calls and registrations were refused, by
	// status; nil: nobody counts.
	RefusedCounts func() []telephony.StatusCount
	// SIPAddress is where phones register, for the help on the page.
	SIPAddress string
	// Locks keeps lock-outs and ended sign-ins over a restart; nil: they are
	// forgotten.
	Locks Locks
	// TLS: cookies are sent over TLS only.
	TLS bool
}
