package main

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/hours"
)

// calendar tells the pages what opening hours mean, also those that somebody
// is about to set.
type calendar struct{}

func (calendar) Day(o *telephony.Office, id telephony.HoursID, date string) telephony.DayPlan {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return telephony.DayPlan{Date: date}
	}
	return hours.New(o, zoneOf(o)).Day(id, hours.DateOf(at, time.UTC))
}

func (calendar) At(o *telephony.Office, id telephony.HoursID, at time.Time) (open bool, next time.Time) {
	return hours.New(o, zoneOf(o)).At(id, at)
}

// zoneOf is the office's zone; the configuration has checked it.
func zoneOf(o *telephony.Office) *time.Location {
	if z, err := time.LoadLocation(o.Zone); err == nil {
		return z
	}
	return time.UTC
}
