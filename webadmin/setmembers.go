package webadmin

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Ids of what an office has lists of.
func agentID(a telephony.Agent) telephony.AgentID             { return a.ID }
func breakID(b telephony.Break) telephony.BreakID             { return b.ID }
func hoursID(h telephony.Hours) telephony.HoursID             { return h.ID }
func queueID(q telephony.Queue) telephony.QueueID             { return q.ID }
func seatID(s telephony.Seat) telephony.SeatID                { return s.ID }
func siteID(s telephony.Site) telephony.SiteID                { return s.ID }
func treeID(t telephony.ReasonTree) telephony.TreeID          { return t.ID }
func trunkID(t telephony.Trunk) telephony.TrunkID             { return t.ID }
func voicemailID(v telephony.Voicemail) telephony.VoicemailID { return v.ID }

// placeOf is where a thing stands in its list; negative: nowhere.
func placeOf[T any, I ~string](all []T, id string, of func(T) I) int {
	return slices.IndexFunc(all, func(one T) bool { return string(of(one)) == id })
}

// member is the thing with an id, an empty one where there is none.
func member[T any, I ~string](all []T, id string, of func(T) I) (one T, at int) {
	if at = placeOf(all, id, of); at >= 0 {
		one = all[at]
	}
	return one, at
}

// freshID makes an id of a name that nothing in a list has.
func freshID[T any, I ~string](all []T, name string, of func(T) I) I {
	return I(slug(name, func(x string) bool { return placeOf(all, x, of) >= 0 }))
}

// placed puts a thing where it stood, or behind the others.
func placed[T any](all []T, at int, one T) []T {
	if at < 0 {
		return append(all, one)
	}
	all[at] = one
	return all
}

// edited is the thing that a form is about: an empty one where a new one is
// added; not ok where the id is nobody's.
func edited[T any, I ~string](all []T, id string, of func(T) I) (one T, ok bool) {
	one, at := member(all, id, of)
	return one, at >= 0 || id == ""
}

// without leaves the thing with an id out.
func without[T any, I ~string](all []T, id string, of func(T) I) []T {
	return slices.DeleteFunc(all, func(one T) bool { return string(of(one)) == id })
}
