package lang

// The catalogue of texts (1.21) and buttons (1.22), word for word; those that
// answer a wish or tell of an event stand with the refusals and notices. Where a
// text holds a clock or a name, it is its only argument, or they stand in the
// order of the sentence.
var catalogue = []text{
	{"cat.save-first", "Nejprve dokončete zpracování hovoru tlačítkem Uložit.", "First finish processing the call with the Save button."},
	{"cat.incoming", "Nový příchozí hovor, doba čekání na spojení hovoru: %s.", "New incoming call, waiting time for connection: %s."},
	{"cat.incoming-transferred", "Nový příchozí hovor přepojený z fronty %[1]s od operátora %[2]s, doba čekání na spojení hovoru: %[3]s.",
		"New incoming call transferred from queue %[1]s by operator %[2]s, waiting time for connection: %[3]s."},
	{"cat.waited", "Doba čekání na spojení hovoru byla: %s.", "Waiting time for connection was: %s."},
	{"cat.no-recording", "Soubor se záznamem tohoto hovoru není dostupný", "The file with the recording of this call is not available"},
	{"cat.overflow", "přepadlý hovor", "overflow call"},
	{"cat.unknown", "????? %s", "????? %s"},

	// labels
	{"label.active-call", "Aktivní volání", "Active call"},
	{"label.wizard", "WIZARD", "WIZARD"},
	{"label.group", "Název skupiny", "Group name"},
	{"label.name", "Jméno", "Name"},
	{"label.number", "Číslo", "Number"},
	{"label.line", "Linka", "Line"},
	{"label.reason", "Důvod volání", "Reason"},
	{"label.code", "Kód důvodu", "Reason code"},
	{"label.note", "Poznámka", "Note"},
	{"label.rt", "Číslo RT", "RT number"},
	{"label.replace", "Nahradit číslo", "Replace number"},
	{"label.unknown", "Zákazník je neznámý", "Customer is unknown"},
	{"label.call-list", "Seznam hovorů", "List of calls"},
	{"label.voicemail", "Záznamník", "Voicemail"},
	{"label.voicemail-calls", "Hovory v záznamníku", "Calls in voicemail"},
	{"label.processing", "Zpracování hovoru", "Call processing"},
	{"label.length", "Délka", "Length"},
	{"label.customer-name", "Jméno/název zákazníka", "Customer name"},
	{"label.date-time", "Datum a čas", "Date and time"},
	{"label.call-length", "Délka hovoru", "Call length"},
	{"label.fulltext", "Fulltext", "Full text"},

	// buttons
	{"button.ok", "OK", "OK"},
	{"button.sign-off", "Odhlášení operátora od helpdesku", "Sign the operator off the helpdesk"},
	{"button.call", "Zavolat", "Call"},
	{"button.call-back", "Zavolat zpět", "Call back"},
	{"button.cancel", "Zrušit", "Cancel"},
	{"button.save", "Uložit", "Save"},
	{"button.done", "Hotovo", "Done"},
	{"button.transfer", "Přepojit", "Transfer"},
	{"button.owner", "Přiřadit k hovoru namísto zákazníka provozovatele lokace", "Assign the owner of the site to the call instead of a customer"},
	{"button.load", "Načíst poslední nezpracovaný hovor", "Load the last unprocessed call"},
	{"button.process", "Zpracovat hovor", "Process the call"},
	{"button.play", "Přehrát", "Play"},
}
