package lamp

import "github.com/spojka/spojka/telephony"

// Lamps are dimmed between these hours, where the office names no others.
const (
	nightFrom = 22
	nightTill = 6
)

// NightHours are the hours between which lamps are dimmed.
func NightHours(f telephony.Front) (from, till int) {
	if f.DimFrom == f.DimTill {
		return nightFrom, nightTill
	}
	return f.DimFrom, f.DimTill
}

// Night says whether lamps are dimmed at an hour of the office's clock.
func Night(f telephony.Front, hour int, queues []telephony.QueueView) bool {
	from, till := NightHours(f)
	switch {
	case f.Bright:
		return false
	case f.DimClosed && allClosed(queues):
		return true
	case from < till:
		return hour >= from && hour < till
	}
	return hour >= from || hour < till
}

func allClosed(queues []telephony.QueueView) bool {
	for _, q := range queues {
		if !q.Closed && !q.Disabled {
			return false
		}
	}
	return len(queues) > 0
}
