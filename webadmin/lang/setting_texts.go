package lang

// settingTexts are for the settings' pages.
var settingTexts = []text{
	{"settings.remove-example", "Odstranit vzorovou kancelář", "Remove the example office"},
	{"settings.remove-example-hint", "Smaže vzorové lidi, fronty, telefony a zákazníky. Váš účet zůstane.", "Deletes the example's people, queues, phones and customers. Your account stays."},
}

// fieldTexts are the fields of the settings.
var fieldTexts = []text{}
