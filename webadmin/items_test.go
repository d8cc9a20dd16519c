package webadmin

import (
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Proves: S-VM-6, S-LINE-6, S-LINE-9, S-VM-16
// What callers left stands in a plain list with the voicemail's name and kind,
// and is marked as done; the operator whose ring it ended is told where the
// call went.
func TestItemsAreListedAndDone(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	call := telephony.CallID(telephony.Compose(3, 7))
	v.box.change(func(s *telephony.Snapshot) {
		s.Items = []telephony.Item{
			{Call: call, Kind: telephony.Message, VoicemailName: "Vzkazy podpory", Queue: "podpora", QueueName: "Technická podpora", From: "+420606000327", At: v.box.Now().Wall, Length: 17 * time.Second, Recording: call.Recording(1)},
			{Call: call + 1, Kind: telephony.CallBack, VoicemailName: "Zpětné volání", Queue: "podpora", From: "+420608000914", At: v.box.Now().Wall},
			{Call: call + 2, Kind: telephony.CallBack, VoicemailName: "Cizí fronta", Queue: "jina", At: v.box.Now().Wall},
		}
		v.box.agent(s, "jana").Notice = telephony.Notice{Kind: telephony.NoticeVoicemail, Name: "Vzkazy podpory", At: v.box.Now()}
	})
	body := v.see("/centre", "Hovory v záznamníku", "Vzkazy podpory", "vzkaz", "00:17", "žádost o zavolání", ">Hotovo<", "Hovor byl přepojen na: Vzkazy podpory")
	if strings.Contains(body, "Cizí fronta") {
		t.Error("an item of a queue that she doesn't serve is shown")
	}
	v.post("/centre/close-item", "call", call.String())
	if w, ok := v.box.last().(telephony.CloseItem); !ok || w.Call != call || w.Agent != "jana" {
		t.Errorf("asked %+v", v.box.last())
	}
	v.box.change(func(s *telephony.Snapshot) { v.box.agent(s, "jana").Notice.Name = "" })
	v.see("/centre", "Hovor byl přepojen na záznamník")
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedItemGone}
	_, body = v.post("/centre/close-item", "call", call.String())
	v.holds(body, "Tuto položku už dokončil někdo jiný.")
}

func TestVoicemailIsSetUp(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	v.post("/settings/voicemails/new", "voicemailName", "Vzkazy podpory", "lang", "en", "longest", "60")
	v.post("/settings/queues/podpora", "name", "Podpora", "voicemail", "vzkazy-podpory", "keys", "both", "offerAfter", "45", "full", "leave message", "tooLong", "apology", "maxWaiting", "3", "maxWait", "90")
	o := v.box.Office()
	q := o.Queues[0]
	if len(o.Voicemails) != 1 || o.Voicemails[0].Lang != "en" || q.Voicemail != o.Voicemails[0].ID || q.Keys != telephony.KeysBoth || q.OfferAfter != 45 {
		t.Errorf("%+v\n%+v", o.Voicemails, q)
	}
	if q.Full.Leave != telephony.Message || !q.TooLong.Apology {
		t.Errorf("%+v", q)
	}
	_, body := v.post("/settings/voicemails/vzkazy-podpory/delete")
	v.holds(body, "Používá to fronta Podpora.")
	_, body = v.post("/settings/queues/podpora", "name", "Podpora", "keys", "both")
	v.holds(body, "Volající mají něco nechat v záznamníku.")
}
