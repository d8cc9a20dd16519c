package media

import (
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// coders are what it takes to hear and to speak G.722, where the other side
// doesn't. A byte of it lasts as long as one of G.711, so numbers and
// timestamps are the same.
type coders struct {
	in  audio.Decoder
	out audio.Encoder
}

// wide gives a leg its coders, once.
func (l *leg) wide() *coders {
	if l.coders == nil {
		l.coders = new(coders)
	}
	return l.coders
}

// recode changes sound in place from the codec in which one leg sent it to
// that of the leg it goes to. From nil, it is the house's own: A-law.
func (s *sound) recode(b []byte, from *leg, codec telephony.Codec, to *leg) {
	switch want := to.sound.Codec; {
	case codec == want:
	case codec != telephony.G722 && want != telephony.G722:
		audio.Convert(b, codec, want)
	default:
		pcm := s.pcm[:len(b)]
		if codec == telephony.G722 {
			from.wide().in.Decode(pcm, b, codec)
		} else {
			audio.Decode(pcm, b, codec)
		}
		to.wide().out.Encode(b, pcm, want)
	}
}
