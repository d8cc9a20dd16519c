package reasons

import "github.com/spojka/spojka/telephony"

// Valid says what is wrong with a tree as it was edited: a node without a
// number or a name, a number that isn't made of digits (it has to be dialled,
// D-45) or stands twice. The fault names the node; nil: nothing is wrong.
func Valid(t *telephony.ReasonTree) *telephony.Fault {
	return valid(t.Roots, make(map[telephony.ReasonID]string))
}

func valid(level []telephony.ReasonNode, seen map[telephony.ReasonID]string) *telephony.Fault {
	for i := range level {
		n := &level[i]
		id := string(n.ID)
		switch other, twice := seen[n.ID]; {
		case n.Name == "":
			return &telephony.Fault{Code: telephony.FaultReasonName, Args: []string{id}}
		case !digits(n.ID):
			return &telephony.Fault{Code: telephony.FaultReasonNumber, Args: []string{n.Name, id}}
		case twice:
			return &telephony.Fault{Code: telephony.FaultReasonTwice, Args: []string{id, other, n.Name}}
		}
		seen[n.ID] = n.Name
		if f := valid(n.Children, seen); f != nil {
			return f
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
