package main

import (
	"fmt"
	"strings"
	"testing"
)

// Each case is what go test -json prints, and what it must count as.
func TestEventsAreCounted(t *testing.T) {
	for name, c := range map[string]struct {
		events string
		want   tally
	}{
		"a pass, its subtest not counted": {`
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA/sub"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p"}`, tally{passed: 1}},
		"a failure is counted once": {`
{"Action":"output","Package":"p","Test":"TestA","Output":"bad\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Output":"FAIL\n"}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
{"Action":"fail","Package":"p"}`, tally{failed: 1}},
		"a package that dies without a test": {`
{"Action":"output","Package":"p","Output":"panic: boom\n"}
{"Action":"fail","Package":"p"}`, tally{failed: 1}},
		"a package that doesn't build": {`
{"ImportPath":"p [p.test]","Action":"build-output","Output":"undefined: x\n"}
{"ImportPath":"p [p.test]","Action":"build-fail"}
{"Action":"output","Package":"p","Output":"FAIL\tp [build failed]\n"}
{"Action":"fail","Package":"p"}`, tally{failed: 1}},
		"a skip": {`
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p"}`, tally{skipped: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CI", "")
			var got tally
			follow(strings.NewReader(strings.TrimSpace(c.events)+"\n"), &got)
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// In CI only what is for another time or place may leave itself out.
func TestNothingIsLeftOutInCI(t *testing.T) {
	for why, want := range map[string]tally{
		"only in make soak":                     {skipped: 1},
		"make bench runs it":                    {skipped: 1},
		"runs in the guest: see TestGuestBoard": {skipped: 1},
		"is a part of TestDogInGuest":           {skipped: 1},
		"sipp is missing":                       {failed: 1},
		"":                                      {failed: 1},
	} {
		events := fmt.Sprintf("{\"Action\":\"output\",\"Package\":\"p\",\"Test\":\"TestA\",\"Output\":%q}\n{\"Action\":\"skip\",\"Package\":\"p\",\"Test\":\"TestA\"}\n", why+"\n")
		for ci, want := range map[string]tally{"true": want, "": {skipped: 1}} {
			t.Setenv("CI", ci)
			var got tally
			if follow(strings.NewReader(events), &got); got != want {
				t.Errorf("CI=%s, %q: got %+v, want %+v", ci, why, got, want)
			}
		}
	}
}

func TestPartsAreChosenByName(t *testing.T) {
	for names, want := range map[string]string{"": "setup checks unit fuzz peers browser kills guest image", "kills,unit": "kills unit", "units": "", "unit,": ""} {
		chosen, err := choose(names)
		var got []string
		for _, p := range chosen {
			got = append(got, p.name)
		}
		if strings.Join(got, " ") != want || (err == nil) != (want != "") {
			t.Errorf("%q chooses %s, %v", names, got, err)
		}
	}
}
