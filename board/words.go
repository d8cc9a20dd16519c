package board

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// Condition is something about the box that is in order or is not: a process,
// the disk, the clock, a trunk, real-time priority. Health shows them, lamps
// follow them. Its sentence and remedy live in webadmin/lang under its ID.
type Condition struct {
	ID    ConditionID
	Level Level
	Since time.Time
	Value string // figure or name for the sentence
}

// ConditionID names a condition.
type ConditionID string

const (
	CondBrain    ConditionID = "brain"    // the deciding process
	CondMedia    ConditionID = "media"    // the sound process
	CondWorker   ConditionID = "worker"   // MP3 and reports
	CondRealTime ConditionID = "realtime" // scheduling priority of media
	// CondRecordings is the last audit's word; Value counts what is wrong.
	CondRecordings ConditionID = "recordings"
	CondDisk       ConditionID = "disk"    // days left
	CondKept       ConditionID = "kept"    // damaged files were brought back; Value names them
	CondBackup     ConditionID = "backup"  // a copy elsewhere; Value is the code of the trouble with the nightly one, empty: there is none younger than a month
	CondClock      ConditionID = "clock"   // wall clock confirmed
	CondCommit     ConditionID = "commit"  // how slow the book is
	CondTrunk      ConditionID = "trunk"   // all trunks up; Value names the one that isn't
	CondSeats      ConditionID = "seats"   // phones that agents sit at answer
	CondBoard      ConditionID = "board"   // lines and buses of the panel
	CondMail       ConditionID = "mail"    // mails are sent; Value is the code of the trouble
	CondPorts      ConditionID = "ports"   // for the sound of calls; Value counts those that found none
	CondWire       ConditionID = "wire"    // desk and wire disagreed (must stay 0)
	CondNetwork    ConditionID = "network" // cable in and an address had
)

// Level is how bad a condition is.
type Level int

const (
	Good Level = iota
	Warn
	Fault
)

// Rhythm is how a lamp shows its meaning; a red/green lamp tells states
// apart by it alone.
type Rhythm string

const (
	Off       Rhythm = "off"
	Steady    Rhythm = "on"
	Flash     Rhythm = "flash"      // 2 Hz: ringing
	SlowFlash Rhythm = "slow-flash" // 0.5 Hz: somebody waits
	Wink      Rhythm = "wink"       // mostly on, short gap: wrap-up (D-43)
	Alarm     Rhythm = "alarm"      // 4 Hz: somebody called for help, nobody has confirmed it
	Blip      Rhythm = "blip"       // mostly dark, short light: away (off air, a break)
	Triple    Rhythm = "triple"     // three short flashes: refused
)

// Colour is the lamp's colour where the front has one to give.
type Colour string

const (
	Green Colour = "green"
	Red   Colour = "red"
	Amber Colour = "amber"
	Blue  Colour = "blue"
	Plum  Colour = "plum"
	White Colour = "white"
)

// Light is what a lamp shows.
type Light struct {
	Rhythm Rhythm
	Colour Colour
}

// Function is what a key or lamp on the front is for.
type Function struct {
	Kind FunctionKind
	Name string // seat, queue, trunk or break by kind
}

// String writes the function as profiles do: "seat:203", "on-air", "free".
func (f Function) String() string {
	switch {
	case f.Kind == "":
		return "free"
	case f.Name == "":
		return string(f.Kind)
	}
	return string(f.Kind) + ":" + f.Name
}

// FunctionKind names functions of lamps and keys.
type FunctionKind string

const (
	// lamps of the box
	FnPower     FunctionKind = "power"
	FnNetwork   FunctionKind = "network"
	FnTrunk     FunctionKind = "trunk"
	FnWaiting   FunctionKind = "waiting"
	FnMessage   FunctionKind = "message"
	FnRecording FunctionKind = "recording"
	FnFault     FunctionKind = "fault"
	// keys, most with a lamp
	FnSeat  FunctionKind = "seat"
	FnQueue FunctionKind = "queue"
	FnOnAir FunctionKind = "on-air"
	FnBreak FunctionKind = "break" // Name is the number, "1"-"9"
	FnNight FunctionKind = "night" // the night switch (D-41); Name is the queue, empty: all of them
	// keys of the panel's own agent, with the lamp of what they act on
	FnAnswer FunctionKind = "answer"
	FnHold   FunctionKind = "hold"
	FnHangUp FunctionKind = "hang-up"
)

// Press is a key pressed on the front or on its picture.
type Press struct {
	Key  string // the key's name in the profile, "key-3"
	Deed Deed
}

// Deed is how a key was pressed.
type Deed string

const (
	Once  Deed = ""
	Held  Deed = "hold"   // for over a second
	Twice Deed = "double" // within 350 ms
)

// LampView and KeyView are the front as everybody may see it.
type LampView struct {
	Name     string // in the profile, "led-power"
	Function Function
	Light    Light
}

// KeyView is a busy-lamp key.
type KeyView struct {
	Name     string
	Function Function
	Light    Light
	// Refused is the code of why the last press was refused, until the next.
	Refused string
	// RefusedAt is when, by the box's clock ([telephony.Moment], Up).
	RefusedAt time.Duration
	Down      bool // pressed now
}

// Face is the whole front.
type Face struct {
	Profile string
	Title   string
	Lamps   []LampView
	Keys    []KeyView
	Trouble string // what is wrong with lines or buses, or empty
	// Own is who works at the panel; empty: nobody that is known.
	Own telephony.AgentID
	// Asking: an installer looks for a key; the next press only tells which,
	// in Found.
	Asking bool
	Found  string
}
