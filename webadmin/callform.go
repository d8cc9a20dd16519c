package webadmin

import (
	"net/url"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// callForm is the form Aktivní volání below the strip.
type callForm struct {
	Call      telephony.CallID
	Talking   bool
	Levels    []level
	Customer  *telephony.CustomerRef
	Unknown   bool // the tick of S-UNK-4 is offered
	Owner     bool // the button of S-OPER is offered
	OwnerNone bool // but the site has no owner set
	Replace   telephony.Number
	RT, Note  string
}

// level is one list of choices of the reason tree: the children of Parent.
// Every list is on the page; only those on the chosen way are shown.
type level struct {
	Depth  int
	Parent telephony.ReasonID
	Label  string
	Nodes  []telephony.ReasonNode
}

func (f *frame) callForm(c telephony.CallView) *callForm {
	form := &callForm{Call: c.ID, Talking: c.Stage == telephony.StageTalking, Customer: c.Customer}
	if t, ok := f.tree(c.Tree); ok {
		form.Levels = f.levels(nil, "", t.Roots, 1)
	}
	none := c.Customer == nil || c.Customer.ID == ""
	form.Unknown = none
	if none || !c.Customer.Active {
		form.Owner = true
		form.OwnerNone = f.ownerOf(c.Queue) == ""
	}
	return form
}

// levels lists the choices of a tree, parents before children.
func (f *frame) levels(all []level, parent telephony.ReasonID, nodes []telephony.ReasonNode, depth int) []level {
	inner := slices.ContainsFunc(nodes, func(n telephony.ReasonNode) bool { return len(n.Children) > 0 })
	label := f.T("label.reason")
	switch {
	case !inner: // the last level of its branch (S-REASON-3, D-6)
		label = f.T("label.code")
	case depth > 1:
		label = f.T("form.level", depth)
	}
	all = append(all, level{depth, parent, label, nodes})
	for _, n := range nodes {
		if len(n.Children) > 0 {
			all = f.levels(all, n.ID, n.Children, depth+1)
		}
	}
	return all
}

// ownerOf is the owner's card of the site that a queue works for: the user's
// selected site where the queue serves it, else the queue's first.
func (f *frame) ownerOf(id telephony.QueueID) telephony.CustomerID {
	q, _ := f.queue(id)
	sites := q.Sites
	if slices.Contains(sites, f.User.Site) {
		sites = []telephony.SiteID{f.User.Site}
	}
	for _, want := range sites {
		for _, s := range f.Office.Sites {
			if s.ID == want && s.Owner != "" {
				return s.Owner
			}
		}
	}
	return ""
}

// offerReplace offers S-REPL where the calling number is not the main one
// already; never for withheld numbers (D-31).
func (c *callForm) offerReplace(card telephony.Customer, from telephony.Number) {
	if c != nil && !from.Withheld() && (len(card.Phones) == 0 || card.Phones[0] != from) {
		c.Replace = from
	}
}

// readSave takes the form as it was sent. The reason is the deepest choice
// that hangs on the ones above it; without script its number may be typed.
func readSave(form url.Values, tree telephony.ReasonTree) telephony.SaveForm {
	s := telephony.SaveForm{
		Note: strings.TrimSpace(strings.ReplaceAll(form.Get("note"), "\r\n", "\n")), RT: strings.TrimSpace(form.Get("rt")),
		Unknown: form.Get("unknown") != "", ReplaceNumber: form.Get("replace") != "",
	}
	nodes := tree.Roots
	for depth := 1; len(nodes) > 0 && depth < 20; depth++ {
		chosen := telephony.ReasonID(form.Get("reason" + asText(depth)))
		i := slices.IndexFunc(nodes, func(n telephony.ReasonNode) bool { return n.ID == chosen })
		if i < 0 {
			break
		}
		s.Reasons = append(s.Reasons, chosen)
		nodes = nodes[i].Children
	}
	if typed := strings.TrimSpace(form.Get("code")); typed != "" && (len(s.Reasons) == 0 || len(nodes) > 0) {
		if way := wayTo(tree.Roots, typed); way != nil {
			s.Reasons = way
		}
	}
	return s
}

// wayTo is the path to the node with this number, or to the only leaf whose
// name holds the word.
func wayTo(nodes []telephony.ReasonNode, typed string) []telephony.ReasonID {
	var byWord [][]telephony.ReasonID
	var exact []telephony.ReasonID
	var walk func([]telephony.ReasonNode, []telephony.ReasonID)
	walk = func(nodes []telephony.ReasonNode, above []telephony.ReasonID) {
		for _, n := range nodes {
			way := append(slices.Clip(above), n.ID)
			if string(n.ID) == typed {
				exact = way
			}
			if len(n.Children) == 0 && strings.Contains(lang.Fold(n.Name), lang.Fold(typed)) {
				byWord = append(byWord, way)
			}
			walk(n.Children, way)
		}
	}
	walk(nodes, nil)
	switch {
	case exact != nil:
		return exact
	case len(byWord) == 1:
		return byWord[0]
	}
	return nil
}
