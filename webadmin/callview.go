package webadmin

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// callView is one call with its recording.
type callView struct {
	telephony.CallRecord
	Sound  telephony.RecordingState // empty: nothing was recorded
	Listen string                   // address of the recording
	Steps  []step
	Result result
	// Deleted is after how many days the recording went, as is set; 0: it
	// didn't.
	Deleted int
	Faults  []findingView // what its messages say that went wrong
	Right   side          // of the recording
	Left    side          // no name: nobody is there
}

// side is who is heard on one side of a recording.
type side struct{ Name, Only string }

// step is a line of how the call went.
type step struct {
	S, Sign string
	At      string
	Text    string
	Small   string
}

func (p *Pages) callView(f *frame, c telephony.CallRecord) *callView {
	v := &callView{CallRecord: c, Steps: f.steps(c), Result: f.Result(c), Faults: p.faults(f, c)}
	if v.Talked == 0 {
		v.Talked = v.Length // of a message: what there is to be played
	}
	if c.Recording != "" {
		_, v.Sound = p.Recordings.Find(c.Recording)
		v.Deleted = f.expired(c, v.Sound)
		if v.Sound == telephony.RecordingMissing && v.Deleted == 0 && c.Why == telephony.ByRestart {
			v.Sound = f.afterOutage(c)
		}
		v.Listen = "/recordings/" + pathOf(string(c.Recording)) + ".mp3"
		v.Right, v.Left = f.sides(c)
	}
	return v
}

// sides says who is heard where: right who called, left who was called,
// whoever of them is the operator (W-CC-12, D-38).
func (f *frame) sides(c telephony.CallRecord) (right, left side) {
	right = side{f.T("recording.caller"), f.T("recording.only-caller")}
	switch {
	case c.Direction != telephony.Inward:
		right.Name = f.T("recording.who-called", cmp.Or(c.FromName, f.Number(c.From)))
		left = side{f.T("recording.called", f.Number(c.To)), f.T("recording.only-called")}
	case c.AgentName != "":
		left = side{f.T("recording.agent", c.AgentName), f.T("recording.only-agent")}
	}
	return right, left
}

// tapeRead is how long after a start the tape may be unread: who reads it works
// when nobody else wants the processor.
const tapeRead = time.Minute

// afterOutage is the state of a recording that isn't there of a call that ended
// with the box.
func (f *frame) afterOutage(c telephony.CallRecord) telephony.RecordingState {
	switch {
	case f.At.Up < tapeRead:
		return telephony.RecordingMaking
	case c.WentWithTheBox():
		return telephony.RecordingLost
	}
	return telephony.RecordingMissing
}

// expired is after how many days a recording was deleted that isn't there any
// more: its call is older than recordings are kept.
func (f *frame) expired(c telephony.CallRecord, s telephony.RecordingState) int {
	kept := f.Office.Kept().Recordings
	if s != telephony.RecordingMissing || kept == 0 || c.At.AddDate(0, 0, kept).After(f.At.Wall) {
		return 0
	}
	return kept
}

func pathOf(s string) string { return url.PathEscape(s) }

// steps tells a call as the record has it.
func (f *frame) steps(c telephony.CallRecord) []step {
	at := func(s, sign, text, small string) step { return step{S: s, Sign: sign, Text: text, Small: small} }
	first := at("rest", "dot", f.T("call.came", f.Number(c.From), f.Number(c.To)), "")
	if c.Direction != telephony.Inward {
		return f.dialledSteps(c)
	}
	first.At = f.Hour(c.At) + c.At.In(f.zone).Format(":05")
	if c.QueueName != "" {
		first.Small = f.T("call.queue", c.QueueName)
	}
	switch {
	case c.Came == nil:
	case c.Came.Queue == "":
		first.Small += " " + f.T("call.from-talk", c.Came.Call.String(), c.Came.AgentName)
	default:
		first.Small += " " + f.T("call.from-call", c.Came.Call.String(), c.Came.QueueName)
	}
	all := []step{first}
	if c.Offers > 1 || c.Agent == "" && c.Offers > 0 {
		all = append(all, at("ring", "ring", f.N("call.offers", c.Offers), ""))
	}
	if c.Agent != "" {
		took := at("talk", "talk", f.T("call.taken", c.AgentName), f.T("call.waited", f.Clock(c.Waited)))
		if c.Overflow {
			took.Small += " " + f.T("call.overflow")
		}
		all = append(all, took)
	}
	switch {
	case c.Outcome == telephony.OutcomeAnswered:
		all = append(all, at("wrap", "wrap", f.T("call.ended", f.Clock(c.Talked)), f.W("end", c.Why)))
	case c.Outcome != "":
		all = append(all, at("lost", "lost", f.T("call.lost", f.W("outcome", c.Outcome), f.Clock(c.Waited)), f.W("end", c.Why)))
	}
	if c.Then != 0 {
		all = append(all, at("rest", "dot", f.T("call.went-on", c.Then.String()), ""))
	}
	if c.DoneBy != "" {
		done := at("air", "ok", f.T("call.done-by", c.DoneBy), c.Voicemail)
		done.At = f.When(c.SavedAt)
		all = append(all, done)
	}
	if c.State == telephony.ProcessSaved && c.DoneBy == "" {
		saved := at("air", "ok", f.T("call.saved", c.SavedBy), strings.Join(c.ReasonNames, ", "))
		saved.At = f.When(c.SavedAt)
		all = append(all, saved)
	}
	return all
}

// dialledSteps tells a call that a phone of ours made.
func (f *frame) dialledSteps(c telephony.CallRecord) []step {
	first := step{S: "rest", Sign: "dot", Text: f.T("call.dialled", string(c.FromSeat), f.Number(c.To)), Small: c.AgentName}
	first.At = f.Hour(c.At) + c.At.In(f.zone).Format(":05")
	end := step{S: "lost", Sign: "lost", Text: f.T("call.lost", f.W("outcome", c.Outcome), f.Clock(c.Waited)), Small: f.whyEnded(c)}
	switch c.Outcome {
	case "":
		return []step{first}
	case telephony.OutcomeAnswered:
		end.S, end.Sign, end.Text = "wrap", "wrap", f.T("call.ended", f.Clock(c.Talked))
	default: // others: nobody talked
	}
	return []step{first, end}
}

// whyEnded is why, in words: what a rule says, else what the public network
// said (WIRE 36), else who ended it.
func (f *frame) whyEnded(c telephony.CallRecord) string {
	switch {
	case c.Refused != "":
		return f.W("dial-refusal", c.Refused)
	case lang.Has(lang.Key(fmt.Sprint("q850.", c.Cause))):
		return f.W("q850", strconv.Itoa(c.Cause))
	}
	return f.W("end", c.Why)
}

// recording gives the file of a recording, in ranges where asked, to who may
// see its call (S-VM-20 where it is missing).
func (p *Pages) recording(w http.ResponseWriter, r *http.Request, f *frame) {
	id, isMP3 := strings.CutSuffix(r.PathValue("file"), ".mp3")
	call, ok := callOf(telephony.RecordingID(id))
	if !isMP3 || !ok {
		p.fail(w, r, http.StatusNotFound, "error.no-recording")
		return
	}
	one, ok := p.visibleCall(f, call.String())
	if !ok || one.Recording != telephony.RecordingID(id) {
		p.fail(w, r, http.StatusNotFound, "error.no-recording")
		return
	}
	path, state := p.Recordings.Find(one.Recording)
	if state == telephony.RecordingMaking {
		w.Header().Set("Retry-After", "2")
		p.fail(w, r, http.StatusServiceUnavailable, "error.recording-making")
		return
	}
	file, err := os.Open(path)
	if state != telephony.RecordingReady || err != nil {
		p.fail(w, r, http.StatusNotFound, "error.no-recording")
		return
	}
	defer file.Close()
	p.sendSound(w, r, file, one)
}

// longestDownload is how long a recording may take to send.
const longestDownload = 15 * time.Minute

func (p *Pages) sendSound(w http.ResponseWriter, r *http.Request, file *os.File, one telephony.CallRecord) {
	info, err := file.Stat()
	if err != nil {
		p.fail(w, r, http.StatusNotFound, "error.no-recording")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "audio/mpeg")
	h.Set("Cache-Control", "private, no-cache")
	if r.FormValue("save") != "" {
		h.Set("Content-Disposition", `attachment; filename="`+filepath.Base(string(one.Recording))+`.mp3"`)
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longestDownload))
	http.ServeContent(w, r, "", info.ModTime(), file)
}

// callOf is the call that a recording belongs to: its id begins with the
// call's ("0000003-00000042-1").
func callOf(id telephony.RecordingID) (telephony.CallID, bool) {
	part := strings.Split(string(id), "-")
	if len(part) != 3 {
		return 0, false
	}
	call, err := telephony.ParseCallID(part[0] + "-" + part[1])
	return call, err == nil && call.Recording(1)[:16] == id[:min(16, len(id))]
}
