package webadmin

import (
	"errors"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// wrongOffice is what the configuration refuses with.
type wrongOffice []telephony.Fault

func (wrongOffice) Error() string            { return "wrong" }
func (w wrongOffice) All() []telephony.Fault { return w }

// What the configuration finds wrong is said in the reader's language, with
// the thing's name and the remedy.
//
// Proves: D-37
func TestFaultsAreSaidInBothLanguages(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	wrong := wrongOffice{
		{Where: "queue podpora", Code: telephony.FaultSeconds, Args: []string{"field.ringTime", "-1", "86400"}},
		{Where: "user jana", Code: telephony.FaultMissing, Args: []string{"thing.queue", "x"}},
		{Where: "users", Code: telephony.FaultLastAdmin},
	}
	v.box.fails = wrong
	_, body := v.post("/settings/breaks/ukol", "name", "Úkol")
	v.holds(body, "Nic se neuložilo.", "Fronta Technická podpora – internet a televize: Doba vyzvánění: -1 s nejde. Zadejte 0 až 86400.",
		"Uživatel Jana Nováková: Fronta „x“ v nastavení není.", "Nikdo by už nemohl měnit nastavení.")
	v.box.fails = nil
	v.post("/language", "language", "en")
	v.box.fails = wrong
	_, body = v.post("/settings/breaks/ukol", "name", "Úkol")
	v.holds(body, "Nothing was saved.", "Queue Technická podpora – internet a televize: Ringing time: -1 s can&#39;t be, use 0 to 86400.",
		"User Jana Nováková: Queue “x” is not in the settings: choose another, or add it first. Nobody could set the box up any more")
	v.box.fails = errors.New("the disk is full")
	_, body = v.post("/settings/breaks/ukol", "name", "Úkol")
	v.holds(body, "It could not be saved: the disk is full")
}
