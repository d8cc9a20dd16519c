package exchange

import "github.com/spojka/spojka/telephony"

// Tell answers a phone's call that has pressed a key, says a prompt and hangs
// up (P-STAR). It isn't a call of the desk's. Without a port the phone is only
// answered.
func (x *Exchange) Tell(call telephony.LegID, prompt string) {
	x.news(call, func() {
		x.withPort(call, false, func(port telephony.MediaPort) {
			x.legs[call] = &leg{says: prompt}
			x.lines.Speak(call, port)
		}, func() {
			x.count(func(f *Figures) { f.Portless++ })
			x.lines.Done(call)
		})
	})
}

// speak says to a phone that was answered what it is to hear. False: it is
// none of these.
func (x *Exchange) speak(l telephony.LegID, s telephony.Sound) bool {
	known := x.legs[l]
	if known == nil || known.says == "" {
		return false
	}
	x.aim(l, s)
	x.media.Say(l, known.says)
	return true
}

// toldAll hangs up on a phone that has heard it. False: it is none of these.
func (x *Exchange) toldAll(l telephony.LegID) bool {
	known := x.legs[l]
	if known == nil || known.says == "" {
		return false
	}
	x.lines.Hang(l, telephony.BySystem)
	x.forget(l)
	return true
}
