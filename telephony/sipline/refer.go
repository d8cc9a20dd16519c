package sipline

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// ReferHearer is a [Handler] that lets phones pass talks on (RFC 3515). With
// is the phone's other call where it connects the two (RFC 3891), else To is
// the number. [Line.ReferDone] answers. A trunk never refers anybody anywhere.
type ReferHearer interface {
	Referred(leg telephony.LegID, to telephony.Number, with telephony.LegID)
}

// referWaits is how long a phone that has hung up may wait to be told what came
// of its wish: its subscription outlives the call (RFC 3515 §2.4.7, RFC 5057).
const referWaits = 10 * time.Second

// refer is a wish of a phone that is being carried out.
type refer struct {
	id    uint32 // its CSeq (RFC 3515 §2.4.6)
	quiet bool   // the phone wants no NOTIFY (RFC 4488)
}

// referred takes the wish, or refuses what no phone may wish.
func (d *dialog) referred(m *message) {
	h, ok := d.l.h.(ReferHearer)
	list := m.values("refer-to")
	switch {
	case d.seat == "" || !ok:
		d.short(m, 403)
		return
	case d.state != talking || d.refer != nil:
		d.short(m, 491)
		return
	case len(list) != 1:
		d.short(m, 400)
		return
	}
	_, uri, _, err := address(list[0])
	if err != nil || uri.Scheme != "sip" && uri.Scheme != "sips" && uri.Scheme != "tel" {
		d.short(m, 400)
		return
	}
	d.l.tables.setReferrer(d.leg, d)
	d.refer = &refer{id: m.cseq, quiet: strings.EqualFold(m.value("refer-sub"), "false")}
	heads := []string{"Contact", "<" + d.contactURI() + ">"}
	if d.refer.quiet {
		heads = append(heads, "Refer-Sub", "false")
	}
	d.short(m, 202, heads...)
	d.tellRefer("100 Trying", "active;expires=60")
	with, isJoin := d.replaced(uri)
	if isJoin && with == 0 {
		d.referDone(481)
		return
	}
	h.Referred(d.leg, d.l.office.Load().called(uri), with)
}

// replaced finds the phone's other call that is to be joined: it stands as an
// escaped Replaces in the address. The tags are told from the far end's side
// there, but some phones tell them from their own.
func (d *dialog) replaced(uri *sip.Uri) (leg telephony.LegID, is bool) {
	text := ""
	for name, value := range uri.Headers.Items() {
		if strings.EqualFold(name, "replaces") {
			text, is = value, true
		}
	}
	if plain, err := url.PathUnescape(text); err == nil {
		text = plain
	}
	if o := readReplaces(text).dialog(d.l); o != nil && o.whose.seat == d.seat && o != d {
		return o.leg, true
	}
	return 0, is
}

// ReferDone tells a phone what came of its wish.
func (l *Line) ReferDone(leg telephony.LegID, code int) {
	if d := l.tables.referrer(leg); d != nil {
		d.box.put(item{do: func(d *dialog) { d.referDone(code) }})
	}
}

func (d *dialog) referDone(code int) {
	if d.refer != nil {
		d.tellRefer(strconv.Itoa(code)+" "+reason(code), "terminated;reason=noresource")
		d.wishOver()
	}
}

func (d *dialog) wishOver() {
	if d.refer != nil {
		d.refer = nil
		d.stop(alarmRefer)
		d.l.tables.setReferrer(d.leg, nil)
	}
}

// tellRefer sends the NOTIFY of a wish, as a piece of a response (RFC 3420).
func (d *dialog) tellRefer(status, subscription string) {
	if d.refer.quiet || d.state != talking && d.state != leaving {
		return
	}
	d.localSeq++
	branch := newBranch()
	w := d.begin("NOTIFY", branch, d.localSeq)
	w.head("Contact", "<"+d.contactURI()+">")
	w.head("Event", "refer;id="+strconv.FormatUint(uint64(d.refer.id), 10))
	w.head("Subscription-State", subscription)
	d.launch(&request{
		key: clientKey(branch, "NOTIFY"), method: "NOTIFY", to: d.f, done: func(*message) {},
		b: w.end("message/sipfrag;version=2.0", []byte("SIP/2.0 "+status+"\r\n")),
	})
}
