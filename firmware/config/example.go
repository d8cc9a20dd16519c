package config

import "github.com/spojka/spojka/telephony"

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

// RemoveExample takes the example office away and leaves the people who can
// set the box up.
func (c *Config) RemoveExample(by telephony.AgentID) error {
	return c.Change(by, func(o *telephony.Office) error {
		var stay []telephony.Agent
		for _, a := range o.Agents {
			if a.Installer {
				a.Queues, a.Seats = nil, nil
				stay = append(stay, a)
			}
		}
		*o = telephony.Office{Version: o.Version, Country: o.Country, Zone: o.Zone, Agents: stay}
		return nil
	})
}
