package audio

import "time"

// Score estimates how people would judge telephone sound: hundredths of MOS,
// 100 (bad) to 450, 0 when nothing came. It is the E-model (ITU-T G.107) with
// its default values, in thousandths of R: what is lost (G.113: G.711 with
// the hole covered up, Bpl 25.1), and the delay beyond it (round trip, the
// jitter that has to be waited for, packets).
func Score(received, lost uint64, jitter, round time.Duration) int {
	if received == 0 {
		return 0
	}
	const best = 93_200
	return opinion(best - delayed(round/2+2*jitter+packets) - holes(received, lost))
}

// packets is the delay that comes with packets of 20 ms: one is being filled,
// one waits to be played.
const packets = 40 * time.Millisecond

// delayed is Id of G.107, simplified: little until 177.3 ms, much beyond.
func delayed(d time.Duration) int64 {
	us := min(max(d, 0), 2*time.Second).Microseconds()
	return 24*us/1000 + 110*max(us-177_300, 0)/1000
}

// holes is Ie,eff of G.107 for lost packets that are not in bursts.
func holes(received, lost uint64) int64 {
	for received|lost > 1<<40 {
		received, lost = received>>1, lost>>1
	}
	perCent := int64(lost * 100_000 / (received + lost)) // thousandths
	return 95_000 * perCent / (perCent + 25_100)
}

// opinion turns R into MOS (G.107 Annex B).
func opinion(r int64) int {
	switch {
	case r <= 0:
		return 100
	case r >= 100_000:
		return 450
	}
	return int(max(100+35*r/10_000+7*r/1000*(r-60_000)/1000*(100_000-r)/1000/10_000, 100))
}
