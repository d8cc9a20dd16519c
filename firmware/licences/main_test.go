package main

import "testing"

func TestLicencesAreKnownByTheirWords(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted,\n free of charge, to any": "MIT",
		"   Apache License\n Version 2.0":                        "Apache-2.0",
		"all rights reserved":                                    "",
		"":                                                       "",
	} {
		if got := nameOf([]byte(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
