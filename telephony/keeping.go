package telephony

import "time"

// Keeping is how long the box keeps what it has recorded and written down.
//
// The law names no time: personal data are kept no longer than needed (GDPR
// Art. 5 (1) e). Ninety days for recordings cover a complaint, for which an
// office has 30 days (Czech Act 634/1992 § 19), with its answer and a quarter
// of comparisons; 36 months for calls cover the general limitation period of
// three years (Czech Act 89/2012 § 629). An empty office begins with these.
type Keeping struct {
	Recordings int  `json:"recordings"`       // days from the call's end; 0: for ever
	Book       int  `json:"book"`             // whole months after a month's end; 0: for ever
	Rotate     bool `json:"rotate,omitempty"` // a full disk takes the oldest recordings
}

// UsualKeeping is that of an office in which nobody chose.
var UsualKeeping = Keeping{Recordings: 90, Book: 36}

// Kept is the office's own choice, or the usual one.
func (o *Office) Kept() Keeping {
	if o.Keeping == nil {
		return UsualKeeping
	}
	return *o.Keeping
}

// Fits says that calls stay as long as their recordings: without its call
// nobody finds one.
func (k Keeping) Fits() bool {
	return k.Book == 0 || k.Recordings != 0 && k.Recordings <= k.Book*shortMonth
}

// shortMonth is the length of a February.
const shortMonth = 28

// Copies say where the box copies itself to each night (the books and settings,
// not the recordings), so that it can begin anew elsewhere.
type Copies struct {
	Folder string `json:"folder"` // on another disk, such as a USB stick or a network share; empty: nowhere
	Most   int    `json:"most"`   // so many are kept there, the oldest goes
}

// MostCopies bounds [Copies].Most: a year of nights.
const MostCopies = 366

// CopyTrouble is why there is no copy.
type CopyTrouble string

const (
	CopyMissing  CopyTrouble = "missing"   // the folder isn't there: a stick was pulled, a share isn't mounted
	CopyHere     CopyTrouble = "here"      // it is on the disk that is to be copied
	CopyReadOnly CopyTrouble = "read-only" // nothing may be written there
	CopyFull     CopyTrouble = "full"      // there is no room
	CopyBroken   CopyTrouble = "broken"    // what was written can't be read again, or the disk fails
	CopyHangs    CopyTrouble = "hangs"     // the last one began long ago and hasn't ended
)

// PurgeKind is what was deleted.
type PurgeKind string

const (
	PurgeRecordings PurgeKind = "recordings"
	PurgeMonth      PurgeKind = "month" // of the book
)

// PurgeCause is why.
type PurgeCause string

const (
	PurgedAge  PurgeCause = "age"  // as the office's rules say
	PurgedFull PurgeCause = "full" // the disk was
)

// Purge is a deletion by the box itself.
type Purge struct {
	What  PurgeKind  `json:"what"`
	Month string     `json:"month"` // whose they were, "2026-11"
	Count int        `json:"count"` // recordings or calls
	Bytes int64      `json:"bytes"`
	Why   PurgeCause `json:"why"`
}

type (
	// Deleted: the box deleted what its time was over of.
	Deleted struct{ Purge Purge }
	// KeepCall: a supervisor wants a call and its recording kept, for a
	// dispute, or no longer so.
	KeepCall struct {
		By   AgentID
		Call CallID
		Keep bool
	}
)

func (Deleted) event()  {}
func (KeepCall) event() {}
func (KeepCall) wish()  {}

type (
	// Purged: the box deleted something.
	Purged struct {
		Purge Purge `json:"purge"`
	}
	// CallKept: from now on a call is kept, or not any more.
	CallKept struct {
		Call   CallID  `json:"call"`
		By     AgentID `json:"by"`
		ByName string  `json:"byName"`
		Keep   bool    `json:"keep"`
	}
	// ClockSet: the wall clock was set forward or back by so much; Sure: it
	// is trusted. Records of this boot that it stamped unsure get their time.
	ClockSet struct {
		By   time.Duration `json:"by"`
		Sure bool          `json:"sure"`
	}
)

func (Purged) Kind() FactKind   { return KindPurged }
func (CallKept) Kind() FactKind { return KindCallKept }
func (ClockSet) Kind() FactKind { return KindClockSet }
