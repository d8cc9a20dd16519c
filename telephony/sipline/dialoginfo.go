package sipline

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// dialogInfo is a document of RFC 4235 §4 on one lamp.
type dialogInfo struct {
	version  uint32
	entity   string
	host     string
	resource string
	partial  bool
	before   telephony.PhoneLamp // what a partial one follows on
	now      telephony.PhoneLamp
}

func (i dialogInfo) text() []byte {
	kind := "full"
	if i.partial {
		kind = "partial"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"%d\" state=\"%s\" entity=\"%s\">\n", i.version, kind, escape(i.entity))
	if over := i.before.Dialog; over != "" && over != i.now.Dialog {
		fmt.Fprintf(&b, "<dialog id=\"%s\"><state>terminated</state></dialog>\n", escape(over))
	}
	if i.now.Dialog != "" || !i.partial || i.before.Dialog == "" {
		i.dialog(&b)
	}
	b.WriteString("</dialog-info>\n")
	return []byte(b.String())
}

// dialog writes the one dialog. A dark lamp is told by a dialog that is over,
// too: many phones keep a lamp lit when they hear of none.
func (i dialogInfo) dialog(b *strings.Builder) {
	id := i.now.Dialog
	if id == "" {
		id = i.resource
	}
	fmt.Fprintf(b, "<dialog id=\"%s\"", escape(id))
	if i.now.Offer != 0 {
		fmt.Fprintf(b, " call-id=\"%s\" local-tag=\"%s\" remote-tag=\"%s\" direction=\"recipient\"", i.now.Offer.RingName(), pickUpLocal, pickUpRemote)
	}
	fmt.Fprintf(b, "><state>%s</state>\n", i.now.State)
	if i.now.Offer != 0 {
		user, host := userPart(string(i.now.From)), i.host
		if i.now.From.Withheld() {
			user, host = "anonymous", "anonymous.invalid"
		}
		uri := escape("sip:" + user + "@" + host)
		fmt.Fprintf(b, "<remote><identity display=\"%s\">%s</identity><target uri=\"%s\"/></remote>\n", escape(clean(i.now.Name)), uri, uri)
		fmt.Fprintf(b, "<local><identity>%s</identity><target uri=\"%s\"/></local>\n", escape(i.entity), escape(i.entity))
	}
	b.WriteString("</dialog>\n")
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// The tags of a ring that may be picked up; they stand in Replaces (RFC 3891)
// and mean nothing.
const (
	pickUpLocal  = "seat"
	pickUpRemote = "spojka"
)

// messageSummary is a body of RFC 3842 §5.
func messageSummary(seat telephony.SeatID, host string, m telephony.Mailbox) []byte {
	waiting := "no"
	if m.New > 0 {
		waiting = "yes"
	}
	return fmt.Appendf(nil, "Messages-Waiting: %s\r\nMessage-Account: sip:%s@%s\r\nVoice-Message: %d/%d (0/0)\r\n", waiting, userPart(string(seat)), host, m.New, m.Old)
}
