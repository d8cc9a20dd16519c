// Package hours says when a queue is open: what some opening hours mean on a
// day and at an instant, when that changes next, and how it is told to
// callers. It is the only place that decides so; desk, pages and announcements
// ask it.
//
// The zone is handed in as a *time.Location: it has every change between
// summer and winter time of the past and the future in it, and reading it
// from where the system keeps it is the business of whoever starts the desk
// (the box has time/tzdata linked in).
//
// What a day is: its own day for these hours, else its own day for all, of
// that year before of every year; else a public holiday, on which the queues
// are closed unless their hours say otherwise; else the week. A span over
// midnight belongs to the day on which it begins: the night shift of a Friday
// ends on Saturday, holiday or not. A time of day that the change of the clocks
// leaves out is the moment of the change; of one that comes twice a queue opens
// at the first and closes at the second.
package hours
