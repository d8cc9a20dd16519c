package webadmin

import "slices"

// tabGroup are pages of settings that belong together: a first row of tabs has
// the groups, a second one the pages of the group that is open. Its text is
// that of settings-group.NAME.
type tabGroup struct {
	Name string
	Tabs []string
	Open bool
}

// tabGroups are all pages of settings, in the order of the tabs.
var tabGroups = []tabGroup{
	{Name: "people", Tabs: []string{people.name, seats.name, breaks.name, processing.name, sites.name}},
	{Name: "queues", Tabs: []string{queues.name, openingHours.name, ownDays.name, voicemails.name, trees.name}},
	{Name: "lines", Tabs: []string{trunks.name, numbers.name, outward.name}},
	{Name: "box", Tabs: []string{storage, kept.name, post}},
}

// tabs are the groups as they stand above a page.
func (p *Pages) tabs(page string) (all []tabGroup) {
	for _, g := range tabGroups {
		if p.Storage == nil {
			g.Tabs = slices.DeleteFunc(slices.Clone(g.Tabs), func(tab string) bool { return tab == storage })
		}
		g.Open = slices.Contains(g.Tabs, page)
		all = append(all, g)
	}
	return all
}

// First is where the group's tab leads.
func (g tabGroup) First() string { return g.Tabs[0] }
