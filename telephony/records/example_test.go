package records

import (
	"reflect"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func TestExample(t *testing.T) {
	r := openTest(t)
	mine, err := r.Put(telephony.Customer{Name: "Skutečný zákazník", Active: true, Site: "brno"}, "admin")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // a second time changes nothing
		if err := r.AddExample(); err != nil {
			t.Fatal(err)
		}
		if n := r.Count(); n != exampleCards+1 {
			t.Fatalf("%d cards, not %d", n, exampleCards+1)
		}
	}
	c, _ := r.mustFind(t, ExampleCaller)
	if !c.Active || len(c.Contacts) == 0 || overdue(c, time.Now()) == 0 {
		t.Errorf("%s has no contacts or nothing overdue: %+v", ExampleCaller, c)
	}
	if chosen, all := r.ByNumber(ExampleShared, []telephony.SiteID{"brno"}); chosen != "" || len(all) != 2 {
		t.Errorf("%s: chose %q of %v", ExampleShared, chosen, all)
	}
	if chosen, all := r.ByNumber(ExampleInactive, nil); chosen != "" || len(all) != 1 || all[0].Active {
		t.Errorf("%s: chose %q of %v", ExampleInactive, chosen, all)
	}
	if _, all := r.ByNumber(ExampleContact, nil); len(all) != 1 || all[0].Name != "Pekárna Na Růžku, s.r.o. (Matěj Žďárský)" {
		t.Errorf("%s: %v", ExampleContact, all)
	}
	if err := r.RemoveExample(); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := r.Customer(mine.ID); !ok || r.Count() != 1 {
		t.Errorf("%d cards are left, and the real one is there: %t", r.Count(), ok)
	}
}

func TestExampleIsTheSameEachTime(t *testing.T) {
	for _, day := range []int{1, 17, 31} {
		now := time.Date(2027, 1, day, 12, 0, 0, 0, time.UTC)
		all := exampleCustomers(now)
		if !reflect.DeepEqual(all, exampleCustomers(now)) {
			t.Error("two runs differ")
		}
		owing := 0
		for _, c := range all {
			if n := len([]rune(c.Name)); n == 0 || n > 60 {
				t.Errorf("%s has a name of %d characters", c.ID, n)
			}
			owing += overdue(c, now)
		}
		if owing < 20 || overdue(all[4], now) == 0 {
			t.Errorf("on day %d %d assessments are overdue", day, owing)
		}
	}
}

func overdue(c telephony.Customer, now time.Time) (n int) {
	for _, b := range c.Bills {
		if !b.Paid && now.After(b.Due.AddDate(0, 0, 1)) {
			n++
		}
	}
	return n
}
