package telephony

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// HoursID names opening hours in the settings.
type HoursID string

// Hours are when queues take calls (provozní doba). Several queues may follow
// the same; one that follows none is always open. Package telephony/hours
// says what they mean on a day and at an instant.
type Hours struct {
	ID   HoursID `json:"id"`
	Name string  `json:"name"`
	Week Week    `json:"week"`
	// OnHolidays: public holidays of the office's country change nothing;
	// else the queues are closed on them.
	OnHolidays bool `json:"onHolidays,omitempty"`
	// Prompt is said to callers out of hours in place of the hours read out;
	// empty: they are read out.
	Prompt string `json:"prompt,omitempty"`
}

// Week has the opening times of each day, Monday first, in their order. A
// span that goes over midnight belongs to the day on which it begins.
type Week [7][]Span

// Of gives the times of a weekday.
func (w Week) Of(d time.Weekday) []Span { return w[(int(d)+6)%7] }

// Minute is a time of day by the wall clock: minutes since 0:00, up to
// [Midnight], which ends a day.
type Minute int

// Midnight is the end of a day, 24:00.
const Midnight Minute = 24 * 60

// String is how people in the office write it: "8:00", "24:00".
func (m Minute) String() string { return fmt.Sprintf("%d:%02d", m/60, m%60) }

// Span is a stretch of a day in which a queue is open, half-open: who calls at
// Till is too late. A Till that isn't after From is of the next day.
type Span struct{ From, Till Minute }

// ErrSpan is what a text that is no span is refused with.
var ErrSpan = errors.New("not a time like 8:00-16:30: use two times of day from 0:00 to 24:00")

// ParseSpan reads "8:00-16:30", "8-16" or "22:00-6:00"; the error is [ErrSpan].
func ParseSpan(text string) (Span, error) {
	from, till, ok := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	f, okF := parseMinute(from)
	t, okT := parseMinute(till)
	if !ok || !okF || !okT || f == Midnight {
		return Span{}, ErrSpan
	}
	if t == 0 {
		t = Midnight
	}
	return Span{f, t}, nil
}

func parseMinute(text string) (Minute, bool) {
	hour, minute, some := strings.Cut(strings.TrimSpace(text), ":")
	if !some {
		minute = "00"
	}
	h, errH := strconv.ParseUint(hour, 10, 8)
	m, errM := strconv.ParseUint(minute, 10, 8)
	at := Minute(h*60 + m)
	return at, errH == nil && errM == nil && len(hour) <= 2 && len(minute) == 2 && m < 60 && at <= Midnight
}

// String is the span as [ParseSpan] reads it.
func (s Span) String() string { return s.From.String() + "-" + s.Till.String() }

// MarshalText and UnmarshalText keep a span readable in the office's file.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText refuses with [ErrSpan].
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}

// OwnDay is a day that the office has otherwise than the week and the
// holidays say: closed, half a day, or open on a Saturday.
type OwnDay struct {
	Date string `json:"date"` // "2026-12-31", or "12-24" for every year
	Name string `json:"name,omitempty"`
	Open []Span `json:"open,omitempty"` // none: closed
	// Hours are those that it changes; none: all. An own day for some hours
	// counts before one for all, one of a year before one of every year.
	Hours []HoursID `json:"hours,omitempty"`
}

// DayPlan is what some hours mean on one day, and why.
type DayPlan struct {
	Date    string // "2026-12-24", local
	Open    []Span // none: closed
	Own     bool   // by an own day of the office,
	Holiday string // or by a public holiday: its code, see webadmin/lang "holiday."
	Name    string // of the own day
}

// Closed is what becomes of who calls a queue that is closed (D-36). He is
// told the opening hours first, unless another queue takes him.
type Closed struct {
	// Queue takes him over if it is open itself (W-CC-11); else the rest holds.
	Queue QueueID `json:"queue,omitempty"`
	// Leave is what he may leave: nothing, then he is hung up on; a message,
	// for which he is asked; a request to be called back, by key 0 (S-CB-5 to
	// 7); or one of them.
	Leave Keys `json:"leave,omitempty"`
	// Voicemail takes it; empty: that of the queue.
	Voicemail VoicemailID `json:"voicemail,omitempty"`
}

// Hold is how a queue is held against its hours (D-41).
type Hold string

const (
	HoldNot    Hold = ""       // it is as its hours say
	HoldClosed Hold = "closed" // callers are treated as out of hours
	HoldOpen   Hold = "open"
)

// NightView is how a queue is held and by whom. The zero value: it isn't.
type NightView struct {
	Hold   Hold      `json:"hold,omitempty"`
	By     AgentID   `json:"by,omitempty"`
	ByName string    `json:"byName,omitempty"`
	Since  time.Time `json:"since,omitzero"`
	// Until is the next scheduled change, which ends it. Zero: the clock isn't
	// trusted yet, or the queue has no hours; then until somebody ends it.
	Until time.Time `json:"until,omitzero"`
}
