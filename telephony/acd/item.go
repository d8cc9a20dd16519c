package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// closeItem marks what a caller left as done; of two at once the second is
// told so. Only who serves its queue, and supervisors, may.
func (s *step) closeItem(w telephony.CloseItem) *telephony.Refusal {
	a, r := s.user(w.Agent)
	if r != nil {
		return r
	}
	i, found := s.item(w.Call)
	if !found {
		return refuse(telephony.RefusedItemGone)
	}
	item := s.Items[i]
	if !a.rules.Supervisor && !s.mayServe(a, item.Queue) {
		return refuse(telephony.RefusedNotAllowed)
	}
	s.note(telephony.ItemDone{Call: w.Call, Left: item.Kind, Agent: a.ID, AgentName: a.Name})
	return nil
}

func (s *state) applyDone(f telephony.ItemDone) {
	if i, found := s.item(f.Call); found {
		s.Items = slices.Concat(s.Items[:i], s.Items[i+1:])
		s.Undated = slices.DeleteFunc(slices.Clone(s.Undated), func(u undated) bool { return u.Call == f.Call })
	}
}

// item finds the place of what was left in a call.
func (s *state) item(id telephony.CallID) (int, bool) {
	return slices.BinarySearchFunc(s.Items, id, func(i telephony.Item, id telephony.CallID) int { return cmp.Compare(i.Call, id) })
}
