package reasons

import (
	"fmt"

	"github.com/spojka/spojka/telephony"
)

// Valid says what is wrong with a tree as it was edited: a node without a
// number or a name, a number that isn't made of digits (it has to be dialled,
// D-45) or stands twice. The error names the node.
func Valid(t *telephony.ReasonTree) error {
	return valid(t.Roots, make(map[telephony.ReasonID]string))
}

func valid(level []telephony.ReasonNode, seen map[telephony.ReasonID]string) error {
	for i := range level {
		n := &level[i]
		switch other, twice := seen[n.ID]; {
		case n.Name == "":
			return fmt.Errorf("reason %s has no name: give it one", n.ID)
		case !digits(n.ID):
			return fmt.Errorf("reason %q has the number %q: use digits only", n.Name, n.ID)
		case twice:
			return fmt.Errorf("number %s stands twice, at %q and %q: change one", n.ID, other, n.Name)
		}
		seen[n.ID] = n.Name
		if err := valid(n.Children, seen); err != nil {
			return err
		}
	}
	return nil
}

func digits(id telephony.ReasonID) bool {
	for _, r := range id {
		if r < '0' || r > '9' {
			return false
		}
	}
	return id != ""
}
