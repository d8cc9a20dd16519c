package flight

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// Ladder is a call as its messages tell it; sound is that of its parties.
func (r *Recorder) Ladder(c telephony.CallRecord, sound []telephony.Quality) telephony.Ladder {
	return ladder.Read(r.Trace(c.ID), ladder.Figures{Record: c, Sound: sound})
}

// Handout makes a file of a call, with its numbers and names hidden unless that
// is waived.
func (r *Recorder) Handout(c telephony.CallRecord, sound []telephony.Quality, h telephony.Handout) ([]byte, error) {
	tr := r.Trace(c.ID)
	mask := ladder.NewMask(tr, h.HideAddresses, c.From, c.To)
	mask.Name(c.FromName)
	if c.Customer != nil {
		mask.Name(c.Customer.Name)
	}
	hide := func(text string) string { return string(mask.Prose([]byte(text))) }
	if h.WholeNumbers && !h.HideAddresses {
		hide = func(text string) string { return text }
	} else {
		if h.WholeNumbers {
			mask.KeepNumbers()
		}
		for i, s := range tr.Signals {
			tr.Signals[i] = mask.Signal(s)
		}
	}
	if h.As == telephony.HandoutPackets {
		return ladder.Pcap(tr.Signals), nil
	}
	l := ladder.Read(tr, ladder.Figures{Record: c, Sound: sound})
	about, err := json.MarshalIndent(aboutCall(c, l, sound, hide), "", "  ")
	if err != nil {
		return nil, err
	}
	head := fmt.Sprintf("Call %s, %s UTC, from %s to %s\n\n%s\n\n", c.ID, c.At.UTC().Format(time.DateTime), hide(string(c.From)), hide(string(c.To)), hide(h.Words))
	return pack([]part{
		{"ladder.txt", []byte(head + hide(ladder.Text(l)))}, {"messages.txt", ladder.Messages(tr.Signals)},
		{"call.pcap", ladder.Pcap(tr.Signals)}, {"call.json", about},
	}, c.At)
}

// part is a file in the bundle.
type part struct {
	name string
	b    []byte
}

func pack(parts []part, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.b); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// about is call.json: what a program wants to know, without the customer.
type about struct {
	Call     string              `json:"call"`
	At       time.Time           `json:"at"`
	Trunk    telephony.TrunkID   `json:"trunk,omitempty"`
	From     string              `json:"from,omitempty"`
	To       string              `json:"to"`
	Queue    telephony.QueueID   `json:"queue,omitempty"`
	Outcome  telephony.Outcome   `json:"outcome,omitempty"`
	Why      telephony.EndCause  `json:"why,omitempty"`
	Waited   int64               `json:"waitedMs"`
	Talked   int64               `json:"talkedMs"`
	Findings []telephony.Finding `json:"findings"`
	Sound    []telephony.Quality `json:"sound,omitempty"`
	Messages []aboutMessage      `json:"messages"`
}

type aboutMessage struct {
	N     int                   `json:"n"` // as in messages.txt
	MS    int64                 `json:"ms"`
	Party telephony.LadderParty `json:"party"`
	Out   bool                  `json:"out"`
	Label string                `json:"label"`
	Notes []string              `json:"notes,omitempty"`
}

func aboutCall(c telephony.CallRecord, l telephony.Ladder, sound []telephony.Quality, hide func(string) string) about {
	a := about{
		Call: c.ID.String(), At: c.At.UTC(), Trunk: c.Trunk, From: hide(string(c.From)), To: hide(string(c.To)), Queue: c.Queue,
		Outcome: c.Outcome, Why: c.Why, Waited: c.Waited.Milliseconds(), Talked: c.Talked.Milliseconds(), Findings: l.Findings, Sound: sound,
	}
	for i, r := range l.Rungs {
		m := aboutMessage{N: i + 1, MS: r.After.Milliseconds(), Party: l.Parties[r.Party], Out: r.Out, Label: r.Label}
		for _, n := range r.Notes {
			m.Notes = append(m.Notes, strings.TrimSpace(string(n.Kind)+" "+n.Text))
		}
		a.Messages = append(a.Messages, m)
	}
	return a
}
