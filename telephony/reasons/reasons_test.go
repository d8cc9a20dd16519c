package reasons

import (
	"reflect"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

type ids = []telephony.ReasonID

// example has branches of one, two and three levels.
func example() *telephony.ReasonTree {
	return &telephony.ReasonTree{ID: "t", Version: 1, Roots: []telephony.ReasonNode{
		{ID: "1", Name: "Porucha", Children: []telephony.ReasonNode{
			{ID: "11", Name: "Internet", Children: []telephony.ReasonNode{
				{ID: "111", Name: "Nejde vůbec"}, {ID: "112", Name: "Je pomalý"},
			}},
			{ID: "12", Name: "Televize"},
		}},
		{ID: "2", Name: "Vyúčtování", Children: []telephony.ReasonNode{
			{ID: "21", Name: "Nesouhlasí částka"}, {ID: "22", Name: "Žádost o splátky"},
		}},
		{ID: "9", Name: "Jiné"},
	}}
}

// S-REASON-5, D-6
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		path ids
		want Fault
	}{
		{nil, Empty},
		{ids{"9"}, None},
		{ids{"2", "21"}, None},
		{ids{"1", "11", "111"}, None},
		{ids{"1", "12"}, None},
		{ids{"1"}, NoCode},
		{ids{"1", "11"}, NoCode},
		{ids{"7"}, Unknown},
		{ids{"111"}, Unknown},
		{ids{"1", "21"}, Unknown},
		{ids{"9", "9"}, Unknown},
		{ids{""}, Unknown},
	} {
		if got := Check(example(), c.path); got != c.want {
			t.Errorf("%v: fault %d, want %d", c.path, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	if got := Names(example(), ids{"1", "11", "112"}); !reflect.DeepEqual(got, []string{"Porucha", "Internet", "Je pomalý"}) {
		t.Error(got)
	}
	if got := Names(example(), ids{"1", "99", "112"}); !reflect.DeepEqual(got, []string{"Porucha"}) {
		t.Error(got)
	}
}

func TestFind(t *testing.T) {
	for id, want := range map[telephony.ReasonID]ids{"112": {"1", "11", "112"}, "9": {"9"}, "22": {"2", "22"}, "1": {"1"}} {
		if got, ok := Find(example(), id); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is at %v, %v; want %v", id, got, ok, want)
		}
	}
	if got, ok := Find(example(), "113"); ok {
		t.Errorf("113 is at %v", got)
	}
}

// S-REASON-2, S-REASON-3, S-REASON-4, D-6: a list for each level; the last of a branch is the code; what no longer
// fits below a changed level is gone.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		chosen ids
		want   string
	}{
		{nil, "1 2 9"},
		{ids{"1"}, "1* 2 9 | 11 12"},
		{ids{"1", "11"}, "1* 2 9 | 11* 12 | code 111 112"},
		{ids{"1", "11", "112"}, "1* 2 9 | 11* 12 | code 111 112*"},
		{ids{"1", "12"}, "1* 2 9 | 11 12*"},
		{ids{"2"}, "1 2* 9 | code 21 22"},
		{ids{"2", "11", "112"}, "1 2* 9 | code 21 22"},
		{ids{"9"}, "1 2 9*"},
		{ids{"8", "9"}, "1 2 9"},
	} {
		if got := draw(Levels(example(), c.chosen)); got != c.want {
			t.Errorf("%v: %s, want %s", c.chosen, got, c.want)
		}
	}
	if got := Levels(&telephony.ReasonTree{}, ids{"1"}); len(got) != 0 {
		t.Errorf("an empty tree has levels %v", got)
	}
}

func draw(levels []Level) string {
	var all []string
	for _, l := range levels {
		var words []string
		if l.Code {
			words = append(words, "code")
		}
		for _, o := range l.Options {
			w := string(o.ID)
			if o.ID == l.Chosen {
				w += "*"
			}
			words = append(words, w)
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, " | ")
}

func TestSearch(t *testing.T) {
	for text, want := range map[string]string{
		"11":           "111 112",
		"112":          "112",
		"pomaly":       "112",
		"POMALÝ inter": "112",
		"por":          "111 112 12",
		"splatky":      "22",
		"zad":          "22",
		"castka":       "21",
		"ternet":       "",
		" ":            "",
		"":             "",
		"jine":         "9",
	} {
		var got []string
		for _, h := range Search(example(), text, 0) {
			got = append(got, string(h.Path[len(h.Path)-1]))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %v, want %s", text, got, want)
		}
	}
	if got := Search(example(), "1", 2); len(got) != 2 {
		t.Errorf("%d hits, want 2", len(got))
	}
}

func TestValid(t *testing.T) {
	if f := Valid(example()); f != nil {
		t.Error(*f)
	}
	for want, change := range map[telephony.FaultCode]func(*telephony.ReasonTree){
		telephony.FaultReasonTwice:  func(t *telephony.ReasonTree) { t.Roots[2].ID = "112" },
		telephony.FaultReasonNumber: func(t *telephony.ReasonTree) { t.Roots[0].Children[0].ID = "1a" },
		telephony.FaultReasonName:   func(t *telephony.ReasonTree) { t.Roots[1].Children[1].Name = "" },
	} {
		tree := example()
		change(tree)
		if got := Valid(tree); got == nil || got.Code != want {
			t.Errorf("%s: the tree gives %v", want, got)
		}
	}
	tree := example()
	tree.Roots[2].ID = "" // it can't be dialled
	if got := Valid(tree); got == nil || got.Code != telephony.FaultReasonNumber || got.Args[1] != "" {
		t.Errorf("a reason without a number gives %v", got)
	}
}
