package webadmin

import (
	"encoding/csv"
	"net/http"
	"strings"

	"github.com/spojka/spojka/telephony"
)

const (
	// deedsALook is how many lines of the audit book are read at once for
	// a file, mostDeeds how many one file has at most.
	deedsALook = 500
	mostDeeds  = 100_000
)

// auditFile gives the audit book as CSV for spreadsheets: semicolons and a
// byte order mark, without which Excel takes neither columns nor Czech.
func (p *Pages) auditFile(w http.ResponseWriter, r *http.Request, f *frame) {
	words := readAuditFilter(r.URL.Query()).words(f)
	words.Limit = deedsALook
	found, more, err := p.Audit.Deeds(words)
	if err != nil {
		p.fail(w, r, http.StatusInternalServerError, "error.broken")
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+f.T("audit.file")+f.At.Wall.In(f.zone).Format("-2006-01-02")+`.csv"`)
	_, _ = w.Write([]byte("\ufeff"))
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	_ = out.Write([]string{f.T("audit.when"), f.T("audit.who"), f.T("audit.what"), f.T("audit.whom"), f.T("audit.call")})
	for n := 0; n < mostDeeds && err == nil; {
		for _, d := range found {
			_ = out.Write(f.deedCells(d))
		}
		if n += len(found); more == 0 {
			break
		}
		words.Before = more
		found, more, err = p.Audit.Deeds(words)
	}
	if more != 0 || err != nil {
		_ = out.Write([]string{"", "", f.T("audit.cut"), "", ""})
	}
	out.Flush()
}

// deedCells are the cells of a line.
func (f *frame) deedCells(d telephony.Deed) []string {
	l := f.deedLine(d)
	what := []string{}
	if l.Title != "" {
		what = append(what, l.Title)
	}
	for _, t := range l.Things {
		what = append(what, t.words())
	}
	call := ""
	if d.Call != 0 {
		call = d.Call.String()
	}
	cells := []string{d.At.In(f.zone).Format("2006-01-02 15:04:05"), l.Who, strings.Join(what, "; "), l.Person, call}
	for i := range cells {
		cells[i] = guarded(cells[i])
	}
	return cells
}

// words is a thing's change in one line.
func (t thingLine) words() string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(t.What + " " + t.Name + " " + t.How))
	for i, c := range t.Fields {
		b.WriteString([]string{": ", ", "}[min(i, 1)])
		if c.Label != "" {
			b.WriteString(c.Label + " ")
		}
		b.WriteString("„" + c.Before + "“ → „" + c.After + "“")
	}
	return b.String()
}

// guarded keeps a spreadsheet from taking a cell for a formula; a telephone
// number may begin with its plus.
func guarded(cell string) string {
	if cell == "" {
		return cell
	}
	rest := cell[1:]
	switch cell[0] {
	case '=', '-', '@', '\t', '\r':
		return "'" + cell
	case '+':
		if rest == "" || strings.Trim(rest, "0123456789 \u00a0") != "" {
			return "'" + cell
		}
	}
	return cell
}
