package acd

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	// shortest is a message below which nothing was said.
	shortest = 2 * time.Second
	// longestPrompt ends a step whose prompt's end was never told.
	longestPrompt = 30 * time.Second
	// longestKeeping is how long a caller waits for the disk.
	longestKeeping = time.Minute
)

// enterVoicemail takes a caller out of the queue: to leave a message or a
// request to be called back, by his choice or, with why, because the queue
// can't keep him; an empty kind only tells him that nobody is free.
func (s *step) enterVoicemail(c *call, kind telephony.ItemKind, why telephony.EndCause) {
	c = s.enter(c, kind, why)
	switch kind {
	case telephony.Message:
		s.do(telephony.Say{Leg: c.Leg, Prompt: "voicemail-" + c.Voicemail.Lang})
	case telephony.CallBack:
		s.register(c)
	default:
		s.leave(c, "nobody-free")
	}
}

// enter takes the caller out of the queue and into its voicemail; nothing is
// said yet.
func (s *step) enter(c *call, kind telephony.ItemKind, why telephony.EndCause) *call {
	s.withdrawAll(c, telephony.OfferVoicemail)
	f := telephony.VoicemailEntered{Call: c.ID, Leaves: kind, Chosen: why == "", Why: why, Lang: s.lang(c), Waited: s.now.Since(c.Queued)}
	if v := s.voicemailOf(c); v != nil {
		f.Voicemail, f.Name = v.ID, v.Name
		f.Longest = cmp.Or(v.Longest.Duration(), telephony.LongestMessage)
	}
	s.note(f)
	return s.call(c.ID)
}

func (s *state) applyVoicemail(at telephony.Moment, f telephony.VoicemailEntered) {
	old := s.call(f.Call)
	if old == nil || !old.waiting() {
		return
	}
	s.freeRingers(at, old)
	c := s.changeCall(f.Call)
	c.Stage, c.Waited, c.Offers, c.Tried = telephony.StageVoicemail, f.Waited, nil, nil
	c.Voicemail = &voicemail{
		ID: f.Voicemail, Name: f.Name, Lang: f.Lang, Longest: f.Longest, Leaves: f.Leaves, Chosen: f.Chosen, Why: f.Why,
		Step: telephony.StepAsking, Since: at,
	}
}

// stepTo brings a caller to the next step.
func (s *step) stepTo(c *call, to telephony.VoicemailStep) {
	f := telephony.VoicemailStepped{Call: c.ID, Step: to}
	if to == telephony.StepRecording {
		f.Recording = s.recording(c.ID)
	}
	s.note(f)
}

func (s *state) applyStep(at telephony.Moment, f telephony.VoicemailStepped) {
	old := s.call(f.Call)
	if old == nil || old.Voicemail == nil || old.Stage != telephony.StageVoicemail {
		return
	}
	c := s.changeCall(f.Call)
	v := *c.Voicemail
	v.Step, v.Since = f.Step, at
	c.Voicemail, c.Recording = &v, cmp.Or(f.Recording, c.Recording)
}

// said: a prompt has ended. One that was cut short, or repeated after a
// restart, changes nothing.
func (s *step) said(e telephony.Said) {
	c := s.caller(e.Leg)
	if c == nil || c.Stage != telephony.StageVoicemail {
		return
	}
	switch c.Voicemail.Step {
	case telephony.StepAsking, telephony.StepLeaving, telephony.StepHours:
		if c.Typing == nil {
			s.nextStep(c)
		}
	case telephony.StepChoosing, telephony.StepRecording, telephony.StepKeeping:
	}
}

// voicemailDigit: # or * skips what asks for the message, and ends a message
// that is long enough to be one.
func (s *step) voicemailDigit(c *call, digit byte) {
	v := c.Voicemail
	if v.Step == telephony.StepHours || v.Step == telephony.StepChoosing {
		s.hoursDigit(c, digit)
		return
	}
	if digit != '#' && digit != '*' {
		return
	}
	if v.Step == telephony.StepAsking || v.Step == telephony.StepRecording && s.now.Since(v.Since) >= shortest {
		s.nextStep(c)
	}
}

// nextStep goes on after a step: its prompt was said, a key ended it, or its
// time is over.
func (s *step) nextStep(c *call) {
	switch v := c.Voicemail; v.Step {
	case telephony.StepHours:
		s.stepTo(c, telephony.StepChoosing)
	case telephony.StepChoosing:
		s.unchosen(c)
	case telephony.StepAsking:
		s.stepTo(c, telephony.StepRecording)
		s.do(telephony.PlayQueue{Leg: c.Leg})
		s.do(telephony.Record{Leg: c.Leg, Call: c.ID, Recording: s.recording(c.ID)})
	case telephony.StepRecording:
		s.do(telephony.Record{Leg: c.Leg, Call: c.ID})
		s.takeDown(c.ID, s.now.Since(v.Since))
	case telephony.StepKeeping:
		s.leave(c, "not-kept")
	case telephony.StepLeaving:
		s.do(telephony.EndLeg{Leg: c.Leg, Why: cmp.Or(v.Why, telephony.BySystem)})
		s.over(c, cmp.Or(v.Why, telephony.BySystem))
	}
}

// stepEnd is when a step ends by itself.
func (c *call) stepEnd() (at telephony.Moment, ok bool) {
	if c.Stage != telephony.StageVoicemail || c.Typing != nil {
		return at, false
	}
	v := c.Voicemail
	switch v.Step {
	case telephony.StepChoosing:
		return v.Since.Add(choosing), true
	case telephony.StepRecording:
		return v.Since.Add(v.Longest), true
	case telephony.StepKeeping:
		return v.Since.Add(longestKeeping), true
	case telephony.StepAsking, telephony.StepLeaving, telephony.StepHours:
	}
	if c.OutOfHours {
		return v.Since.Add(longestHours), true
	}
	return v.Since.Add(longestPrompt), true
}

// takeDown writes down what a caller left. He hears music until it is on disk:
// nobody is told that it was taken before.
func (s *step) takeDown(id telephony.CallID, length time.Duration) {
	c := s.call(id)
	s.writeItem(c, length)
	s.stepTo(c, telephony.StepKeeping)
	s.do(telephony.PlayQueue{Leg: c.Leg, Music: music})
}

func (s *step) writeItem(c *call, length time.Duration) {
	v := c.Voicemail
	item := telephony.Item{
		Call: c.ID, Kind: v.Leaves, Voicemail: v.ID, VoicemailName: v.Name, Queue: c.Queue, QueueName: c.QueueName,
		From: c.callable(), FromName: c.FromName, Customer: c.Customer, At: s.now.Wall, Length: length,
	}
	if v.Leaves == telephony.Message {
		item.At, item.Recording = v.Since.Wall, c.Recording
	}
	s.note(telephony.ItemTaken{Call: c.ID, Item: item})
}

func (s *state) applyTaken(at telephony.Moment, f telephony.ItemTaken) {
	i, found := s.item(f.Call)
	if found {
		return
	}
	s.Items = slices.Concat(s.Items[:i], []telephony.Item{f.Item}, s.Items[i:])
	if c := s.call(f.Call); c != nil && c.Voicemail != nil {
		v := *c.Voicemail
		v.Taken = true
		s.changeCall(f.Call).Voicemail = &v
		if f.Item.Kind == telephony.Message {
			at = v.Since // when it began
		}
	}
	if !at.Trusted {
		s.Undated = append(slices.Clip(s.Undated), undated{f.Call, at})
	}
}

// itemKept tells the caller that what he left was taken, or that it could not
// be.
func (s *step) itemKept(e telephony.ItemKept) {
	c := s.call(e.Call)
	switch {
	case c == nil || c.Stage != telephony.StageVoicemail || c.Voicemail.Step != telephony.StepKeeping:
	case e.Lost:
		s.leave(c, "not-kept")
	default:
		said := string(c.Voicemail.Leaves) + "-taken"
		if c.Given != "" && c.Voicemail.Leaves == telephony.CallBack {
			said += "-there"
		}
		s.leave(c, said)
	}
}

// leave says the last prompt; after it the caller is hung up on.
func (s *step) leave(c *call, prompt string) {
	s.stepTo(c, telephony.StepLeaving)
	s.do(telephony.Say{Leg: c.Leg, Prompt: prompt + "-" + c.Voicemail.Lang})
}

// leaveVoicemail: the caller's connection ended. What he has said until then
// is kept if it is long enough.
func (s *step) leaveVoicemail(c *call, why telephony.EndCause) {
	v := c.Voicemail
	if said := s.lasted(v.Since); v.Step == telephony.StepRecording && said >= shortest {
		s.writeItem(c, said)
		c = s.call(c.ID)
	}
	s.over(c, why)
}

// goOn takes a kept call further after a restart: what a caller left is in
// the book, from which this desk was made.
func (s *step) goOn(c *call) {
	switch {
	case c.Stage != telephony.StageVoicemail:
	case c.Voicemail.Step == telephony.StepKeeping:
		s.itemKept(telephony.ItemKept{Call: c.ID})
	case c.Voicemail.Step == telephony.StepHours && c.Typing == nil && s.queue(c.Queue) != nil:
		s.sayHours(c, s.queue(c.Queue).Rules.Closed.Leave) // its end may have been missed
	}
}
