// Package reasons walks trees of call reasons (S-REASON): it finds nodes by
// number, checks what an operator chose, and lists the choices level by level.
//
// A path is the numbers of the nodes chosen, from the root to the leaf. A leaf
// is a reason code ("Kód důvodu"), everything above it a reason ("Důvod
// volání"). Depth is a matter of each branch (D-6).
package reasons

import "github.com/spojka/spojka/telephony"

// Fault is what is wrong with a path.
type Fault int

const (
	None    Fault = iota
	Empty         // nothing was chosen
	Unknown       // a number that isn't there, or not below the one before it
	NoCode        // the path ends above a leaf
)

// Check says whether path leads from a root of the tree to a leaf.
func Check(t *telephony.ReasonTree, path []telephony.ReasonID) Fault {
	if len(path) == 0 {
		return Empty
	}
	n := walk(t.Roots, path)
	switch {
	case n == nil:
		return Unknown
	case len(n.Children) > 0:
		return NoCode
	}
	return None
}

// Names gives the names along a path, as far as it leads.
func Names(t *telephony.ReasonTree, path []telephony.ReasonID) []string {
	var names []string
	level := t.Roots
	for _, id := range path {
		n := among(level, id)
		if n == nil {
			break
		}
		names = append(names, n.Name)
		level = n.Children
	}
	return names
}

// Find gives the path to the node with this number, which is unique in the
// tree (D-45).
func Find(t *telephony.ReasonTree, id telephony.ReasonID) ([]telephony.ReasonID, bool) {
	return find(t.Roots, id, nil)
}

func find(level []telephony.ReasonNode, id telephony.ReasonID, above []telephony.ReasonID) ([]telephony.ReasonID, bool) {
	for i := range level {
		path := append(above[:len(above):len(above)], level[i].ID)
		if level[i].ID == id {
			return path, true
		}
		if found, ok := find(level[i].Children, id, path); ok {
			return found, true
		}
	}
	return nil, false
}

// walk gives the node at the end of a path, or nil.
func walk(level []telephony.ReasonNode, path []telephony.ReasonID) *telephony.ReasonNode {
	var n *telephony.ReasonNode
	for _, id := range path {
		if n = among(level, id); n == nil {
			return nil
		}
		level = n.Children
	}
	return n
}

func among(level []telephony.ReasonNode, id telephony.ReasonID) *telephony.ReasonNode {
	for i := range level {
		if level[i].ID == id {
			return &level[i]
		}
	}
	return nil
}
