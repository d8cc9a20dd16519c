package webadmin

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

func (p *Pages) viewRoutes(m *http.ServeMux) {
	m.HandleFunc("GET /overview", p.known(p.overview))
	m.HandleFunc("POST /overview/{wish}", p.allowed(func(f *frame) bool { return f.User.Supervisor }, p.supervise))
	m.HandleFunc("POST /alarm", p.allowed(func(f *frame) bool { return f.User.Supervisor }, p.confirmAlarm))
	m.HandleFunc("GET /wall", p.known(func(w http.ResponseWriter, r *http.Request, f *frame) {
		p.show(w, r, http.StatusOK, "wall-page", p.newWall(f))
	}))
	m.HandleFunc("GET /health", p.known(func(w http.ResponseWriter, r *http.Request, f *frame) {
		p.show(w, r, http.StatusOK, "health", p.newHealth(f))
	}))
	m.HandleFunc("GET /panel", p.known(p.panel))
	m.HandleFunc("POST /panel", p.supervisors(p.pressKey))
	m.HandleFunc("POST /panel/keys", p.installers(p.putKey))
	m.HandleFunc("POST /panel/test", p.installers(p.testLamp))
	m.HandleFunc("POST /panel/front", p.installers(p.putFront))
	m.HandleFunc("POST /panel/find", p.installers(p.findKey))
	m.HandleFunc("GET /phones", p.known(p.phones))
	m.HandleFunc("POST /phones/{seat}", p.known(p.pressPhone))
}

// overviewPage is the supervisor's view.
type overviewPage struct {
	*frame
	Agents   []agentLine
	Queues   []queueLine
	Waiting  []waitingLine
	Ready    []option // who could be rung now
	Troubles []trouble
	Answer   *answer
	Who      telephony.AgentID // whom the answer is about
}

type agentLine struct {
	telephony.AgentView
	State      state
	QueueNames []string
	Long       bool   // a wrap-up that takes longer than it should (D-16)
	NoPage     bool   // his browser is gone (FAULTS 23)
	Failed     string // why else rings came to nothing today, each kind counted apart
}

// failed counts the rings that never rang, by what the phone said (I-3).
func (f *frame) failed(t telephony.AgentToday) string {
	var all []string
	for _, one := range []struct {
		how telephony.OfferEnd
		n   int
	}{{telephony.OfferRefused, t.Refused}, {telephony.OfferBusy, t.Busy}, {telephony.OfferUnreachable, t.Unreachable}, {telephony.OfferMisconfigured, t.Misconfigured}} {
		if one.n > 0 {
			all = append(all, f.W("offer", one.how)+"\u00a0"+strconv.Itoa(one.n)+"×")
		}
	}
	return strings.Join(all, ", ")
}

func (p *Pages) overview(w http.ResponseWriter, r *http.Request, f *frame) {
	p.show(w, r, http.StatusOK, "overview", p.newOverview(f))
}

func (p *Pages) newOverview(f *frame) *overviewPage {
	f.Nav, f.Screen = "overview", "overview"
	o := &overviewPage{frame: f, Troubles: append(f.alerts(), p.troubles(f)...)}
	for _, a := range f.Shot.Agents {
		line := agentLine{AgentView: a, State: f.stateOf(a, f.seat(a.Seat).Reach)}
		line.Failed = f.failed(a.Today)
		line.NoPage = a.Seat != "" && p.streams.lost(a.ID)
		line.Long = a.Work == telephony.Wrapping && f.At.Since(a.Since) > f.Office.Processing.Long()
		for _, id := range a.Queues {
			if q, ok := f.queue(id); ok {
				line.QueueNames = append(line.QueueNames, q.Name)
			}
		}
		if len(a.Queues) > 0 || a.Seat != "" {
			o.Agents = append(o.Agents, line)
		}
	}
	slices.SortStableFunc(o.Agents, func(a, b agentLine) int { return strings.Compare(rank(a)+a.Name, rank(b)+b.Name) })
	for _, q := range f.Shot.Queues {
		o.Queues = append(o.Queues, queueLine{QueueView: q, Door: f.door(q)})
	}
	o.Waiting, o.Ready = f.waiting(), f.readyOptions()
	return o
}

// rank puts people signed on before the others.
func rank(a agentLine) string {
	if a.Seat == "" {
		return "1"
	}
	return "0"
}

// supervise signs somebody off, releases his wrap-up, takes him off the calls,
// or gives him a waiting one (D-1, D-5, D-16).
func (p *Pages) supervise(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	who := telephony.AgentID(r.PostFormValue("agent"))
	var wish telephony.Wish
	switch r.PathValue("wish") {
	case "sign-off":
		wish = telephony.SignOff{Agent: who, By: f.User.ID, Leave: r.PostFormValue("leave") != ""}
	case "break":
		wish = telephony.GoOffAir{Agent: who, By: f.User.ID, Break: telephony.BreakID(r.PostFormValue("break"))}
	case "give":
		call, _ := telephony.ParseCallID(r.PostFormValue("call"))
		wish = telephony.GiveCall{Call: call, To: who, By: f.User.ID}
	case "release":
		wish = telephony.LeaveWrapUp{Agent: who, By: f.User.ID}
	default:
		p.fail(w, r, http.StatusNotFound, "error.not-found")
		return
	}
	a := p.ask(r.Context(), f, r.PathValue("wish"), wish)
	if wantsParts(r) {
		answerJSON(w, a)
		return
	}
	if a == nil {
		back(w, r, "/overview")
		return
	}
	o := p.newOverview(p.newFrame(r))
	o.Answer, o.Who, o.Path = a, who, "/overview"
	p.show(w, r, http.StatusConflict, "overview", o)
}

// trouble is a condition in words.
type trouble struct {
	board.Condition
	Name, Text, Remedy string
	S, Sign            string
}

func (p *Pages) troubles(f *frame) []trouble {
	return slices.DeleteFunc(p.conditions(f), func(t trouble) bool { return t.Level == board.Good })
}

func (p *Pages) conditions(f *frame) []trouble {
	var all []trouble
	for _, c := range p.Health.Conditions() {
		t := trouble{Condition: c, Name: f.W("cond", c.ID), S: "air", Sign: "ok"}
		t.Text, t.Remedy = lang.Condition(f.Lang, c)
		t.Text, t.Remedy = f.Tie(t.Text), f.Tie(t.Remedy)
		switch c.Level {
		case board.Warn:
			t.S, t.Sign = "ring", "warn"
		case board.Fault:
			t.S, t.Sign = "lost", "lost"
		}
		all = append(all, t)
	}
	return all
}

type healthPage struct {
	*frame
	All    []trouble
	Trunks []lineState
	Seats  []telephony.SeatView
}

func (p *Pages) newHealth(f *frame) *healthPage {
	f.Nav, f.Screen = "health", "health"
	h := &healthPage{frame: f, All: p.conditions(f), Seats: f.Shot.Seats}
	for _, t := range f.Shot.Trunks {
		h.Trunks = append(h.Trunks, f.stateOfLine(t))
	}
	return h
}

// wallPage is the wallboard (W-WALL).
type wallPage struct {
	*frame
	Total                                     int // reachability in %, -1: no traffic
	Waiting, Ready, Talking, On, Served, Lost int
	Rows                                      []wallRow
	Troubles                                  []trouble
}

type wallRow struct {
	telephony.QueueView
	Reach int    // %, rounded down (W-WALL-4); -1: no traffic
	Shut  string // that it is closed, and until when
}

// lateWait is when the longest wait is marked: the constant of Service Level.
const lateWait = 20 * time.Second

// Late says that the longest waiting caller waits too long.
func (p wallPage) Late(q wallRow) bool { return q.Waiting > 0 && p.At.Since(q.Oldest) > lateWait }

func (p *Pages) newWall(f *frame) *wallPage {
	f.Nav, f.Screen = "wall", "wall"
	v := &wallPage{frame: f, Total: -1, Troubles: p.troubles(f)}
	var sum float64
	var with int
	for _, q := range f.Shot.Queues {
		row := wallRow{QueueView: q, Reach: -1}
		if q.Closed {
			row.Shut = f.byHours(q)
		}
		v.Waiting, v.Served, v.Lost = v.Waiting+q.Waiting, v.Served+q.Answered, v.Lost+q.Abandoned+q.ClosedOut
		if q.Offered > 0 {
			reached := q.Answered + q.Chosen // who chose the voicemail counts (S-STAT-2)
			row.Reach = reached * 100 / q.Offered
			sum += float64(reached) / float64(q.Offered)
			with++
		}
		v.Rows = append(v.Rows, row)
	}
	if with > 0 { // the plain mean of queues with traffic, rounded once (D-23)
		v.Total = int(math.Round(sum * 100 / float64(with)))
	}
	for _, a := range f.Shot.Agents {
		switch {
		case a.Seat == "":
			continue
		case a.Work == telephony.Talking:
			v.Talking++
		case a.Work == telephony.Idle && a.Presence == telephony.OnAir && f.seat(a.Seat).Reach == telephony.Reachable:
			v.Ready++
		}
		v.On++
	}
	return v
}

// LostCalls are those not accepted: hung up while waiting, or closed out.
func (w wallRow) LostCalls() int { return w.Abandoned + w.ClosedOut }

// WallOffset is what the browser adds to the box's clock to show the office's
// time of day, in ms.
func (f *frame) WallOffset() int64 {
	_, seconds := f.At.Wall.In(f.zone).Zone()
	return f.At.Wall.UnixMilli() + int64(seconds)*1000 - f.At.Up.Milliseconds()
}
