package telephony

import "time"

// Customer is a card of the customer book.
type Customer struct {
	ID       CustomerID   `json:"id"` // customer number
	Name     string       `json:"name"`
	Active   bool         `json:"active"` // S-MATCH-2
	Site     SiteID       `json:"site"`
	Contract string       `json:"contract,omitempty"`
	Address  string       `json:"address,omitempty"`
	Email    string       `json:"email,omitempty"`
	Note     string       `json:"note,omitempty"`
	Phones   []Number     `json:"phones,omitempty"` // the first is the main number (S-REPL-2)
	Contacts []Contact    `json:"contacts,omitempty"`
	Bills    []Assessment `json:"bills,omitempty"`
	Example  bool         `json:"example,omitempty"`
	Revision int          `json:"revision,omitempty"`
}

// Contact is a person at a customer (module KONTAKTY).
type Contact struct {
	Name   string   `json:"name"`
	Role   string   `json:"role,omitempty"` // finance, director, management, marketing, sales, technician
	Job    string   `json:"job,omitempty"`
	Email  string   `json:"email,omitempty"`
	Phones []Number `json:"phones,omitempty"`
}

// Assessment is a billed item (předpis úhrad). Amount in hundredths of the
// currency.
type Assessment struct {
	Period string    `json:"period"` // "11/2026"
	Text   string    `json:"text"`
	Due    time.Time `json:"due"`
	Amount int64     `json:"amount"`
	Paid   bool      `json:"paid"`
}

// CustomerRef is what a call carries of a customer: enough to show a line.
type CustomerRef struct {
	ID      CustomerID `json:"id"`
	Name    string     `json:"name"` // "Company (contact)" where found by a contact (S-MATCH-10)
	Active  bool       `json:"active"`
	Site    SiteID     `json:"site,omitempty"`
	Address string     `json:"address,omitempty"`
}
