package telephony

import (
	"cmp"
	"time"
)

// Office is the whole configuration that the desk decides by. It holds names
// and rules, no secrets.
type Office struct {
	Version    uint64       `json:"version"`
	Country    string       `json:"country"`           // ISO 3166, "CZ"
	Zone       string       `json:"zone"`              // IANA time zone, "Europe/Prague"
	Example    bool         `json:"example,omitempty"` // still the example office
	Sites      []Site       `json:"sites,omitempty"`
	Queues     []Queue      `json:"queues,omitempty"`
	Agents     []Agent      `json:"agents,omitempty"`
	Seats      []Seat       `json:"seats,omitempty"`
	Trunks     []Trunk      `json:"trunks,omitempty"`
	Numbers    []Inbound    `json:"numbers,omitempty"`
	Breaks     []Break      `json:"breaks,omitempty"` // at most 9 (S-BREAK-2)
	Voicemails []Voicemail  `json:"voicemails,omitempty"`
	Trees      []ReasonTree `json:"trees,omitempty"`
	Hours      []Hours      `json:"hours,omitempty"`
	OwnDays    []OwnDay     `json:"ownDays,omitempty"` // otherwise than the week and the holidays say
	Mail       Mail         `json:"mail,omitzero"`
	Outward    Outward      `json:"outward,omitzero"`
	Signals    KeptSignals  `json:"signals,omitzero"`
	Keys       []FrontKey   `json:"keys,omitempty"`    // of the box's front, where they differ from its profile
	Keeping    *Keeping     `json:"keeping,omitempty"` // nil: [UsualKeeping]
	Copies     Copies       `json:"copies,omitzero"`
	Front      Front        `json:"front,omitzero"`
	Processing Processing   `json:"processing,omitzero"`
}

// Processing is what an office wants of operators after their calls.
type Processing struct {
	LongAfter Seconds `json:"longAfter,omitempty"` // supervisors then see that it takes long (D-16); 0: [UsualLongAfter]
}

// UsualLongAfter is when processing looks forgotten.
const UsualLongAfter Seconds = 5 * 60

// Long is how long processing may take before supervisors are told.
func (p Processing) Long() time.Duration { return cmp.Or(p.LongAfter, UsualLongAfter).Duration() }

// Front is what an installer says of the box's front.
type Front struct {
	// Wired says that the front hangs on the board: on a board that may come
	// without one its lines are left alone until then.
	Wired bool `json:"wired,omitempty"`
	// Bright keeps lamps as bright at night as by day. Else night is from one
	// full hour to another by the office's clock, 22 to 6 where both are 0.
	Bright  bool `json:"bright,omitempty"`
	DimFrom int  `json:"dimFrom,omitempty"`
	DimTill int  `json:"dimTill,omitempty"`
	// DimClosed: it is night as well while every queue is closed.
	DimClosed bool `json:"dimClosed,omitempty"`
}

// FrontKey says what an installer put on a key of the box's front.
type FrontKey struct {
	Key  string `json:"key"`  // its name in the profile, "key-3"
	Does string `json:"does"` // "seat:203", "queue:podpora", "free"; see board/profile
}

// Site is a place the office works for (lokace).
type Site struct {
	ID    SiteID     `json:"id"`
	Name  string     `json:"name"`
	Owner CustomerID `json:"owner,omitempty"` // its owner company's card (S-OPER)
	// Number is shown on emergency calls from here that leave by a line of
	// another place or of none, where it belongs to that line (P-EMERG-2).
	Number Number `json:"number,omitempty"`
}

// Queue is where callers wait (fronta).
type Queue struct {
	ID           QueueID     `json:"id"`
	Name         string      `json:"name"`
	Sites        []SiteID    `json:"sites,omitempty"`        // S-MATCH-9
	Number       Number      `json:"number,omitempty"`       // shown on outgoing calls (S-OUT-8)
	Strategy     Strategy    `json:"strategy,omitempty"`     // empty: LongestIdle
	Ranks        []Rank      `json:"ranks,omitempty"`        // the agents' order, and when each joins in
	RingMost     int         `json:"ringMost,omitempty"`     // RingAll: so many phones at once; 0: [MostRinging]
	Weight       int         `json:"weight,omitempty"`       // higher is served first
	RingTime     Seconds     `json:"ringTime,omitempty"`     // one agent's ring, 0: 20 s (S-OVER-4)
	AnyAfter     Seconds     `json:"anyAfter,omitempty"`     // then any agent on air, at random (S-OVER-5); 0: never
	AnyMustServe bool        `json:"anyMustServe,omitempty"` // D-4
	ShowOverflow bool        `json:"showOverflow,omitempty"` // S-OVER-2
	TreeIn       TreeID      `json:"treeIn,omitempty"`
	TreeOut      TreeID      `json:"treeOut,omitempty"`
	Greeting     string      `json:"greeting,omitempty"`   // prompt played once on entry
	Music        string      `json:"music,omitempty"`      // music while waiting
	MaxWaiting   int         `json:"maxWaiting,omitempty"` // so many wait at most; 0: no limit
	Full         Onward      `json:"full,omitzero"`        // beyond it; zero: refused as busy
	MaxWait      Seconds     `json:"maxWait,omitempty"`    // the longest wait; 0: no limit
	TooLong      Onward      `json:"tooLong,omitzero"`     // after it; zero: hung up
	Voicemail    VoicemailID `json:"voicemail,omitempty"`  // where its callers leave something (S-VM-13)
	Keys         Keys        `json:"keys,omitempty"`       // which of them a caller may choose
	OfferAfter   Seconds     `json:"offerAfter,omitempty"` // the wait after which callers are told of the keys (S-CB-2); 0: never
	PauseAfter   int         `json:"pauseAfter,omitempty"` // so many rings missed in a row take an agent off air (C-RING-9); 0: never
	Hours        HoursID     `json:"hours,omitempty"`      // when it is open; empty: always
	Closed       Closed      `json:"closed,omitzero"`      // what becomes of who calls out of hours
	// ClosedUnsure: while the clock isn't trusted it is closed; else open then.
	ClosedUnsure bool   `json:"closedUnsure,omitempty"`
	Lang         string `json:"lang,omitempty"` // of what its callers hear, "cs" or "en"; empty: that of its voicemail, else "cs"
	Disabled     bool   `json:"disabled,omitempty"`
}

// Onward is what becomes of a caller whom a queue can't keep (W-CC-11): the
// first of these that is set. The zero value ends the call.
type Onward struct {
	Queue   QueueID  `json:"queue,omitempty"`   // another queue takes him over
	Leave   ItemKind `json:"leave,omitempty"`   // he is asked to leave this in the queue's voicemail
	Apology bool     `json:"apology,omitempty"` // he is told that nobody is free, then hung up on
}

// Seconds is a duration in settings: whole seconds, readable in a text file.
type Seconds int

// Duration converts to the clock's unit.
func (s Seconds) Duration() time.Duration { return time.Duration(s) * time.Second }

// Agent is a user who may serve queues; supervisors and installers are
// agents with rights and perhaps no queues.
type Agent struct {
	ID               AgentID   `json:"id"`
	Name             string    `json:"name"`
	Lang             string    `json:"lang,omitempty"`   // "cs", "en"
	Queues           []QueueID `json:"queues,omitempty"` // right HOTLINE_PARKING
	Seats            []SeatID  `json:"seats,omitempty"`  // right HOTLINE.SEATS; empty: all
	Supervisor       bool      `json:"supervisor,omitempty"`
	Installer        bool      `json:"installer,omitempty"`
	Night            bool      `json:"night,omitempty"`            // may hold his queues closed or open (D-41), as supervisors may all
	SeesUnregistered bool      `json:"seesUnregistered,omitempty"` // S-HEAD-5
	Site             SiteID    `json:"site,omitempty"`             // the site selected on the page (S-MATCH-11); empty: all
	Disabled         bool      `json:"disabled,omitempty"`
}

// Seat is a phone (přístroj).
type Seat struct {
	ID         SeatID `json:"id"` // its extension and SIP user
	Name       string `json:"name"`
	Site       SiteID `json:"site,omitempty"`
	Simulated  bool   `json:"simulated,omitempty"`  // answered from the page, loopback only
	AutoAnswer bool   `json:"autoAnswer,omitempty"` // a simulated seat that answers by itself
	Digest     Digest `json:"digest,omitempty"`     // how the phone is asked for its password
	Disabled   bool   `json:"disabled,omitempty"`
}

// Digest says which digests a phone is offered, in which order: some take the
// first only, some give up when they see one that they don't know (RFC 8760).
type Digest string

const (
	DigestUsual    Digest = ""           // as the office does
	DigestMD5      Digest = "md5"        // nothing else is offered
	DigestMD5First Digest = "md5,sha256" // SHA-256 behind it
	DigestSHAFirst Digest = "sha256,md5" // MD5 behind it
)

// Trunk is a way to the public network. Calls from its addresses are its
// calls, those to which its names lead included. Without Register it is a
// peer trunk.
type Trunk struct {
	ID        TrunkID   `json:"id"`
	Name      string    `json:"name"`
	Peers     []string  `json:"peers"`               // IP, IP:port or prefix from which it calls
	Host      string    `json:"host,omitempty"`      // where its calls go, host[:port]; a name is looked up by RFC 3263
	Register  *Register `json:"register,omitempty"`  // it wants to be registered with
	Habits    Habits    `json:"habits,omitzero"`     // where it differs from others
	Number    Number    `json:"number,omitempty"`    // main number, shown where no other is; empty: the registered name
	Site      SiteID    `json:"site,omitempty"`      // whose line it is: calls from there go first by it (P-EMERG-2)
	Lines     int       `json:"lines,omitempty"`     // so many calls at once, in and out; 0: as many as it takes
	Simulated bool      `json:"simulated,omitempty"` // loopback only, never in the image
	Disabled  bool      `json:"disabled,omitempty"`
}

// Register is how a trunk is registered with (RFC 3261 §10). The password is
// a secret and stands elsewhere. An empty field follows from the others.
type Register struct {
	Registrar     string  `json:"registrar"`               // host[:port]
	User          string  `json:"user"`                    // the name or number registered
	AuthUser      string  `json:"authUser,omitempty"`      // user name of the password; empty: User
	FromDomain    string  `json:"fromDomain,omitempty"`    // domain of From and To; empty: the registrar's host
	OutboundProxy string  `json:"outboundProxy,omitempty"` // host[:port], everything goes by it; empty: straight
	TCP           bool    `json:"tcp,omitempty"`           // by TCP; else as the provider's names say, or UDP
	Expires       Seconds `json:"expires,omitempty"`       // asked for; 0: 600
}

// Habits are the switches by which trunks differ. A profile is a set of them.
type Habits struct {
	Called  NumberIn   `json:"called,omitempty"`  // where the number called stands; empty: InRequest
	Caller  []NumberIn `json:"caller,omitempty"`  // where the caller's number stands, in this order; empty: InAsserted, InFrom
	Overlap bool       `json:"overlap,omitempty"` // numbers may come digit by digit (RFC 3578): 484 while one can grow
	Shown   NumberIn   `json:"shown,omitempty"`   // where our number stands in calls that we make; empty: InFrom
	Dials   NumberForm `json:"dials,omitempty"`   // how numbers are written to it
	Codecs  []Codec    `json:"codecs,omitempty"`  // the only ones that are offered to it and taken from it; empty: all that we know
	NoTimer bool       `json:"noTimer,omitempty"` // no session timer is asked for in calls that we make (RFC 4028)
}

// NumberForm is how a number is written to a trunk. Short ones always stand
// as dialled.
type NumberForm string

const (
	FormPlus     NumberForm = ""         // +420777123456
	FormDigits   NumberForm = "digits"   // 420777123456
	FormExit     NumberForm = "exit"     // 00420777123456
	FormNational NumberForm = "national" // 777123456, and 00421… abroad
)

// NumberIn names a place in an INVITE where a number stands.
type NumberIn string

const (
	InRequest   NumberIn = "request"           // the Request-URI
	InTo        NumberIn = "to"                // To
	InCalled    NumberIn = "p-called-party-id" // RFC 7315 §4.2
	InFrom      NumberIn = "from"
	InAsserted  NumberIn = "p-asserted-identity"  // RFC 3325
	InPreferred NumberIn = "p-preferred-identity" // RFC 3325
	InRemote    NumberIn = "remote-party-id"      // before RFC 3325, still sent by gateways
)

// Inbound says where a called number leads.
type Inbound struct {
	Number Number  `json:"number"`          // as normalised; "*" for every other
	Trunk  TrunkID `json:"trunk,omitempty"` // empty: any
	Queue  QueueID `json:"queue"`
	Line   string  `json:"line,omitempty"` // the line's name on the operator's page
}

// Break is a type of break (S-BREAK).
type Break struct {
	ID   BreakID `json:"id"`
	Name string  `json:"name"`
}

// ReasonTree is a code list of call reasons (S-REASON). Nodes of any depth;
// a leaf is a reason code. Every node has a number unique in the tree, so
// that it can be dialled (D-45).
type ReasonTree struct {
	ID      TreeID       `json:"id"`
	Name    string       `json:"name"`
	Version int          `json:"version"`
	Roots   []ReasonNode `json:"roots"`
}

// ReasonNode is one choice of a tree.
type ReasonNode struct {
	ID       ReasonID     `json:"id"`
	Name     string       `json:"name"`
	Children []ReasonNode `json:"children,omitempty"`
}
