package records

import (
	"fmt"
	"time"

	"github.com/spojka/spojka/telephony"
)

// exampleCards is how many customers the example office has.
const exampleCards = 200

// Numbers of the example that tests and the read-me file call from.
const (
	// ExampleCaller is an active company with contacts and an assessment
	// that is overdue.
	ExampleCaller telephony.Number = "+420777123456"
	// ExampleShared stands on two active cards: nobody guesses (D-7).
	ExampleShared telephony.Number = "+420777000222"
	// ExampleInactive stands on one card only, an inactive one (S-MATCH-6).
	ExampleInactive telephony.Number = "+420777000333"
	// ExampleContact stands only at a contact (S-MATCH-10).
	ExampleContact telephony.Number = "+420777000444"
)

// AddExample puts the made-up customers in, the same ones each time; their
// assessments count from this month. Cards that are there already stay.
func (r *Records) AddExample() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var fresh []edit
	for _, c := range exampleCustomers(time.Now()) {
		_, have, err := r.Customer(c.ID)
		if err != nil {
			return err
		}
		if !have {
			c.Revision = 1
			fresh = append(fresh, edit{after: c})
		}
	}
	return r.write(fresh, nil)
}

// exampleCustomers makes the cards 10001 to 10200: the owners of the two
// sites, the special numbers, companies and people.
func exampleCustomers(today time.Time) []telephony.Customer {
	all := make([]telephony.Customer, exampleCards)
	for i := range all {
		all[i] = exampleCard(i, today)
	}
	all[0].Name, all[1].Name = "Správa domů Křenová, s.r.o.", "Karlínské bytové družstvo"
	all[0].Active, all[1].Active = true, true
	special(all, today)
	return all
}

func special(all []telephony.Customer, today time.Time) {
	c := &all[4]
	c.Name, c.Active, c.Site = "Pekárna Na Růžku, s.r.o.", true, "brno"
	c.Phones = []telephony.Number{ExampleCaller, "+420541000004"}
	c.Contacts = []telephony.Contact{
		{Name: "Květa Pekařová", Role: "director", Job: "Jednatelka", Email: "pekarova@example.cz", Phones: []telephony.Number{"+420777000001"}},
		{Name: "Matěj Žďárský", Role: "technician", Job: "Provozní", Email: "zdarsky@example.cz", Phones: []telephony.Number{ExampleContact}},
		{Name: "Alžběta Nejedlá", Role: "finance", Job: "Účetní", Email: "ucetni@example.cz"},
	}
	c.Bills = bills(today, 4, 189000, 1)
	for _, i := range []int{7, 9} {
		all[i].Active, all[i].Site = true, "brno"
		all[i].Phones = []telephony.Number{ExampleShared}
	}
	all[11].Active, all[11].Site = false, "brno"
	all[11].Phones = []telephony.Number{ExampleInactive}
	// As long as names may be, for the pages.
	all[12].Name = "Společenství vlastníků jednotek domu Na Příkopě 1234, Brno-m"
	all[12].Contacts = []telephony.Contact{{Name: "Ing. arch. Magdaléna Štěpánka Třebízská-Wünschová, Ph.D., MBA", Role: "management"}}
}

var (
	examplePeople = [][2]string{
		{"Novák", "Nováková"}, {"Svoboda", "Svobodová"}, {"Dvořák", "Dvořáková"}, {"Černý", "Černá"}, {"Procházka", "Procházková"},
		{"Kučera", "Kučerová"}, {"Veselý", "Veselá"}, {"Horák", "Horáková"}, {"Němec", "Němcová"}, {"Pokorný", "Pokorná"},
		{"Růžička", "Růžičková"}, {"Beneš", "Benešová"}, {"Fiala", "Fialová"}, {"Sedláček", "Sedláčková"}, {"Doležal", "Doležalová"},
		{"Zeman", "Zemanová"}, {"Kolář", "Kolářová"}, {"Čermák", "Čermáková"}, {"Vaněk", "Vaňková"}, {"Říha", "Říhová"},
		{"Šťastný", "Šťastná"}, {"Žák", "Žáková"}, {"Ďurica", "Ďuricová"},
	}
	exampleMen   = []string{"Jiří", "Jan", "Petr", "Tomáš", "Ondřej", "Lukáš", "Řehoř", "Zdeněk", "Štěpán", "Čestmír", "Vojtěch"}
	exampleWomen = []string{"Jana", "Marie", "Eva", "Hana", "Žaneta", "Kateřina", "Věra", "Šárka", "Lucie", "Zdeňka", "Ludmila"}
	exampleFirms = []string{
		"Truhlářství %s", "%s a syn, s.r.o.", "Autoservis %s", "Květinářství %s", "Účetní kancelář %s, s.r.o.", "Elektro %s, a.s.", "Zahradnictví %s",
	}
	exampleStreets = map[telephony.SiteID][]string{
		"brno":  {"Křenová", "Údolní", "Veveří", "Štefánikova", "Lidická", "Cejl", "Merhautova", "Bayerova"},
		"praha": {"Sokolovská", "Křižíkova", "Vinohradská", "Žitná", "Na Poříčí", "Jugoslávská", "Thámova"},
	}
	exampleTowns = map[telephony.SiteID]string{"brno": "602 00 Brno", "praha": "186 00 Praha 8"}
)

// exampleCard is card number i; the steps through the lists have no common
// factor, so that names rarely repeat.
func exampleCard(i int, today time.Time) telephony.Customer {
	site := telephony.SiteID("brno")
	if i%5 == 1 || i%5 == 3 {
		site = "praha"
	}
	streets := exampleStreets[site]
	c := telephony.Customer{
		ID: telephony.CustomerID(fmt.Sprint(10001 + i)), Name: person(i), Active: i%12 != 11, Site: site, Example: true,
		Contract: fmt.Sprintf("S-%d/%04d", 2019+i%7, 100+i*37%9000),
		Address:  fmt.Sprintf("%s %d, %s", streets[i*3%len(streets)], 1+i*7%97, exampleTowns[site]),
		Email:    fmt.Sprintf("zakaznik%d@example.cz", 10001+i),
		Phones:   []telephony.Number{phone(i)},
		Bills:    bills(today, i%5, int64(29900+i*1370%220000), i%4/3),
	}
	if i%7 == 3 {
		c.Phones = append(c.Phones, telephony.Number(fmt.Sprintf("+420541000%03d", i)))
	}
	if i%4 == 2 {
		firm(&c, i)
	}
	return c
}

// phone uses blocks of round numbers that nobody would mind.
func phone(i int) telephony.Number {
	return telephony.Number(fmt.Sprintf("+420%d000%03d", []int{601, 720, 736}[i%3], i))
}

func person(i int) string {
	family := examplePeople[i%len(examplePeople)]
	if i%2 == 0 {
		return exampleWomen[i/2%len(exampleWomen)] + " " + family[1]
	}
	return exampleMen[i/2%len(exampleMen)] + " " + family[0]
}

func firm(c *telephony.Customer, i int) {
	c.Name = fmt.Sprintf(exampleFirms[i/4%len(exampleFirms)], examplePeople[i*5%len(examplePeople)][0])
	roles := []string{"finance", "director", "management", "marketing", "sales", "technician"}
	for k := range 1 + i%3 {
		c.Contacts = append(c.Contacts, telephony.Contact{
			Name: person(i*11 + k*3 + 1), Role: roles[(i+k)%len(roles)],
			Email:  fmt.Sprintf("kontakt%d.%d@example.cz", 10001+i, k+1),
			Phones: []telephony.Number{telephony.Number(fmt.Sprintf("+42060%d000%03d", 2+k, i))},
		})
	}
}

// bills are assessments of the last months, due on the 15th of the next; the
// newest is not due yet, and late of those before it were never paid.
func bills(today time.Time, count int, amount int64, late int) (all []telephony.Assessment) {
	first := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
	for k := range count {
		month := first.AddDate(0, -k, 0)
		all = append(all, telephony.Assessment{
			Period: month.Format("01/2006"), Text: "Předpis úhrady za služby", Due: month.AddDate(0, 1, 14),
			Amount: amount, Paid: k > late,
		})
	}
	if late > 0 && count > 1 {
		all[1].Due = first.AddDate(0, 0, -17) // overdue on every day of the month
	}
	return all
}
