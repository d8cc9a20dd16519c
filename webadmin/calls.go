package webadmin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

const callsAPage = 50

func (p *Pages) callRoutes(m *http.ServeMux) {
	m.HandleFunc("GET /calls", p.known(p.calls))
	m.HandleFunc("GET /calls/{id}", p.known(p.calls))
	m.HandleFunc("POST /calls/{call}/keep", p.allowed(func(f *frame) bool { return f.User.Supervisor }, p.keepCall))
	m.HandleFunc("GET /recordings/{file}", p.known(p.recording))
}

// callsPage is the list of calls, and one of them where it was chosen.
type callsPage struct {
	*frame
	Filter  callFilter
	Lines   []telephony.CallRecord
	Older   string // address of the next page, or empty
	Newer   string
	One     *callView
	Queues  []telephony.Queue
	Agents  []telephony.Agent
	Broken  bool // the book could not be read
	All     int  // how many the filter chooses, where that is known
	Refresh int  // seconds after which the page looks again, 0: never
}

// callFilter is the filter as the page's address has it.
type callFilter struct {
	Query, Period, Queue, Agent, Result string
	From, Until                         string // dates of Period "range", 2006-01-02
	leaf
}

func readFilter(q url.Values) callFilter {
	f := callFilter{
		Query: strings.TrimSpace(q.Get("q")), Period: q.Get("period"), Queue: q.Get("queue"), Agent: q.Get("agent"),
		Result: q.Get("result"), From: q.Get("from"), Until: q.Get("until"), leaf: leaf{q.Get("before"), q.Get("trail")},
	}
	if f.Period == "" {
		f.Period = "today"
	}
	return f
}

// Address is where the list with this filter is.
func (c callFilter) Address() string { return "/calls" + c.query() }

// Of is the address of one call beside this list.
func (c callFilter) Of(id telephony.CallID) string { return "/calls/" + id.String() + c.query() }

// Without is the address of the list without the filter of result.
func (c callFilter) Without() string {
	c.Result, c.leaf = "", leaf{}
	return c.Address()
}

func (c callFilter) query() string {
	v := url.Values{}
	for _, one := range [][2]string{
		{"q", c.Query}, {"queue", c.Queue}, {"agent", c.Agent}, {"result", c.Result},
		{"from", c.From}, {"until", c.Until}, {"before", c.Before}, {"trail", c.Trail},
	} {
		if one[1] != "" {
			v.Set(one[0], one[1])
		}
	}
	if c.Period != "today" {
		v.Set("period", c.Period)
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// visibleQueues are the queues whose calls the user may see; nil: all.
func (f *frame) visibleQueues() []telephony.QueueID {
	if f.User.Supervisor || f.User.Installer {
		return nil
	}
	if len(f.User.Queues) == 0 {
		return []telephony.QueueID{"\x00none"}
	}
	return f.User.Queues
}

// words turns the page's filter into the book's.
func (c callFilter) words(f *frame) telephony.CallFilter {
	w := telephony.CallFilter{Agent: telephony.AgentID(c.Agent), Text: c.Query, Queues: f.visibleQueues(), Limit: callsAPage + 1}
	w.From, w.Until = f.span(c.Period, c.From, c.Until)
	if q := telephony.QueueID(c.Queue); q != "" && (w.Queues == nil || slices.Contains(w.Queues, q)) {
		w.Queues = []telephony.QueueID{q}
	}
	switch c.Result {
	case "answered", "abandoned", "closed-out", "turned-away":
		w.Outcome = telephony.Outcome(c.Result)
	case "kept":
		w.Kept = true
	case "unprocessed":
		w.State = telephony.ProcessUnprocessed
	}
	w.Before, _ = telephony.ParseCallID(c.Before)
	return w
}

func (p *Pages) calls(w http.ResponseWriter, r *http.Request, f *frame) {
	p.showCalls(w, r, f, http.StatusOK, r.PathValue("id"))
}

// showCalls shows the list, and one of them where its id isn't empty.
func (p *Pages) showCalls(w http.ResponseWriter, r *http.Request, f *frame, code int, id string) {
	f.Nav = "calls"
	c := &callsPage{frame: f, Filter: readFilter(r.URL.Query())}
	lines, err := p.Calls.Calls(c.Filter.words(f))
	c.Broken = err != nil
	c.Lines = lines[:min(len(lines), callsAPage)]
	c.turn(len(lines) > callsAPage)
	c.count(p.Calls)
	c.choices()
	if id != "" {
		one, ok := p.visibleCall(f, id)
		if !ok {
			p.fail(w, r, http.StatusNotFound, "error.no-call")
			return
		}
		c.One = p.callView(f, one)
		if c.One.Sound == telephony.RecordingMaking || one.Outcome == "" {
			c.Refresh = 2
		}
	}
	p.show(w, r, code, "calls", c)
}

// turn makes the addresses of the older and the newer page.
func (c *callsPage) turn(more bool) {
	if more {
		next := c.Filter
		next.leaf = next.older(c.Lines[len(c.Lines)-1].ID.String())
		c.Older = next.Address()
	}
	if c.Filter.Before != "" {
		last := c.Filter
		last.leaf = last.newer()
		c.Newer = last.Address()
	}
}

// counter is a list of calls that can count without listing.
type counter interface {
	Count(telephony.CallFilter) (int, error)
}

// count counts what the filter chooses; everything since ever is not counted
// for a page, it would take too long.
func (c *callsPage) count(of Calls) {
	c.All = len(c.Lines)
	book, can := of.(counter)
	if !can || c.Filter.Period == "all" || c.Older == "" && c.Newer == "" {
		return
	}
	words := c.Filter.words(c.frame)
	words.Before = 0
	if n, err := book.Count(words); err == nil {
		c.All = n
	}
}

// choices are what the filters offer.
func (c *callsPage) choices() {
	may := c.visibleQueues()
	for _, q := range c.Office.Queues {
		if may == nil || slices.Contains(may, q.ID) {
			c.Queues = append(c.Queues, q)
		}
	}
	for _, a := range c.Office.Agents {
		if len(a.Queues) > 0 || string(a.ID) == c.Filter.Agent {
			c.Agents = append(c.Agents, a)
		}
	}
}

// visibleCall is a call that the user may see.
func (p *Pages) visibleCall(f *frame, id string) (telephony.CallRecord, bool) {
	call, err := telephony.ParseCallID(id)
	if err != nil {
		return telephony.CallRecord{}, false
	}
	one, ok, err := p.Calls.Call(call)
	if err != nil || !ok {
		return telephony.CallRecord{}, false
	}
	may := f.visibleQueues()
	return one, may == nil || slices.Contains(may, one.Queue) || one.Agent == f.User.ID
}

// result is how a call's result is drawn: its reason in words, or a sign.
type result struct {
	S, Sign, Text string
}

// Result is what came of a call, for lists.
func (f *frame) Result(c telephony.CallRecord) result {
	switch {
	case c.State == telephony.ProcessSaved && len(c.ReasonNames) > 0:
		return result{Text: string(c.Reasons[len(c.Reasons)-1]) + " " + c.ReasonNames[len(c.ReasonNames)-1]}
	case c.State == telephony.ProcessSaved && c.Voicemail != "":
		return result{Text: f.W("outcome", c.Outcome)}
	case c.State == telephony.ProcessSaved:
		return result{Text: f.T("calls.saved-plain")}
	case c.State == telephony.ProcessUnprocessed:
		return result{"wrap", "wrap", f.W("process", c.State)}
	case c.Voicemail != "" && c.State == telephony.ProcessOpen:
		return result{"wrap", "wrap", f.W("outcome", c.Outcome)}
	case c.Outcome == "" && c.Agent != "":
		return result{"talk", "talk", f.T("calls.talking")}
	case c.Outcome == "":
		return result{"ring", "ring", f.T("calls.waiting")}
	case c.State == telephony.ProcessOpen:
		return result{"wrap", "wrap", f.W("process", c.State)}
	case c.Outcome == telephony.OutcomeAnswered:
		return result{"air", "ok", f.W("outcome", c.Outcome)}
	}
	return result{"lost", "lost", f.W("outcome", c.Outcome)}
}

// Chosen says that the call is the one shown beside the list.
func (c *callsPage) Chosen(id telephony.CallID) bool { return c.One != nil && c.One.ID == id }
