package webadmin

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/webadmin/lang"
)

// Every key that a template or a handler asks for has a text, and no Czech
// stands outside the texts.
func TestEveryKeyThatIsAskedForExists(t *testing.T) {
	asked := regexp.MustCompile(`\.[TN] "([^"]+)"`)
	inGo := regexp.MustCompile(`\.(?:T|N|Sentence|fail)\((?:w, r, [^"]+)?"([^"]+)"[,)]`)
	czech := regexp.MustCompile(`[ěščřžýůťďňĚŠČŘŽÝŮŤĎŇ]`)
	files, _ := filepath.Glob("templates/*.html")
	code, _ := filepath.Glob("*.go")
	scripts, _ := filepath.Glob("look/*.js")
	for _, name := range append(append(files, code...), scripts...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("Čeština", "", "číselník", "").Replace(string(content))
		if at := czech.FindStringIndex(text); at != nil {
			t.Errorf("%s holds Czech: …%s", name, text[max(0, at[0]-30):min(len(text), at[1]+30)])
		}
		for _, m := range append(asked.FindAllStringSubmatch(text, -1), inGo.FindAllStringSubmatch(text, -1)...) {
			if !lang.Has(lang.Key(m[1])) {
				t.Errorf("%s asks for %q, which has no text", name, m[1])
			}
		}
	}
}

// No text lies about that nothing asks for: by its key, or by the two parts of
// it that are put together where a code has its sentence.
func TestEveryTextIsAskedFor(t *testing.T) {
	quoted, entry := regexp.MustCompile("[\"`]([a-zA-Z0-9 ,._-]+)[\"`]"), regexp.MustCompile(`(?m)^\t\{"([^"]+)", *`)
	said, keys := make(map[string]bool), []string(nil)
	for _, root := range []string{".", "../telephony", "../board", "../firmware"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if ext := filepath.Ext(name); err != nil || strings.HasSuffix(name, "_test.go") || ext != ".go" && ext != ".html" && ext != ".js" {
				return err
			}
			content, err := os.ReadFile(name)
			text := string(content)
			if strings.HasPrefix(name, "lang/") {
				for _, m := range entry.FindAllStringSubmatch(text, -1) {
					keys = append(keys, m[1])
				}
				text = entry.ReplaceAllString(text, "")
			}
			for _, m := range quoted.FindAllStringSubmatch(text, -1) {
				said[m[1]] = true
				for _, word := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == ',' }) {
					said[word] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(keys) < 1000 {
		t.Fatalf("only %d texts are found", len(keys))
	}
	for _, k := range keys {
		if !strings.Contains(k, " ") && !said[k] && !inParts(k, said) { // with a space: what the board said, in its words
			t.Errorf("nothing asks for %q", k)
		}
	}
}

// inParts says that a key's beginning and its end are both said somewhere.
func inParts(key string, said map[string]bool) bool {
	number := regexp.MustCompile(`^\d*$`)
	unsaid := func(word string) bool { return !said[word] && !number.MatchString(word) }
	for i, r := range key {
		if r != '.' && r != '-' || !said[key[:i+1]] && (r == '-' || !said[key[:i]]) {
			continue
		}
		end := key[i+1:]
		for _, more := range []string{"", ".remedy", ".good", ".bad", ".title", ".text", ".new", ".hint"} {
			if one, ok := strings.CutSuffix(end, more); ok && !slices.ContainsFunc(strings.Split(one, ","), unsaid) {
				return true
			}
		}
	}
	return false
}

// No rule of the style sheets is for a class that nothing on a page has. Rhythms
// of lamps are put together.
func TestEveryStyledClassIsOnAPage(t *testing.T) {
	read := func(pattern string) (all string) {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all += string(content) + "\n"
		}
		return all
	}
	on := make(map[string]bool)
	given := regexp.MustCompile(`class="((?:\{\{.*?\}\}|[^"])*)"|(?:className = |classList\.(?:add|toggle)\(|Crowd = )"([^"]*)"`)
	filled := regexp.MustCompile(`\{\{[^"{}]*\}\}|\{\{.*?"([a-z -]*)".*?\}\}`)
	for _, m := range given.FindAllStringSubmatch(read("templates/*.html")+read("look/*.js")+read("ladderdraw.go"), -1) {
		for _, class := range strings.Fields(filled.ReplaceAllString(m[1], " $1 ") + " " + m[2]) {
			on[class] = true
		}
	}
	sheets := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(read("look/*.css"), "")
	sheets = regexp.MustCompile(`\{[^{}]*\}`).ReplaceAllString(sheets, "{}")
	for _, m := range regexp.MustCompile(`\.([a-zA-Z][\w-]*)`).FindAllStringSubmatch(sheets, -1) {
		if !on[m[1]] && !strings.HasPrefix(m[1], "rhythm-") {
			t.Errorf("nothing has the class %q", m[1])
			on[m[1]] = true
		}
	}
}

// Every page, in both languages, holds no unfilled text ([visit.read] looks).
func TestEveryPageInBothLanguages(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(60)
	v.signIn("spravce")
	for _, language := range []string{"en", "cs"} {
		v.post("/language", "language", language)
		for _, path := range allPages {
			if code, body := v.get(path); code != 200 || !strings.Contains(body, `lang="`+language+`"`) {
				t.Errorf("%s in %s: %d", path, language, code)
			}
		}
	}
}

var allPages = []string{
	"/overview", "/audit", "/calls", "/calls?period=all&result=unprocessed", "/calls/2-000001?period=all", "/calls/2-000001/signals", "/settings/seats/203/signals", "/settings/trunks/hlavni/signals", "/wall", "/panel", "/phones", "/health", "/account",
	"/customers/new", "/customers/100482", "/settings/people", "/settings/people/new", "/settings/people/jana", "/settings/seats", "/settings/seats/203",
	"/settings/queues", "/settings/queues/podpora", "/settings/voicemails", "/settings/voicemails/new", "/settings/trunks", "/settings/trunks/hlavni", "/settings/numbers", "/settings/numbers/+420545000210",
	"/settings/trees", "/settings/trees/p", "/settings/breaks", "/settings/breaks/ukol", "/settings/sites", "/settings/sites/brno", "/settings/hours", "/settings/hours/new", "/settings/days", "/settings/days/new",
	"/settings/outward", "/settings/mail", "/settings/storage", "/settings/queues/new", "/settings/seats/new", "/settings/trunks/new", "/settings/numbers/new", "/settings/trees/new", "/settings/breaks/new", "/settings/sites/new",
	"/settings/signals", "/settings/processing", "/refused", "/refused/2",
}
