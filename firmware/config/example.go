package config

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// exampleOffice is what a new box begins with, to be removed by one click:
// two sites, three operators, four seats, two queues with their reasons.
func exampleOffice() telephony.Office {
	both := []telephony.QueueID{"podpora", "uctarna"}
	return telephony.Office{
		Version: 1, Country: "CZ", Zone: "Europe/Prague", Example: true,
		Sites: []telephony.Site{
			{ID: "brno", Name: "Brno – Křenová", Owner: "10001"},
			{ID: "praha", Name: "Praha – Karlín", Owner: "10002"},
		},
		Queues: []telephony.Queue{
			{
				ID: "podpora", Name: "Podpora", Number: "+420800100200", RingTime: 20, AnyAfter: 120, ShowOverflow: true,
				TreeIn: "podpora", Greeting: "greeting-cs", Music: "music",
			},
			{
				ID: "uctarna", Name: "Účtárna", Number: "+420800100300", RingTime: 20, ShowOverflow: true,
				TreeIn: "uctarna", Greeting: "greeting-cs", Music: "music",
			},
		},
		Agents: []telephony.Agent{
			{ID: "jana", Name: "Jana Nováková", Lang: "cs", Queues: both},
			{ID: "petr", Name: "Petr Svoboda", Lang: "cs", Queues: []telephony.QueueID{"podpora"}, Supervisor: true},
			{ID: "eva", Name: "Eva Řeháčková-Hrdličková", Lang: "en", Queues: []telephony.QueueID{"uctarna"}},
		},
		Seats: []telephony.Seat{
			{ID: "201", Name: "Stůl u okna (simulovaný)", Site: "brno", Simulated: true, AutoAnswer: true},
			{ID: "202", Name: "Stůl u dveří (simulovaný)", Site: "brno", Simulated: true},
			{ID: "203", Name: "Recepce", Site: "brno"},
			{ID: "204", Name: "Kancelář Praha", Site: "praha"},
		},
		Trunks: []telephony.Trunk{{ID: "sim", Name: "Simulovaná linka", Peers: []string{"127.0.0.2"}, Simulated: true}},
		Numbers: []telephony.Inbound{
			{Number: "+420800100200", Queue: "podpora", Line: "Zelená linka podpory"},
			{Number: "+420800100300", Queue: "uctarna", Line: "Zelená linka účtárny"},
		},
		Breaks: []telephony.Break{
			{ID: "osobni", Name: "Osobní"}, {ID: "ukol", Name: "Úkol"}, {ID: "porada", Name: "Porada"},
			{ID: "skoleni", Name: "Školení"}, {ID: "zavada", Name: "Závada"},
		},
		Trees: []telephony.ReasonTree{supportTree(), billingTree()},
	}
}

func node(id telephony.ReasonID, name string, children ...telephony.ReasonNode) telephony.ReasonNode {
	return telephony.ReasonNode{ID: id, Name: name, Children: children}
}

func supportTree() telephony.ReasonTree {
	return telephony.ReasonTree{ID: "podpora", Name: "Důvody podpory", Version: 1, Roots: []telephony.ReasonNode{
		node("1", "Porucha služby",
			node("11", "Internet", node("111", "Nejde vůbec"), node("112", "Je pomalý"), node("113", "Vypadává")),
			node("12", "Televize", node("121", "Bez obrazu"), node("122", "Chybí programy")),
			node("13", "Telefon", node("131", "Nejde volat"), node("132", "Špatně slyšet"))),
		node("2", "Smlouva a změny",
			node("21", "Změna tarifu", node("211", "Vyšší"), node("212", "Nižší")),
			node("22", "Výpověď", node("221", "Stěhování"), node("222", "Konkurence"))),
		node("4", "Obecný dotaz", node("41", "Pobočky a hodiny"), node("42", "Jiný dotaz")),
	}}
}

func billingTree() telephony.ReasonTree {
	return telephony.ReasonTree{ID: "uctarna", Name: "Důvody účtárny", Version: 1, Roots: []telephony.ReasonNode{
		node("1", "Vyúčtování a platby",
			node("11", "Upomínka", node("111", "Již zaplaceno"), node("112", "Nesouhlas s upomínkou")),
			node("12", "Předpis úhrady", node("121", "Dotaz na výši"), node("122", "Reklamace výše"),
				node("123", "Odklad splatnosti"), node("124", "Splátkový kalendář")),
			node("13", "Přeplatek", node("131", "Vrácení přeplatku"))),
		node("3", "Fakturační údaje", node("31", "Změna adresy"), node("32", "Změna účtu")),
	}}
}

// RemoveExample takes away what came with the example office. What was added
// since stays, as do the people who can set the box up; what pointed at the
// example points nowhere.
func (c *Config) RemoveExample(by telephony.AgentID) error {
	return c.Change(by, func(o *telephony.Office) error {
		gone := make(map[string]bool)
		for name := range things(exampleOffice()) {
			gone[name] = true
		}
		removeThings(o, gone)
		o.Example = false
		return nil
	})
}

// removeThings takes things out by kind and id, and what points at them.
func removeThings(o *telephony.Office, gone map[string]bool) {
	site := func(id telephony.SiteID) bool { return gone["site "+string(id)] }
	queue := func(id telephony.QueueID) bool { return gone["queue "+string(id)] }
	seat := func(id telephony.SeatID) bool { return gone["seat "+string(id)] }
	tree := func(id telephony.TreeID) telephony.TreeID {
		if gone["tree "+string(id)] {
			return ""
		}
		return id
	}
	o.Sites = slices.DeleteFunc(o.Sites, func(s telephony.Site) bool { return site(s.ID) })
	o.Queues = slices.DeleteFunc(o.Queues, func(q telephony.Queue) bool { return queue(q.ID) })
	o.Seats = slices.DeleteFunc(o.Seats, func(s telephony.Seat) bool { return seat(s.ID) })
	o.Trunks = slices.DeleteFunc(o.Trunks, func(t telephony.Trunk) bool { return gone["trunk "+string(t.ID)] })
	o.Trees = slices.DeleteFunc(o.Trees, func(t telephony.ReasonTree) bool { return gone["tree "+string(t.ID)] })
	o.Voicemails = slices.DeleteFunc(o.Voicemails, func(v telephony.Voicemail) bool { return gone["voicemail "+string(v.ID)] })
	o.Breaks = slices.DeleteFunc(o.Breaks, func(b telephony.Break) bool { return gone["break "+string(b.ID)] })
	o.Agents = slices.DeleteFunc(o.Agents, func(a telephony.Agent) bool { return gone["agent "+string(a.ID)] && !a.Installer })
	o.Numbers = slices.DeleteFunc(o.Numbers, func(n telephony.Inbound) bool {
		return queue(n.Queue) || gone["trunk "+string(n.Trunk)]
	})
	for i := range o.Queues {
		q := &o.Queues[i]
		q.Sites = slices.DeleteFunc(q.Sites, site)
		q.TreeIn, q.TreeOut = tree(q.TreeIn), tree(q.TreeOut)
		if gone["voicemail "+string(q.Voicemail)] {
			q.Voicemail, q.Keys, q.OfferAfter, q.Full, q.TooLong = "", telephony.KeysOff, 0, telephony.Onward{}, telephony.Onward{}
		}
		if queue(q.Full.Queue) {
			q.Full = telephony.Onward{}
		}
		if queue(q.TooLong.Queue) {
			q.TooLong = telephony.Onward{}
		}
		q.Ranks = slices.DeleteFunc(q.Ranks, func(r telephony.Rank) bool { return gone["agent "+string(r.Agent)] })
	}
	for i := range o.Seats {
		if site(o.Seats[i].Site) {
			o.Seats[i].Site = ""
		}
	}
	for i := range o.Agents {
		a := &o.Agents[i]
		a.Queues, a.Seats = slices.DeleteFunc(a.Queues, queue), slices.DeleteFunc(a.Seats, seat)
		if site(a.Site) {
			a.Site = ""
		}
	}
}
