package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/hours"
)

// constants are the values of all string constants of a type in a folder.
func constants(t *testing.T, dir, typeName string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), dir+"/"+f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != typeName {
				return true
			}
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, _ := strconv.Unquote(lit.Value)
				all = append(all, value)
			}
			return true
		})
	}
	if len(all) == 0 {
		t.Fatalf("no constants of %s in %s", typeName, dir)
	}
	return all
}

// Every code of every sealed list has a sentence in both languages.
//
// Proves: D-37
func TestEveryCodeHasASentence(t *testing.T) {
	need := func(kind string, codes []string) {
		t.Helper()
		for _, c := range codes {
			k := Key(kind + "." + c)
			if !Has(k) {
				t.Errorf("there is no text %q", k)
			}
		}
	}
	for _, c := range telephony.RefusalCodes {
		need("refusal", []string{string(c)})
	}
	for _, n := range telephony.NoticeKinds {
		need("notice", []string{string(n)})
	}
	need("refusal", constants(t, "../../telephony", "RefusalCode"))
	need("fault", constants(t, "../../telephony", "FaultCode"))
	need("outcome", constants(t, "../../telephony", "Outcome"))
	need("end", constants(t, "../../telephony", "EndCause"))
	need("offer", constants(t, "../../telephony", "OfferEnd"))
	need("dial-refusal", constants(t, "../../telephony", "DialRefusal"))
	need("alert", constants(t, "../../telephony", "AlertKind"))
	need("reach", constants(t, "../../telephony", "Reach"))
	need("reach-remedy", constants(t, "../../telephony", "Reach"))
	for _, c := range constants(t, "../../telephony", "TrunkTrouble") {
		if c != "" {
			need("trunk-trouble", []string{c, c + ".remedy"})
		}
	}
	for _, c := range constants(t, "../../telephony", "MailTrouble") {
		need("mail-trouble", []string{c, c + ".remedy"})
	}
	need("mail-tls", constants(t, "../../telephony", "MailSecurity"))
	need("digest", []string{"usual", "md5", "md5,sha256", "sha256,md5"})
	need("finding", constants(t, "../../telephony", "FindingCode"))
	need("note", constants(t, "../../telephony", "NoteOfRung"))
	need("holiday", hours.Codes())
	need("process", constants(t, "../../telephony", "ProcessState"))
	need("rhythm", constants(t, "../../board", "Rhythm"))
	need("lamp", constants(t, "../../board", "FunctionKind"))
	for _, id := range constants(t, "../../board", "ConditionID") {
		need("cond", []string{id, id + ".good", id + ".bad", id + ".remedy"})
	}
}

func TestNoTextIsMissingOrTwice(t *testing.T) {
	seen := make(map[Key]bool)
	verbs := regexp.MustCompile(`%(?:\[\d\])?[a-z]`)
	for _, table := range tables {
		for _, one := range table {
			if seen[one.key] {
				t.Errorf("%s stands twice", one.key)
			}
			seen[one.key] = true
			if (one.cs == "") != (one.en == "") {
				t.Errorf("%s lacks a language", one.key)
			}
			cs, en := verbs.FindAllString(one.cs, -1), verbs.FindAllString(one.en, -1)
			if !strings.Contains(one.cs, "|") && len(cs) != len(en) {
				t.Errorf("%s takes %v in Czech, %v in English", one.key, cs, en)
			}
			if forms := strings.Count(one.cs, "|"); forms > 0 && (forms != 2 || strings.Count(one.en, "|") != 1) {
				t.Errorf("%s: plural texts have three Czech and two English forms", one.key)
			}
		}
	}
}

// The catalogue stands word for word as the requirements have it.
func TestCatalogueWordForWord(t *testing.T) {
	for key, want := range map[string][2]string{
		"cat.save-first":           {"Nejprve dokončete zpracování hovoru tlačítkem Uložit.", "First finish processing the call with the Save button."},
		"cat.incoming":             {"Nový příchozí hovor, doba čekání na spojení hovoru: mm:ss.", "New incoming call, waiting time for connection: mm:ss."},
		"cat.waited":               {"Doba čekání na spojení hovoru byla: mm:ss.", "Waiting time for connection was: mm:ss."},
		"notice.loaded":            {"Zobrazen nezpracovaný hovor z DD.MM.RRRR HH:MM.", "Unprocessed call of DD.MM.YYYY HH:MM shown."},
		"cat.no-recording":         {"Soubor se záznamem tohoto hovoru není dostupný", "The file with the recording of this call is not available"},
		"cat.overflow":             {"přepadlý hovor", "overflow call"},
		"cat.unknown":              {"????? název fronty", "????? queue name"},
		"button.sign-off":          {"Odhlášení operátora od helpdesku", ""},
		"button.owner":             {"Přiřadit k hovoru namísto zákazníka provozovatele lokace", ""},
		"button.load":              {"Načíst poslední nezpracovaný hovor", ""},
		"refusal.save-first":       {"Nejprve dokončete zpracování hovoru tlačítkem Uložit.", "First finish processing the call with the Save button."},
		"refusal.rt-not-number":    {"Zadané číslo RT nemá formát čísla!", "The RT number entered does not have the format of a number!"},
		"refusal.find-customer":    {"Nejprve vyhledejte zákazníka", "First find the customer."},
		"refusal.still-talking":    {"Hovor stále probíhá. Ukončit a uložit?", ""},
		"notice.abandoned":         {"Hovor byl zavěšen během vyzvánění.", "The call was hung up during ringing."},
		"notice.passed-on":         {"Hovor byl předán na jiného operátora.", "The call was passed to another operator."},
		"notice.voicemail":         {"Hovor byl přepojen na: název záznamníku", "The call was transferred to: voicemail name"},
		"notice.voicemail-unnamed": {"Hovor byl přepojen na záznamník", "The call was transferred to voicemail"},
		"notice.parked":            {"Hovor bude předán na jiného operátora.", "The call will be passed to another operator."},
		"cat.incoming-transferred": {"Nový příchozí hovor přepojený z fronty XY od operátora Jméno Příjmení, doba čekání na spojení hovoru: mm:ss.", "New incoming call transferred from queue XY by operator First Last, waiting time for connection: mm:ss."},
	} {
		args := map[string][2][]any{
			"cat.incoming": {{"mm:ss"}, {"mm:ss"}}, "cat.waited": {{"mm:ss"}, {"mm:ss"}}, "notice.loaded": {{"DD.MM.RRRR HH:MM"}, {"DD.MM.YYYY HH:MM"}},
			"notice.voicemail": {{"název záznamníku"}, {"voicemail name"}},
			"cat.unknown":      {{"název fronty"}, {"queue name"}}, "cat.incoming-transferred": {{"XY", "Jméno Příjmení", "mm:ss"}, {"XY", "First Last", "mm:ss"}},
		}[key]
		for i, l := range Langs {
			if got := T(l, Key(key), args[i]...); want[i] != "" && got != want[i] {
				t.Errorf("%s in %s: %q, want %q", key, l, got, want[i])
			}
		}
	}
	got := Refusal(CS, telephony.Refusal{Code: telephony.RefusedElsewhere, Name: "203"}, "08:02")
	if want := "Jste přihlášen na telefonu 203 od 08:02. Odhlásit tam a přihlásit zde?"; got != want {
		t.Errorf("D-1: %q, want %q", got, want)
	}
}

// Proves: D-30
func TestFigures(t *testing.T) {
	at := time.Date(2026, 11, 23, 7, 42, 0, 0, time.UTC)
	for got, want := range map[string]string{
		Clock(34 * time.Second): "00:34", Clock(75*time.Minute + 10*time.Second): "75:10", Clock(-time.Second): "00:00",
		Clock(125 * time.Minute): "125:00",
		Stamp(CS, at):            "23.\u00a011.\u00a02026\u00a007:42", Catalogued(at): "23.11.2026 07:42", Stamp(CS, time.Time{}): "–",
		Money(CS, 114900): "1\u00a0149,00\u00a0Kč", Money(CS, -5): "−0,05\u00a0Kč", Money(EN, 123456789): "1\u00a0234\u00a0567.89\u00a0CZK",
		Count(1234567): "1\u00a0234\u00a0567", Count(-1000): "-1\u00a0000", Count(12): "12",
		Bytes(CS, 0): "0\u00a0kB", Bytes(CS, 999_499): "999\u00a0kB", Bytes(EN, 999_500): "1.0\u00a0MB", Bytes(CS, 1_449_000_000): "1,4\u00a0GB", Bytes(CS, 31_900_000_000): "32\u00a0GB",
		Day(CS, at): "pondělí 23.\u00a011.\u00a02026", Day(EN, at): "Monday 23\u00a0Nov\u00a02026",
		Tie(CS, "Volal a v pondělí k nám"): "Volal a\u00a0v\u00a0pondělí k\u00a0nám", Tie(EN, "a call"): "a call", Tie(EN, "after 20 s."): "after 20\u00a0s.", Tie(CS, "po 20 s (7 %) a 5 lidí"): "po 20\u00a0s\u00a0(7\u00a0%) a\u00a05 lidí", Tie(CS, "s"): "s",
		Seconds(CS, 120*time.Millisecond): "120\u00a0ms", Seconds(CS, 4210*time.Millisecond): "4,2\u00a0s", Seconds(EN, 4210*time.Millisecond): "4.2\u00a0s",
		Seconds(CS, 20*time.Second): "20\u00a0s", Seconds(CS, 4*time.Second): "4\u00a0s", Seconds(CS, 75*time.Second): "75\u00a0s",
		Exact(CS, 20031*time.Millisecond): "20,031\u00a0s", Exact(EN, 5*time.Millisecond): "0.005\u00a0s",
		Fold("ŘEHÁČKOVÁ"): "rehackova", Percent(87): "87\u00a0%",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPluralForms(t *testing.T) {
	for n, want := range map[int]string{0: "0 hovorů", 1: "1 hovor", 2: "2 hovory", 4: "4 hovory", 5: "5 hovorů", 22: "22 hovorů"} {
		if got := N(CS, "calls.count", n); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := N(EN, "calls.count", 0); got != "0 calls" {
		t.Errorf("%q", got)
	}
	if got := T(CS, "no.such"); got != "‹no.such›" {
		t.Errorf("an unknown key shows %q", got)
	}
}

// What counts days has the form of the count.
func TestDiskCountsDays(t *testing.T) {
	for days, want := range map[string]string{"1": "asi na 1 den nahrávání.", "3": "asi na 3 dny nahrávání.", "9": "asi na 9 dní nahrávání."} {
		if got, _ := Condition(CS, board.Condition{ID: board.CondDisk, Level: board.Warn, Value: days}); got != "Místo vystačí "+want {
			t.Error(got)
		}
	}
	if got, _ := Condition(CS, board.Condition{ID: board.CondDisk, Level: board.Fault, Value: "statfs: input/output error"}); got != "Nejde zjistit, kolik je na disku místa." {
		t.Errorf("a disk that can't be read: %s", got)
	}
}

func TestConditionsSayRemedies(t *testing.T) {
	for _, level := range []board.Level{board.Good, board.Warn, board.Fault} {
		for _, id := range constants(t, "../../board", "ConditionID") {
			sentence, remedy := Condition(CS, board.Condition{ID: board.ConditionID(id), Level: level, Value: "7"})
			if sentence == "" || strings.ContainsAny(sentence, "‹%!") || (remedy == "") != (level == board.Good) {
				t.Errorf("%s at level %d: %q, %q", id, level, sentence, remedy)
			}
		}
	}
}

// Sentences about the office's faults begin as sentences do: with a capital,
// or with what they are about.
//
// Proves: D-37
func TestFaultsBeginAsSentences(t *testing.T) {
	for _, one := range faults {
		for _, text := range []string{one.cs, one.en} {
			if first := []rune(text)[0]; unicode.IsLower(first) {
				t.Errorf("%s: %s", one.key, text)
			}
		}
	}
}
