package webadmin

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// trees are the code lists of reasons, edited as text: a line a node, its
// number and name, what belongs below it indented.
var trees = kind{name: "trees", rows: treeRows, fields: treeFields, write: writeTree, remove: removeTree}

func treeRows(f *frame) []row {
	var all []row
	for _, t := range f.Office.Trees {
		leaves := countLeaves(t.Roots)
		all = append(all, row{ID: string(t.ID), Name: t.Name, Facts: []string{f.N("settings.codes", leaves)}})
	}
	return all
}

func countLeaves(nodes []telephony.ReasonNode) (n int) {
	for _, node := range nodes {
		if len(node.Children) == 0 {
			n++
		}
		n += countLeaves(node.Children)
	}
	return n
}

func treeFields(f *frame, id string) ([]field, bool) {
	t, ok := edited(f.Office.Trees, id, treeID)
	return []field{f.field("text", "name", t.Name), f.field("code", "nodes", treeText(t.Roots, ""))}, ok
}

// treeText writes a tree as it is edited.
func treeText(nodes []telephony.ReasonNode, indent string) string {
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(indent + string(n.ID) + " " + n.Name + "\n")
		b.WriteString(treeText(n.Children, indent+"    "))
	}
	return b.String()
}

// treeLine is a line of the text.
type treeLine struct {
	indent int
	node   telephony.ReasonNode
	at     int
}

func writeTree(_ *frame, o *telephony.Office, id string, v form) (string, problems) {
	t := telephony.ReasonTree{ID: telephony.TreeID(id), Name: v.name("name")}
	lines := v.treeLines("nodes")
	var rest []treeLine
	if t.Roots, rest = grow(lines, -1); len(rest) > 0 {
		v.say("nodes", "error.tree-indent", rest[0].at)
	}
	if len(t.Roots) == 0 && v.wrong["nodes"] == "" {
		v.say("nodes", "error.tree-empty")
	}
	before, i := member(o.Trees, id, treeID)
	if t.Version = before.Version + 1; i < 0 {
		t.ID = freshID(o.Trees, t.Name, treeID)
	}
	o.Trees = placed(o.Trees, i, t)
	return string(t.ID), v.wrong
}

// treeLines reads the lines: each a number that stands nowhere else (D-45)
// and a name.
func (v form) treeLines(name string) []treeLine {
	var all []treeLine
	seen := make(map[string]bool)
	for i, text := range strings.Split(v.sent.Get(name), "\n") {
		text = strings.TrimRight(strings.ReplaceAll(text, "\t", "    "), " \r")
		trimmed := strings.TrimLeft(text, " ")
		if trimmed == "" {
			continue
		}
		id, label, _ := strings.Cut(trimmed, " ")
		label = strings.TrimSpace(label)
		switch {
		case strings.Trim(id, "0123456789") != "" || len(id) > 12 || label == "" || len([]rune(label)) > 60:
			v.say(name, "error.tree-line", i+1)
		case seen[id]:
			v.say(name, "error.tree-twice", i+1, id)
		}
		seen[id] = true
		all = append(all, treeLine{len(text) - len(trimmed), telephony.ReasonNode{ID: telephony.ReasonID(id), Name: label}, i + 1})
	}
	return all
}

// grow takes the nodes that are indented more than above, each with its own.
func grow(lines []treeLine, above int) (nodes []telephony.ReasonNode, rest []treeLine) {
	if len(lines) == 0 || lines[0].indent <= above {
		return nil, lines
	}
	level := lines[0].indent
	for len(lines) > 0 && lines[0].indent == level {
		node := lines[0].node
		node.Children, lines = grow(lines[1:], level)
		nodes = append(nodes, node)
	}
	return nodes, lines // what is left belongs further up, or fits nowhere
}

func removeTree(f *frame, o *telephony.Office, id string) string {
	for _, q := range o.Queues {
		if string(q.TreeIn) == id || string(q.TreeOut) == id {
			return f.T("used.queue", q.Name)
		}
	}
	o.Trees = without(o.Trees, id, treeID)
	return ""
}
