package webadmin

import (
	"html/template"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// noticeFor is how long a notice stays at least (D-29).
const noticeFor = 10 * time.Second

// strip is the one shape of the product: state and how long, who, from where,
// what next (see the look).
type strip struct {
	State  state
	Clock  template.HTML
	Title  string
	Number string
	Note   string // beside the number
	Small  string // below it

	Group    string
	Overflow bool
	Line     string
	Queues   []string // instead of group and line, where no call is

	NextCap, Next, NextSmall string
	Lift                     bool          // ringing: lift the handset
	After                    template.HTML // seconds until the next operator rings
	Seat                     telephony.SeatID
	Simulated                bool          // the phone is simulated: it is answered here
	Status                   template.HTML // the status line of S-LINE

	OnAir, OffAir   bool // which side of the switch is pressed
	NoSwitch        string
	Breaks          []telephony.Break
	NoSignOff       string // why signing off is not possible now
	Talking, Mine   bool   // Mine: a call is in hand
	Dialled         bool   // a phone began it: there is nothing to save
	Call            telephony.CallID
	HasCustomer     bool
	HasTree         bool
	CanLoad, Loaded bool
}

func (f *frame) strip(me telephony.AgentView) strip {
	s := strip{State: f.stateOf(me, f.seat(me.Seat).Reach), OnAir: me.Presence == telephony.OnAir && (me.Work == telephony.Idle || me.Work == telephony.Ringing)}
	s.OffAir = !s.OnAir
	s.Clock = f.Ticking(s.State.Since)
	c, has := f.call(me.Call)
	switch {
	case !has || me.Work == telephony.Idle:
		f.idleStrip(&s, me)
	case f.calls(c):
		f.dialStrip(&s, me, c)
	case me.Work == telephony.Ringing:
		f.callStrip(&s, c)
		f.ringStrip(&s, me, c)
	default:
		f.callStrip(&s, c)
		f.talkStrip(&s, me, c)
	}
	s.Status = f.notice(me, s.Status)
	return s
}

func (f *frame) idleStrip(s *strip, me telephony.AgentView) {
	s.Queues = f.queueNames(me)
	seat := f.seat(me.Seat)
	s.CanLoad = me.Presence != telephony.OnAir
	switch {
	case seat.Reach != telephony.Reachable:
		s.Title = f.T("centre.lost.title", string(me.Seat))
		s.Number, s.Next = f.T("centre.lost.text", f.W("reach", seat.Reach)), f.W("reach-remedy", seat.Reach)
		s.NextCap = f.T("centre.remedy")
	case me.Presence == telephony.OnAir:
		s.Title = f.T("centre.wait.title")
		s.Number = f.T("centre.wait.text", string(me.Seat))
		if me.Place > 0 {
			s.Number += " " + f.T("centre.wait.place", me.Place)
		}
		s.NextCap, s.Next = f.T("centre.wait.cap"), f.T("centre.wait.next")
		s.Breaks = f.Shot.Breaks
	case me.Break != "":
		s.Title, s.Number = f.T("centre.break.title"), f.T("centre.break.text", string(me.Seat))
		s.NextCap, s.Next = f.T("centre.next"), f.T("centre.break.next")
	default:
		s.Title, s.Number = f.T("centre.off.title"), f.T("centre.off.text", string(me.Seat))
		s.NextCap, s.Next = f.T("centre.next"), f.T("centre.off.next")
	}
	if me.Presence == telephony.OnAir {
		s.Breaks = f.Shot.Breaks
	}
}

func (f *frame) queueNames(me telephony.AgentView) (names []string) {
	for _, id := range me.Queues {
		if q, ok := f.queue(id); ok {
			names = append(names, q.Name)
		}
	}
	return names
}

// dialStrip fills whom the operator's phone calls, or who called it.
func (f *frame) dialStrip(s *strip, me telephony.AgentView, c telephony.CallView) {
	s.Call, s.Mine, s.Dialled, s.Queues = c.ID, true, true, f.queueNames(me)
	s.Title, s.Number = f.T("centre.calls"), f.Number(c.To)
	if c.Agent != f.User.ID && c.Seat != me.Seat {
		s.Title, s.Number, s.Note = f.T("centre.called"), f.Number(c.From), c.FromName
	}
	s.NextCap, s.Next = f.T("centre.next"), f.T("centre.calls.next")
	s.NoSwitch, s.NoSignOff = f.T("refusal.busy"), f.T("centre.no-sign-off")
}

// callStrip fills who calls and from where.
func (f *frame) callStrip(s *strip, c telephony.CallView) {
	s.Call, s.Mine = c.ID, true
	s.Title = f.Who(c.Customer, c.QueueName)
	s.Number = f.Number(c.From)
	s.HasCustomer = c.Customer != nil && c.Customer.ID != ""
	switch {
	case s.HasCustomer:
		s.Small = f.T("centre.customer", string(c.Customer.ID))
		if c.Customer.Address != "" {
			s.Small += " · " + c.Customer.Address
		}
		if !c.Customer.Active {
			s.Note = f.T("customer.inactive")
		}
	case len(c.Candidates) > 0:
		s.Note = f.N("centre.candidates", len(c.Candidates))
	case !c.From.Withheld():
		s.Note = f.T("centre.on-no-card")
	}
	s.Group, s.Overflow = c.QueueName, c.Overflow
	s.Line = f.Number(c.To)
	if c.Line != "" {
		s.Line = c.Line + ", " + s.Line
	}
	_, s.HasTree = f.tree(c.Tree)
	s.NoSignOff = f.T("centre.no-sign-off")
}

func (f *frame) ringStrip(s *strip, me telephony.AgentView, c telephony.CallView) {
	s.Clock = f.Ticking(c.Queued)
	s.Lift, s.Next = true, f.T("centre.ring.next")
	s.Seat, s.Simulated = me.Seat, f.HasPhones() && f.seat(me.Seat).Simulated
	s.NextSmall = f.T("centre.ring.seat", string(me.Seat))
	if !c.RingUntil.IsZero() {
		s.After = f.Left(c.RingUntil)
	}
	s.Status = f.Sentence("cat.incoming", c.Queued)
	switch came := c.Came; {
	case came == nil || came.AgentName == "":
	case came.Queue == "":
		s.Status = f.Sentence("centre.ring.passed", c.Queued, came.AgentName)
	default:
		s.Status = f.Sentence("cat.incoming-transferred", c.Queued, came.QueueName, came.AgentName)
	}
	s.Breaks = f.Shot.Breaks // a break while ringing withdraws the offer (D-27)
}

func (f *frame) talkStrip(s *strip, me telephony.AgentView, c telephony.CallView) {
	s.Talking = me.Work != telephony.Wrapping
	s.NextCap = f.T("centre.next")
	s.NoSwitch = f.T("cat.save-first")
	s.Status = template.HTML(template.HTMLEscapeString(f.T("cat.waited", lang.Clock(c.Waited))))
	if !s.Talking {
		s.NoSignOff = ""
	}
	if c.Held {
		s.Note = strings.TrimSpace(s.Note + " " + f.T("centre.held"))
	}
}

// notice puts what last happened to a ring before the status line; over a
// call in hand only what belongs to it (D-29).
func (f *frame) notice(me telephony.AgentView, status template.HTML) template.HTML {
	n := me.Notice
	if n.Kind == telephony.NoticeNone {
		return status
	}
	key := lang.Key("notice." + string(n.Kind))
	text := f.T(key)
	switch n.Kind {
	case telephony.NoticePaused:
		text = f.T(key, n.Name)
	case telephony.NoticeReleased, telephony.NoticeSignedOff, telephony.NoticeTakenOff, telephony.NoticeGiven:
		text = f.deedNotice(n)
	}
	if n.Kind == telephony.NoticeVoicemail {
		text = f.voicemailNotice(n.Name)
	}
	switch {
	case n.Kind == telephony.NoticeLineNeeded, n.Kind == telephony.NoticeSpared:
		if text = f.T(key, n.Name); me.Work != telephony.Idle && f.At.Since(n.At) > noticeFor {
			return status
		}
	case n.Kind == telephony.NoticeLoaded && me.Work == telephony.Wrapping:
		text = f.T(key, lang.Catalogued(n.Time.In(f.zone)))
	case n.Kind == telephony.NoticeLoaded, me.Work != telephony.Idle && f.At.Since(n.At) > noticeFor:
		return status
	case n.Kind == telephony.NoticeGiven && me.Work == telephony.Ringing: // it belongs to the call that rings
	case me.Work != telephony.Idle, n.Kind == telephony.NoticeGiven:
		return status
	}
	html := template.HTML(template.HTMLEscapeString(text))
	if status == "" || n.Kind == telephony.NoticeLoaded {
		return html
	}
	return html + " " + status
}

// deedNotice tells somebody what a supervisor did to him, and who it was.
func (f *frame) deedNotice(n telephony.Notice) string {
	by := n.By
	if by == "" { // he is gone from the settings
		by = lang.None
	}
	if n.Kind == telephony.NoticeTakenOff && n.Name != "" {
		return f.T("notice.break-set", by, n.Name)
	}
	return f.T(lang.Key("notice."+string(n.Kind)), by)
}

// voicemailNotice: two texts, by whether the voicemail has a name (D-2).
func (f *frame) voicemailNotice(name string) string {
	if name == "" {
		return f.T("notice.voicemail-unnamed")
	}
	return f.T("notice.voicemail", name)
}

// Plus1 counts from one, for the keys of breaks.
func (f *frame) Plus1(i int) int { return i + 1 }

// SaveAnswer is the answer to Save that belongs to no field of its form.
func (c *centrePage) SaveAnswer() *answer {
	if c.Answer == nil || c.Answer.Field != "" {
		return nil
	}
	return c.Answer
}
