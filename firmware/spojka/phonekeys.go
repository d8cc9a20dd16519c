package main

import (
	"github.com/spojka/spojka/board/deskphone"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// deskPhones are the lamps and keys of desk phones.
func (b *box) deskPhones() *deskphone.Phones {
	return deskphone.New(deskphone.Options{
		Snapshot: b.x.Snapshot,
		Ask:      b.x.AskByPhone,
		Done:     func(call telephony.LegID) { b.line.Done(call) },
		Decline:  func(call telephony.LegID, status int, why string) { b.line.Decline(call, status, why) },
		Tell: func(call telephony.LegID, to telephony.AgentID, prompt string) {
			b.x.Tell(call, prompt+"-"+string(b.langOf(to)))
		},
		Say: b.refusalFor,
	})
}

// refusalFor is the sentence of a refusal in an agent's language.
func (b *box) refusalFor(id telephony.AgentID, r telephony.Refusal) string {
	return lang.Refusal(b.langOf(id), r, "")
}

// langOf is an agent's language.
func (b *box) langOf(id telephony.AgentID) lang.Lang {
	for _, a := range b.cfg.Office().Agents {
		if a.ID == id && a.Lang == string(lang.EN) {
			return lang.EN
		}
	}
	return lang.Langs[0]
}
