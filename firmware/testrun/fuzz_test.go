package main

import "testing"

// The end of a target's time is no find; a find is one, also at the end.
func TestOnlyTimeUp(t *testing.T) {
	const fuzzing = "fuzz: elapsed: 0s, gathering baseline coverage: 4/4 completed, now fuzzing with 2 workers\n"
	for out, want := range map[string]bool{
		fuzzing + "--- FAIL: FuzzEvent (4.70s)\n    context deadline exceeded\nFAIL\n":                                                     true,
		fuzzing + "--- FAIL: FuzzEvent (4.70s)\n    context deadline exceeded\n    Failing input written to testdata/fuzz/FuzzEvent/1\n":   false,
		fuzzing + "--- FAIL: FuzzEvent (4.70s)\n    --- FAIL: FuzzEvent (0.00s)\n    Failing input written to testdata/fuzz/FuzzEvent/1\n": false,
		"--- FAIL: TestOther (4.70s)\n    context deadline exceeded\nFAIL\n":                                                               false,
		"": false,
	} {
		if got := onlyTimeUp([]byte(out)); got != want {
			t.Errorf("%v for\n%s", got, out)
		}
	}
}
