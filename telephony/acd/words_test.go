package acd

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// The small language of stories: a word of package telephony by its name and
// its fields as Field=value; a bool stands alone; a field that is zero is
// left out. Calls and offers of the first boot are plain numbers, later ones
// "boot-number"; a caller's leg is "L1", the leg of offer 1 is "o1".

// events are the words a story may begin a line with.
var events = wordsByName(
	telephony.CallArrived{}, telephony.CallerKnown{}, telephony.CallerDigit{}, telephony.OfferRang{},
	telephony.OfferAnswered{}, telephony.OfferFailed{}, telephony.LegEnded{}, telephony.LegHeld{},
	telephony.SeatReached{}, telephony.Woke{}, telephony.Restarted{}, telephony.SignOn{}, telephony.SignOff{},
	telephony.GoOnAir{}, telephony.GoOffAir{}, telephony.AssignCustomer{}, telephony.SaveCall{}, telephony.HangUp{},
	telephony.LoadUnprocessed{}, telephony.LeaveWrapUp{}, telephony.Transfer{},
	telephony.PickUp{}, telephony.TakeOldest{}, telephony.LiftPhone{}, telephony.HoldCall{},
	telephony.Said{}, telephony.ItemKept{}, telephony.CloseItem{}, telephony.GiveCall{},
	telephony.SeatDialled{}, telephony.OfferEarly{}, telephony.SeatRefers{},
	telephony.Deleted{}, telephony.KeepCall{},
	telephony.ConfirmAlert{},
	telephony.SetNight{},
)

func wordsByName(words ...any) map[string]reflect.Type {
	m := make(map[string]reflect.Type)
	for _, w := range words {
		m[reflect.TypeOf(w).Name()] = reflect.TypeOf(w)
	}
	return m
}

// split cuts a line at spaces outside of quotes.
func split(line string) []string {
	var words []string
	quoted, word := false, ""
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			if word != "" {
				words = append(words, word)
			}
			word = ""
		default:
			word += string(r)
		}
	}
	if word != "" {
		words = append(words, word)
	}
	return words
}

// fillIn sets fields of a struct from words like "Form.Note=Kabel".
func fillIn(t testing.TB, into any, words []string) {
	t.Helper()
	for _, w := range words {
		path, text, given := strings.Cut(w, "=")
		v := reflect.ValueOf(into).Elem()
		for _, name := range strings.Split(path, ".") {
			if v = v.FieldByName(name); !v.IsValid() {
				t.Fatalf("%T has no field %s", into, path)
			}
		}
		if !given {
			text = "true"
		}
		parse(t, v, text)
	}
}

func parse(t testing.TB, v reflect.Value, text string) {
	t.Helper()
	switch p := v.Addr().Interface().(type) {
	case *telephony.CallID:
		*p = telephony.CallID(counted(t, text))
		return
	case *telephony.OfferID:
		*p = telephony.OfferID(counted(t, text))
		return
	case *telephony.LegID:
		*p = legNamed(t, text)
		return
	case *telephony.CustomerRef:
		*p = customerNamed(text)
		return
	case *telephony.Rank:
		agent, after, _ := strings.Cut(text, ":")
		n, _ := strconv.Atoi(after)
		*p = telephony.Rank{Agent: telephony.AgentID(agent), After: telephony.Seconds(n)}
		return
	case *time.Time:
		*p = atClock(t, text).Wall
		return
	case *telephony.Span:
		s, err := telephony.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		*p = s
		return
	case *telephony.Week: // "8-16:30" from Monday to Friday, or each day's behind a slash
		days := strings.Split(text, "/")
		for d := range p {
			if len(days) == 1 && d < 5 || d < len(days) && len(days) > 1 {
				parse(t, v.Index(d), days[min(d, len(days)-1)])
			}
		}
		return
	case *byte:
		*p = text[0]
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(text == "true")
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		v.SetInt(int64(n))
	case reflect.Slice:
		v.SetLen(0)
		for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
			e := reflect.New(v.Type().Elem()).Elem()
			parse(t, e, part)
			v.Set(reflect.Append(v, e))
		}
	default:
		t.Fatalf("a story can't set a %s", v.Type())
	}
}

func counted(t testing.TB, text string) uint64 {
	boot, n := "1", text
	if b, rest, ok := strings.Cut(text, "-"); ok {
		boot, n = b, rest
	}
	b, err1 := strconv.ParseUint(boot, 10, 32)
	c, err2 := strconv.ParseUint(n, 10, 32)
	if err1 != nil || err2 != nil {
		t.Fatalf("%q is no number of a call or an offer", text)
	}
	return telephony.Compose(uint32(b), uint32(c))
}

func legNamed(t testing.TB, text string) telephony.LegID {
	if rest, ok := strings.CutPrefix(text, "o"); ok {
		return telephony.OfferID(counted(t, rest)).Leg()
	}
	n, err := strconv.Atoi(strings.TrimPrefix(text, "L"))
	if err != nil {
		t.Fatalf("%q is no leg", text)
	}
	return telephony.LegID(n)
}

// customerNamed reads "K1:Jan Novák", "K1:Jan Novák:inactive" or
// "K1:Jan Novák@brno" with a site.
func customerNamed(text string) telephony.CustomerRef {
	id, name, _ := strings.Cut(text, ":")
	name, inactive := strings.CutSuffix(name, ":inactive")
	name, site, _ := strings.Cut(name, "@")
	return telephony.CustomerRef{ID: telephony.CustomerID(id), Name: name, Active: !inactive, Site: telephony.SiteID(site)}
}

// write gives a word with its fields.
func write(w any) string {
	return strings.TrimSpace(reflect.TypeOf(w).Name() + " " + fields(reflect.ValueOf(w)))
}

func fields(v reflect.Value) string {
	var b []string
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case f.IsZero():
		case f.Kind() == reflect.Bool:
			b = append(b, name)
		default:
			b = append(b, name+"="+value(f))
		}
	}
	return strings.Join(b, " ")
}

func value(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case telephony.CallID:
		return numbered(uint64(x))
	case telephony.OfferID:
		return numbered(uint64(x))
	case telephony.LegID:
		if o, ok := x.Offer(); ok {
			return "o" + numbered(uint64(o))
		}
		return fmt.Sprintf("L%d", x)
	case time.Duration:
		return x.String()
	case time.Time:
		if x = x.UTC(); x.Sub(storyDay).Abs() > 24*time.Hour {
			return x.Format("01-02T15:04:05Z")
		}
		return x.Format("15:04:05Z")
	case telephony.Moment:
		return clock(x)
	case telephony.Office:
		return "{…}"
	}
	switch v.Kind() {
	case reflect.Pointer:
		return value(v.Elem())
	case reflect.Struct:
		return "{" + fields(v) + "}"
	case reflect.Slice, reflect.Array:
		var b []string
		for i := range v.Len() {
			b = append(b, value(v.Index(i)))
		}
		return "[" + strings.Join(b, ", ") + "]"
	case reflect.String:
		if s := v.String(); strings.ContainsAny(s, " ") {
			return strconv.Quote(s)
		}
	}
	return fmt.Sprint(v.Interface())
}

func numbered(n uint64) string {
	if c := telephony.CallID(n); c.Boot() != 1 {
		return fmt.Sprintf("%d-%d", c.Boot(), c.Count())
	}
	return fmt.Sprint(uint32(n))
}

// clock is a moment in the stories' office.
func clock(m telephony.Moment) string { return m.Wall.In(prague).Format("15:04:05.999") }

var prague = func() *time.Location {
	z, err := time.LoadLocation("Europe/Prague")
	if err != nil {
		panic(err)
	}
	return z
}()
