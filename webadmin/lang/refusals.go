package lang

import "github.com/spojka/spojka/telephony"

// Refusal is the sentence of a refusal; since is its time as the page shows
// times, used where the sentence says since when.
func Refusal(l Lang, r telephony.Refusal, since string) string {
	k := Key("refusal." + string(r.Code))
	if !Has(k) {
		return T(l, "refusal.other", string(r.Code))
	}
	switch r.Code {
	case telephony.RefusedSeatTaken, telephony.RefusedElsewhere:
		return T(l, k, r.Name, since)
	case telephony.RefusedCannotRing:
		return T(l, k, r.Name)
	}
	return T(l, k)
}

// Confirm is what the button says that insists on the refused wish, and
// whether there is one (D-1, D-5, D-21).
func Confirm(l Lang, c telephony.RefusalCode) (string, bool) {
	k := Key("confirm." + string(c))
	if !Has(k) {
		return "", false
	}
	return T(l, k), true
}

// refusals by code of telephony.Refusal: what is wrong, then the remedy.
var refusals = []text{
	{"refusal.not-signed-on", "Nejste v call centru. Nejprve vyberte telefon a potvrďte OK.", "You are not in the call centre. Choose a phone and confirm with OK first."},
	{"refusal.unknown-agent", "Tohoto uživatele box nezná. Přihlaste se znovu.", "The box does not know this user. Sign in again."},
	{"refusal.unknown-seat", "Tento telefon v nastavení není. Vyberte jiný.", "This phone is not in the settings. Choose another."},
	{"refusal.seat-not-yours", "Na tento telefon nemáte právo. Vyberte jiný, nebo požádejte vedoucího.", "You have no right to this phone. Choose another, or ask your supervisor."},
	{"refusal.seat-taken", "U tohoto telefonu už sedí %[1]s, od %[2]s. Vyberte jiný, nebo ať ho vedoucí uvolní.", "%[1]s has been at this phone since %[2]s. Choose another, or have your supervisor release it."},
	{"refusal.elsewhere", "Jste přihlášen na telefonu %[1]s od %[2]s. Odhlásit tam a přihlásit zde?", "You have been signed on at phone %[1]s since %[2]s. Sign off there and sign on here?"},
	{"refusal.busy", "Během vyzvánění a hovoru to nejde. Počkejte, až hovor skončí.", "Not while a call is ringing or connected. Wait until it ends."},
	{"refusal.save-first", "Nejprve dokončete zpracování hovoru tlačítkem Uložit.", "First finish processing the call with the Save button."},
	{"refusal.confirm-leave", "Máte hovor ve zpracování. Odhlásit se a nechat ho nezpracovaný?", "You have a call in processing. Sign off and leave it unprocessed?"},
	{"refusal.not-on-air", "Přestávku lze vybrat jen ve stavu Aktivní.", "A break can be chosen only while Active."},
	{"refusal.unknown-break", "Tento druh přestávky už v nastavení není. Vyberte jiný.", "This type of break is no longer in the settings. Choose another."},
	{"refusal.no-call", "Nemáte žádný hovor. Možná ho už dokončila jiná otevřená stránka.", "You have no call. Perhaps another open page has finished it."},
	{"refusal.not-your-call", "Tento hovor už nemáte vy. Stránka teď ukazuje, co máte.", "This call is no longer yours. The page now shows what you have."},
	{"refusal.find-customer", "Nejprve vyhledejte zákazníka", "First find the customer."},
	{"refusal.reason-missing", "Vyberte důvod volání. Bez něj nelze hovor uložit.", "Choose the reason. The call cannot be saved without it."},
	{"refusal.reason-code-missing", "Vyberte kód důvodu. Bez něj nelze hovor uložit.", "Choose the reason code. The call cannot be saved without it."},
	{"refusal.reason-unknown", "Tento důvod už v číselníku není. Vyberte jiný.", "This reason is no longer in the code list. Choose another."},
	{"refusal.rt-not-number", "Zadané číslo RT nemá formát čísla!", "The RT number entered does not have the format of a number!"},
	{"refusal.rt-too-long", "Číslo RT má nejvýše 10 číslic. Zkraťte ho.", "The RT number has at most 10 digits. Shorten it."},
	{"refusal.note-too-long", "Poznámka je příliš dlouhá. Zkraťte ji.", "The note is too long. Shorten it."},
	{"refusal.still-talking", "Hovor stále probíhá. Ukončit a uložit?", "The call is still on. End it and save?"},
	{"refusal.nothing-left", "Žádný nezpracovaný hovor nečeká.", "No unprocessed call is waiting."},
	{"refusal.must-be-off-air", "Nejprve se přepněte na Neaktivní.", "Switch to Inactive first."},
	{"refusal.not-allowed", "Na to nemáte právo. Požádejte vedoucího.", "You have no right to do this. Ask your supervisor."},
	{"refusal.customer-inactive", "Karta zákazníka není aktivní. Aktivujte ji, nebo přiřaďte provozovatele lokace.", "The customer's card is inactive. Activate it, or assign the owner of the site."},
	{"refusal.queue-closed", "Tato fronta teď hovory nepřijímá. Vyberte jinou.", "This queue takes no calls now. Choose another."},
	{"refusal.nothing-rings", "Nic tam teď nezvoní. Hovor už převzal někdo jiný, nebo volající zavěsil.", "Nothing rings there now. Somebody else has taken the call, or the caller hung up."},
	{"refusal.nobody-waits", "V této frontě teď nikdo nečeká.", "Nobody waits in this queue now."},
	{"refusal.phone-gone", "Na váš telefon se teď nedá zavolat. Zkontrolujte jeho napájení a síťový kabel.", "Your phone cannot be rung now. Check its power and network cable."},
	{"refusal.nobody-there", "U toho telefonu nikdo nesedí. Vyberte jiného, nebo přepojte do fronty.", "Nobody sits at that phone. Choose somebody else, or transfer to a queue."},
	{"refusal.item-gone", "Tuto položku už dokončil někdo jiný.", "Somebody else has finished this item."},
	{"refusal.cannot-ring", "%s teď zvonit nemůže: není Aktivní, má hovor, nebo telefon neodpovídá.", "%s cannot be rung now: not Active, on a call, or the phone does not answer."},
	{"refusal.unknown-queue", "Tato fronta už v nastavení není. Vyberte jinou.", "This queue is no longer in the settings. Choose another."},
	{"refusal.starting", "Box se právě spouští. Zkuste to za okamžik.", "The box is starting. Try again in a moment."},
	{"refusal.for-help", "Tísňové volání se nepřepojuje.", "An emergency call is not transferred."},
	{"refusal.other", "To teď nejde (%s). Zkuste to znovu.", "This is not possible now (%s). Try again."},

	{"confirm.elsewhere", "Odhlásit tam a přihlásit zde", "Sign off there, sign on here"},
	{"confirm.confirm-leave", "Odhlásit a nechat nezpracovaný", "Sign off and leave it unprocessed"},
	{"confirm.still-talking", "Ukončit a uložit", "End and save"},
	{"confirm.no", "Ne", "No"},
}
