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
		Decline:  func(call telephony.LegID, why string) { b.line.Decline(call, why) },
		Say:      b.refusalFor,
	})
}

// refusalFor is the sentence of a refusal in an agent's language.
func (b *box) refusalFor(id telephony.AgentID, r telephony.Refusal) string {
	l := lang.Langs[0]
	for _, a := range b.cfg.Office().Agents {
		if a.ID == id && a.Lang == string(lang.EN) {
			l = lang.EN
		}
	}
	return lang.Refusal(l, r, "")
}
