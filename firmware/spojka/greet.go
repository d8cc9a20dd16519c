package main

import (
	"fmt"
	"log/slog"
	"os"

	"github.com/spojka/spojka/telephony"
)

// greet prints what was opened, once in the life of a box: a brain that came
// back after its death says nothing.
func (b *box) greet() {
	note := b.s.path("run", "greeted") // taken away by run when it starts
	if _, err := os.Stat(note); err == nil {
		return
	}
	if err := os.WriteFile(note, nil, 0o600); err != nil {
		slog.Warn("the greeting will be repeated", "err", err)
	}
	host := b.s.reachable()
	fmt.Printf("Spojka is running.\n  page   http://%s\n  SIP    %s (UDP and TCP)\n  data   %s\n",
		joined(host.String(), b.s.webPort), joined(b.s.listen, b.s.sipPort), b.s.data)
	if c := b.sound.client.Load(); c != nil && !c.Health().RealTime {
		fmt.Printf("  sound  %s\n", c.Health().Why)
	}
	if !b.cfg.NeedsAdmin() {
		return
	}
	b.greetAdmin(b.cfg.SetupCode())
	if words := b.cfg.FirstPasswords(); len(words) > 0 {
		b.greetExample(words)
	}
}

func (b *box) greetExample(words map[telephony.AgentID]string) {
	fmt.Print("\nThe example office has these operators:\n")
	for _, a := range b.cfg.Office().Agents {
		if w := words[a.ID]; w != "" {
			fmt.Printf("  %-6s password %s\n", a.ID, w)
		}
	}
	fmt.Print("\nSign in, sit down at seat 201, go on air, and let a customer ring in:\n  build/spojka call\n")
}

// greetAdmin prints the link of the first administrator, a new one when the
// last was guessed at too often.
func (b *box) greetAdmin(code string) {
	fmt.Printf("\nMake the first administrator (the link works once):\n  http://%s/start?code=%s\n", joined(b.s.reachable().String(), b.s.webPort), code)
}
