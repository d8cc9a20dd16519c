package webadmin

import (
	"cmp"
	"errors"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// faultyOffice is an error about an office that isn't right.
type faultyOffice interface{ All() []telephony.Fault }

// refused says why a change of settings was not taken.
func (f *frame) refused(err error) string {
	var office faultyOffice
	if !errors.As(err, &office) {
		return f.T("settings.refused", err)
	}
	var all []string
	for _, one := range office.All() {
		all = append(all, f.Tie(strings.TrimPrefix(f.where(one.Where)+": "+strings.TrimSuffix(lang.Fault(f.Lang, one), ".")+".", ": ")))
	}
	return strings.Join(append([]string{f.T("settings.not-taken")}, all...), " ")
}

// where names a thing of the office as people know it: "Fronta Podpora".
func (f *frame) where(what string) string {
	kind, id, _ := strings.Cut(what, " ")
	label := lang.Key("thing." + kind)
	if !lang.Has(label) {
		return ""
	}
	name := ""
	switch kind {
	case "queue":
		q, _ := f.queue(telephony.QueueID(id))
		name = q.Name
	case "user":
		name = f.personName(telephony.AgentID(id))
	case "hours":
		name = f.hoursName(telephony.HoursID(id))
	case "day":
		name = f.dateText(id)
	}
	return strings.TrimSpace(f.T(label) + " " + cmp.Or(name, id))
}
