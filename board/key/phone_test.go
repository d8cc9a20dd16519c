package key

import (
	"reflect"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func TestKeysOfPhones(t *testing.T) {
	tree := telephony.ReasonTree{ID: "duvody", Roots: []telephony.ReasonNode{{ID: "1", Children: []telephony.ReasonNode{{ID: "11"}, {ID: "12", Children: []telephony.ReasonNode{{ID: "121"}}}}}, {ID: "2"}}}
	s := &telephony.Snapshot{
		Agents: []telephony.AgentView{{ID: "jana", Seat: "201", Presence: telephony.OffAir, Work: telephony.Wrapping, Call: 7}},
		Seats:  []telephony.SeatView{{ID: "201"}, {ID: "202"}}, Queues: []telephony.QueueView{{ID: "podpora"}},
		Breaks: []telephony.Break{{ID: "personal"}}, Trees: []telephony.ReasonTree{tree},
		Calls: []telephony.CallView{{ID: 7, Tree: "duvody"}},
	}
	save := func(unknown bool, path ...telephony.ReasonID) telephony.Wish {
		return telephony.SaveCall{Agent: "jana", Call: 7, Form: telephony.SaveForm{Reasons: path, Unknown: unknown}}
	}
	for _, c := range []struct {
		name    string
		key     bool
		want    telephony.Wish
		refusal telephony.RefusalCode
	}{
		{telephony.OfferID(9).RingName(), true, telephony.PickUp{Agent: "jana", Offer: 9}, ""},
		{"*8", true, telephony.PickUp{Agent: "jana"}, ""},
		{"*8202", true, telephony.PickUp{Agent: "jana", Seat: "202"}, ""},
		{"*8999", false, nil, ""},
		{"*7121", true, save(true, "1", "12", "121"), ""},
		{"*72", true, save(true, "2"), ""},
		{"*79", true, nil, telephony.RefusedReasonUnknown},
		{"*7", true, save(true), ""},
		{"on-air", true, telephony.GoOnAir{Agent: "jana"}, ""},
		{"break-1", true, telephony.GoOffAir{Agent: "jana", Break: "personal"}, ""},
		{"break-2", false, nil, ""},
		{"queue-podpora", true, telephony.TakeOldest{Agent: "jana", Queue: "podpora"}, ""},
		{"*5", true, telephony.SetNight{Agent: "jana", Hold: telephony.HoldClosed}, ""},
		{"*50", true, telephony.SetNight{Agent: "jana"}, ""},
		{"*51", true, telephony.SetNight{Agent: "jana", Hold: telephony.HoldClosed}, ""},
		{"*52", true, telephony.SetNight{Agent: "jana", Hold: telephony.HoldOpen}, ""},
		{"*53", false, nil, ""},
		{"night", true, telephony.SetNight{Agent: "jana", Hold: telephony.HoldClosed}, ""},
		{"night-podpora", true, telephony.SetNight{Agent: "jana", Queue: "podpora", Hold: telephony.HoldClosed}, ""},
		{"night-nic", false, nil, ""},
		{"night-", false, nil, ""},
		{"202", false, nil, ""},
		{"800100200", false, nil, ""},
		{"ring-", false, nil, ""},
	} {
		if got := IsPhoneKey(s, c.name); got != c.key {
			t.Errorf("%s is a key: %v", c.name, got)
		}
		if !c.key {
			continue
		}
		wish, refusal := ByPhone(s, "jana", c.name)
		code := telephony.RefusalCode("")
		if refusal != nil {
			code = refusal.Code
		}
		if !reflect.DeepEqual(wish, c.want) || code != c.refusal {
			t.Errorf("%s: %#v, %q", c.name, wish, code)
		}
	}
	s.Calls[0].Customer = &telephony.CustomerRef{ID: "K1"}
	if wish, _ := ByPhone(s, "jana", "*72"); !reflect.DeepEqual(wish, save(false, "2")) {
		t.Errorf("a known customer: %#v", wish)
	}
	if _, refusal := ByPhone(s, "", "*8"); refusal == nil || refusal.Code != telephony.RefusedNotSignedOn {
		t.Errorf("nobody sits there: %v", refusal)
	}
	s.Agents[0].Call = 0
	if _, refusal := ByPhone(s, "jana", "*72"); refusal == nil || refusal.Code != telephony.RefusedNoCall {
		t.Errorf("nothing to save: %v", refusal)
	}
}
