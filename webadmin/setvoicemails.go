package webadmin

import (
	"cmp"
	"strings"

	"github.com/spojka/spojka/telephony"
)

var voicemails = kind{name: "voicemails", rows: voicemailRows, fields: voicemailFields, write: writeVoicemail, remove: removeVoicemail}

func voicemailRows(f *frame) []row {
	var all []row
	for _, v := range f.Office.Voicemails {
		r := row{ID: string(v.ID), Name: voicemailName(v)}
		var of []string
		for _, q := range f.Office.Queues {
			if q.Voicemail == v.ID {
				of = append(of, q.Name)
			}
		}
		r.Small = strings.Join(of, ", ")
		all = append(all, r)
	}
	return all
}

// voicemailName names one without a name by its id.
func voicemailName(v telephony.Voicemail) string {
	if v.Name == "" {
		return string(v.ID)
	}
	return v.Name
}

func voicemailOptions(o telephony.Office) []option {
	var all []option
	for _, v := range o.Voicemails {
		all = append(all, option{Value: string(v.ID), Text: voicemailName(v)})
	}
	return all
}

// keys are what a queue's callers may press.
func (f *frame) keys() []option {
	return []option{
		{Value: string(telephony.KeysMessage), Text: f.T("keys.message")},
		{Value: string(telephony.KeysCallBack), Text: f.T("keys.call-back")},
		{Value: string(telephony.KeysBoth), Text: f.T("keys.both")},
	}
}

func voicemailFields(f *frame, id string) ([]field, bool) {
	v, ok := edited(f.Office.Voicemails, id, voicemailID)
	return []field{
		f.field("text", "voicemailName", v.Name), f.pick("lang", cmp.Or(v.Lang, "cs"), "", languages),
		f.number("longest", int(v.Longest), "unit.s"),
	}, ok
}

func writeVoicemail(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	one := telephony.Voicemail{
		ID: telephony.VoicemailID(id), Name: v.text("voicemailName", 60), Lang: v.sent.Get("lang"), Longest: v.seconds("longest"),
	}
	i := placeOf(o.Voicemails, id, voicemailID)
	if i < 0 {
		one.ID = freshID(o.Voicemails, one.Name, voicemailID)
	}
	o.Voicemails = placed(o.Voicemails, i, one)
	return string(one.ID), v.wrong
}

func removeVoicemail(f *frame, o *telephony.Office, id string) string {
	for _, q := range o.Queues {
		if string(q.Voicemail) == id || string(q.Closed.Voicemail) == id {
			return f.T("used.queue", q.Name)
		}
	}
	o.Voicemails = without(o.Voicemails, id, voicemailID)
	return ""
}
