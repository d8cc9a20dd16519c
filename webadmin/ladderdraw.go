package webadmin

import (
	"strconv"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// draw lays the ladder out: trunks at the left, then the box, then phones.
func (l *ladderPage) draw() {
	box := 0
	for _, p := range l.Parties {
		if p.Seat == "" {
			box++
		}
	}
	for i, p := range l.Parties {
		if i == box {
			l.Columns = append(l.Columns, l.T("ladder.box"))
		}
		l.Columns = append(l.Columns, l.nameOf(p))
	}
	if box == len(l.Parties) {
		l.Columns = append(l.Columns, l.T("ladder.box"))
	}
	switch n := len(l.Columns); {
	case n > 7:
		l.Crowd = "crowd"
	case n > 4:
		l.Crowd = "many"
	}
	for i, r := range l.Rungs {
		l.Steps = append(l.Steps, l.rung(i, r, box))
	}
}

// share is the middle of a column as a share of the width.
func (l *ladderPage) share(column int) string { return perMille((2*column + 1) * 500 / len(l.Columns)) }

func perMille(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) + "%" }

func (l *ladderPage) rung(i int, r telephony.Rung, box int) rungView {
	at := r.Party
	if at >= box {
		at++ // the box stands between
	}
	v := rungView{Rung: r, Key: "m" + strconv.Itoa(i), When: "+" + lang.Exact(l.Lang, r.After), S: colour(r.Label), Transports: "UDP"}
	if r.TCP {
		v.Transports = "TCP"
	}
	for c := range l.Columns {
		v.Lines = append(v.Lines, l.share(c))
	}
	v.From, v.To = l.share(at), l.share(box)
	who := l.Columns[at]
	if r.Out {
		v.From, v.To, who = v.To, v.From, l.Columns[box]
	}
	v.Left = r.Out == (at < box)
	v.Middle = perMille((at + box + 1) * 500 / len(l.Columns))
	v.Way = l.T("ladder.way", who, r.Label)
	if r.Gap > 0 {
		v.GapText = l.T("ladder.gap", lang.Seconds(l.Lang, r.Gap))
	}
	v.NotesText = l.rungNotes(r)
	return v
}

// noteSigns are the signs of what a message does to the sound.
var noteSigns = map[telephony.NoteOfRung]string{
	telephony.NoteSound: "talk", telephony.NoteHold: "break", telephony.NoteResume: "talk", telephony.NoteDigit: "dot", telephony.NoteNoSound: "off",
}

func (l *ladderPage) rungNotes(r telephony.Rung) (list []noteView) {
	if r.Repeat {
		list = append(list, noteView{"warn", l.T("ladder.again")})
	}
	for _, n := range r.Notes {
		text := l.W("note", n.Kind)
		if n.Kind == telephony.NoteSound {
			text = l.T("note.sound", n.Text)
		}
		list = append(list, noteView{noteSigns[n.Kind], text})
	}
	return list
}

// colour is the state that a message means: ringing, taken, refused.
func colour(label string) string {
	n, err := strconv.Atoi(label[:min(3, len(label))])
	switch {
	case err != nil || n < 180 || n == 401 || n == 407 || n == 487:
		return ""
	case n < 200:
		return "ring"
	case n < 300:
		return "air"
	}
	return "lost"
}
