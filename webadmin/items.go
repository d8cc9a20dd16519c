package webadmin

import "github.com/spojka/spojka/telephony"

// itemLine is what a caller left in a voicemail, in the plain list.
type itemLine struct {
	telephony.Item
	Listen  string // address of its recording, once it can be played
	Making  bool   // it can be in a moment
	Missing bool   // its file isn't there (S-VM-20)
}

// itemsShown is how many the list shows; the oldest come first.
const itemsShown = 100

// items are those of the queues that the user serves, a supervisor's are all.
func (p *Pages) items(f *frame) []itemLine {
	var all []itemLine
	for _, i := range f.Shot.Items {
		if !f.User.Supervisor && !f.servesQueue(i.Queue) || len(all) == itemsShown {
			continue
		}
		line := itemLine{Item: i}
		if i.Recording != "" {
			_, state := p.Recordings.Find(i.Recording)
			line.Making, line.Missing = state == telephony.RecordingMaking, state == telephony.RecordingMissing
			if state == telephony.RecordingReady {
				line.Listen = "/recordings/" + pathOf(string(i.Recording)) + ".mp3"
			}
		}
		all = append(all, line)
	}
	return all
}
