package telephony

import "time"

// VoicemailID names a voicemail in the settings.
type VoicemailID string

// Voicemail is where callers leave a message or ask to be called back
// (záznamník); a queue has one assigned (S-VM-1, S-VM-13).
type Voicemail struct {
	ID      VoicemailID `json:"id"`
	Name    string      `json:"name,omitempty"`    // may be empty (D-2)
	Lang    string      `json:"lang,omitempty"`    // of what callers hear, "cs" or "en"; empty: "cs"
	Longest Seconds     `json:"longest,omitempty"` // of a message; 0: [LongestMessage]
}

// LongestMessage is how long a message is where the voicemail sets nothing.
const LongestMessage = 180 * time.Second

// ItemKind is what a caller leaves.
type ItemKind string

const (
	Message  ItemKind = "message"
	CallBack ItemKind = "call-back"
)

// Keys says which keys lead to a queue's voicemail while a caller waits or a
// phone rings for him: # and * leave a message, 0 asks to be called back
// (S-VM-2 to 4, -12, -15).
type Keys string

const (
	KeysOff      Keys = ""
	KeysMessage  Keys = "message"
	KeysCallBack Keys = "call-back"
	KeysBoth     Keys = "both"
)

// Allow says whether a kind of item may be chosen.
func (k Keys) Allow(kind ItemKind) bool { return k == KeysBoth || string(k) == string(kind) }

// Item is what a caller left in a voicemail and nobody has dealt with yet.
type Item struct {
	Call          CallID        `json:"call"`
	Kind          ItemKind      `json:"kind"`
	Voicemail     VoicemailID   `json:"voicemail"`
	VoicemailName string        `json:"voicemailName,omitempty"`
	Queue         QueueID       `json:"queue"`
	QueueName     string        `json:"queueName"`
	From          Number        `json:"from,omitempty"`
	FromName      string        `json:"fromName,omitempty"`
	Customer      *CustomerRef  `json:"customer,omitempty"`
	At            time.Time     `json:"at"` // when recording began, or the request was made (S-VM-23)
	Length        time.Duration `json:"length,omitempty"`
	Recording     RecordingID   `json:"recording,omitempty"`
}

// VoicemailStep is how far a caller is in a voicemail.
type VoicemailStep string

const (
	StepHours     VoicemailStep = "hours"     // he is told the opening hours, and what he may leave
	StepChoosing  VoicemailStep = "choosing"  // he was told, and may press a key
	StepAsking    VoicemailStep = "asking"    // he is asked for his message
	StepRecording VoicemailStep = "recording" // he speaks
	StepKeeping   VoicemailStep = "keeping"   // what he left is on its way to the disk
	StepLeaving   VoicemailStep = "leaving"   // the last prompt, then the end
)
