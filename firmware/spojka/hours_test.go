package main

import (
	"bytes"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/sim"
)

// closedNow changes the example office for these tests: Podpora is open on one
// day of the week, three days from now, from 8:00 to 16:30; whatever the time,
// it is closed.
func closedNow(leave telephony.Keys) (change func(*telephony.Office), open time.Weekday) {
	open = time.Now().AddDate(0, 0, 3).Weekday()
	return func(o *telephony.Office) {
		h := telephony.Hours{ID: "kancelar", Name: "Kancelář", OnHolidays: true}
		h.Week[(int(open)+6)%7] = []telephony.Span{{From: 8 * 60, Till: 16*60 + 30}}
		o.Hours = []telephony.Hours{h}
		o.Voicemails = []telephony.Voicemail{{ID: "zpet", Name: "Zpětné volání"}}
		rehearse(func(q *telephony.Queue) {
			q.Hours, q.Voicemail, q.Closed.Leave = "kancelar", "zpet", leave
		})(o)
	}, open
}

// heardPrompt says whether a prompt of the box is in what was heard, by the
// sound itself: most of its pieces of 20 ms. A busy computer may leave some out.
func heardPrompt(t testing.TB, heard []int16, name string) bool {
	t.Helper()
	wav, err := os.ReadFile(filepath.Join("..", "..", "telephony", "media", "prompts", name+".wav"))
	if err != nil {
		t.Fatal(err)
	}
	law := make([]byte, len(heard))
	for i, sample := range heard {
		law[i] = audio.EncodeA(sample)
	}
	said := wav[bytes.Index(wav, []byte("data"))+8:]
	const piece = 160
	found, all := 0, 0
	for ; len(said) >= piece; said = said[piece:] {
		distinct := map[byte]bool{}
		for _, b := range said[:piece] {
			distinct[b] = true
		}
		if len(distinct) < 20 {
			continue // silence would be found anywhere
		}
		all++
		if bytes.Contains(law, said[:piece]) {
			found++
		}
	}
	return all > 0 && found*2 > all
}

// Proves: S-CB-5, S-CB-6, S-CB-7, S-VM-9, S-VM-10, D-13, D-20, D-36
// Out of hours a caller hears the hours, presses 0 beside the sound (RFC 4733),
// is told that he will be called back and hung up on; the request is in the
// list. Another presses nothing and is hung up on. A third, whose number is
// withheld, types one, hears it read back and confirms it. None was offered.
func TestBoxOutOfHours(t *testing.T) {
	t.Parallel()
	change, open := closedNow(telephony.KeysCallBack)
	b := newBox(t, "127.62.1.1", "127.62.1.2", change).start("--sim=false")
	o := b.open("203")
	caller := o.call("800100200")
	day := "on-day-" + string('0'+rune((int(open)+6)%7+1)) + "-cs"
	b.until("the hours", func() bool {
		heard := caller.Heard()
		return heardPrompt(t, heard, "closed-cs") && heardPrompt(t, heard, day) && heardPrompt(t, heard, "minute-30-cs")
	})
	caller.Press("0")
	b.until("an item in the list", func() bool { return len(b.snapshot().Items) == 1 })
	over(t, "the caller who is to be called back", caller)
	if !heardPrompt(t, caller.Heard(), "call-back-taken-cs") {
		t.Error("he wasn't told that his request was taken")
	}
	if i := b.snapshot().Items[0]; i.Kind != telephony.CallBack || i.From != "+420777123456" || i.VoicemailName != "Zpětné volání" {
		t.Errorf("the list has %+v", i)
	}
	silent := o.call("800100200")
	hidden, err := o.trunk.Call(soon(t), "800100200", sim.CallOptions{From: "anonymous"})
	if err != nil {
		t.Fatal(err)
	}
	b.until("the offer of the key", func() bool { return heardPrompt(t, hidden.Heard(), "closed-call-back-cs") })
	hidden.Press("0")
	b.until("the question for a number", func() bool { return heardPrompt(t, hidden.Heard(), "type-number-cs") })
	hidden.Press("602123456#")
	b.until("the number read back", func() bool {
		return heardPrompt(t, hidden.Heard(), "digit-6-cs") && heardPrompt(t, hidden.Heard(), "number-right-cs")
	})
	hidden.Press("#")
	over(t, "the caller who typed his number", hidden)
	over(t, "the caller who pressed nothing", silent)
	if !heardPrompt(t, silent.Heard(), "goodbye-cs") || heardPrompt(t, silent.Heard(), "call-back-taken-cs") {
		t.Error("who pressed nothing heard no good-bye, or that he would be called back")
	}
	items := b.snapshot().Items
	if len(items) != 2 || items[1].From != "+420602123456" {
		t.Errorf("the list has %+v", items)
	}
	for _, q := range b.snapshot().Queues {
		if q.ID == "podpora" && (!q.Closed || q.Offered != 0 || q.OutOfHours != 3 || q.OutOfHoursLeft != 2) {
			t.Errorf("the queue's figures: %+v", q)
		}
	}
	b.quiet()
}

// Proves: D-41, P-STAR-1
// From a phone the receptionist, who has the right, opens the closed office by
// star code, and hears so; a customer is put through. The box starts anew, and
// it is open still. By the key of that name she lets it go. Who has no right to
// it is refused in words.
func TestBoxNightSwitchByPhone(t *testing.T) {
	t.Parallel()
	change, _ := closedNow(telephony.KeysOff)
	b := newBox(t, "127.62.2.1", "127.62.2.2", func(o *telephony.Office) {
		change(o)
		for i := range o.Agents {
			o.Agents[i].Night = o.Agents[i].ID == "jana"
		}
	}).start("--sim=false")
	o := b.open("203", "204")
	press := func(phone *sim.Phone, name string) (code int, why string, heard []int16) {
		t.Helper()
		c, err := phone.Call(soon(t), name, sim.CallOptions{})
		if err != nil {
			t.Fatal(err)
		}
		over(t, "the phone that called "+name, c)
		code, why = c.End()
		return code, why, c.Heard()
	}
	phone := func(seat telephony.SeatID, at string) *sim.Phone {
		return b.phone(sim.Options{Local: netip.MustParseAddr(at), User: string(seat), Password: b.passwords[seat]})
	}
	jana, eva := phone("203", "127.62.2.8"), phone("204", "127.62.2.9")
	night := func() telephony.QueueView {
		for _, q := range b.snapshot().Queues {
			if q.ID == "podpora" {
				return q
			}
		}
		return telephony.QueueView{}
	}
	if code, why, _ := press(eva, "*52"); code != 403 || why == "" || night().Night.Hold != telephony.HoldNot {
		t.Errorf("without the right: %d, %s, %+v", code, why, night())
	}
	code, why, heard := press(jana, "*52")
	if q := night(); code != 0 || q.Closed || q.Night.Hold != telephony.HoldOpen || q.Night.By != "jana" || q.Night.Until.IsZero() {
		t.Errorf("opened by star code: %d, %s, %+v", code, why, q)
	}
	if !heardPrompt(t, heard, "night-open-cs") {
		t.Error("the phone wasn't told that it is open")
	}
	b.again("brain")
	b.until("the queue held open by the next brain", func() bool {
		s, err := b.control.Snapshot()
		return err == nil && slices.ContainsFunc(s.Queues, func(q telephony.QueueView) bool { return q.Night.Hold == telephony.HoldOpen })
	})
	c := o.talking("203")
	c.caller.HangUp()
	over(t, "the operator", c.called)
	if code, why, heard = press(jana, "night-podpora"); code != 0 || !night().Closed || !heardPrompt(t, heard, "night-off-cs") {
		t.Errorf("let go by its key: %d, %s, %+v", code, why, night())
	}
}
