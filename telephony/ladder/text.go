package ladder

import (
	"fmt"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// column is how wide a party's column is in the ladder as text.
const column = 22

// Text is the ladder for a mail: the parties above, an arrow a line.
func Text(l telephony.Ladder) string {
	var b strings.Builder
	trunks := 0
	for _, p := range l.Parties {
		if p.Seat == "" {
			trunks++
		}
	}
	names := columns(l, trunks)
	b.WriteString(strings.Repeat(" ", 12))
	for _, n := range names {
		fmt.Fprintf(&b, "%-*s", column, n)
	}
	b.WriteString("\n")
	for _, r := range l.Rungs {
		if r.Restart {
			b.WriteString("            ---- the box began anew ----\n")
		}
		at := r.Party
		if at >= trunks {
			at++ // the box stands between
		}
		fmt.Fprintf(&b, "%8d ms %s%s\n", r.After.Milliseconds(), arrow(trunks, at, r), noted(r))
	}
	return b.String()
}

func columns(l telephony.Ladder, trunks int) (names []string) {
	for i, p := range l.Parties {
		if i == trunks {
			names = append(names, "box")
		}
		names = append(names, "trunk "+string(p.Trunk))
		if p.Seat != "" {
			names[len(names)-1] = "seat " + string(p.Seat)
		}
	}
	if trunks == len(l.Parties) {
		names = append(names, "box")
	}
	return names
}

// arrow draws from one column to another.
func arrow(box, at int, r telephony.Rung) string {
	left, right := min(box, at), max(box, at)
	width := (right-left)*column - 1
	label := []rune(" " + r.Label + " ")
	if len(label) > width-3 {
		label = label[:width-3]
	}
	line := string(label) + strings.Repeat("-", max(0, width-2-len(label)))
	if r.Out == (at > box) {
		line = "-" + line + ">"
	} else {
		line = "<" + line + "-"
	}
	return strings.Repeat(" ", left*column) + "|" + line + "|"
}

func noted(r telephony.Rung) string {
	var s []string
	if r.Repeat {
		s = append(s, "again")
	}
	for _, n := range r.Notes {
		s = append(s, strings.TrimSpace(string(n.Kind)+" "+n.Text))
	}
	if len(s) == 0 {
		return ""
	}
	return "  " + strings.Join(s, ", ")
}

// Messages are the texts of a trace, one after the other, each with a line
// that says when and between whom.
func Messages(signals []telephony.Signal) []byte {
	var b []byte
	for i, s := range inOrder(signals) {
		way, transport := "<-", "UDP"
		if s.Out {
			way = "->"
		}
		if s.TCP {
			transport = "TCP"
		}
		b = fmt.Appendf(b, "==== %d  %s  %s %s %s  %s  leg %x  %d bytes\n", i+1, s.At.Wall.UTC().Format("2006-01-02 15:04:05.000000"), s.Own, way, s.Peer, transport, uint64(s.Leg), len(s.Text))
		b = append(append(b, s.Text...), "\n\n"...)
	}
	return b
}
