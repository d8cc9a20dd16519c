package sipline

import (
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func TestTrunkByAddress(t *testing.T) {
	of := readOffice(telephony.Office{Trunks: []telephony.Trunk{
		{ID: "wide", Peers: []string{"10.0.0.0/16", " 192.0.2.0/29 "}},
		{ID: "narrow", Peers: []string{"10.0.7.0/24"}},
		{ID: "one", Peers: []string{"10.0.7.7", "2001:db8::7"}},
		{ID: "port", Peers: []string{"10.0.7.7:5070"}},
		{ID: "off", Peers: []string{"10.0.7.8"}, Disabled: true},
		{ID: "sim", Peers: []string{"127.0.0.1", "10.0.7.9"}, Simulated: true},
		{ID: "bad", Peers: []string{"", "host.example", "10.0.0.0/99"}},
	}}, nil)
	for from, want := range map[string]telephony.TrunkID{
		"10.0.1.1:5060": "wide", "192.0.2.6:1": "wide", "10.0.7.6:5060": "narrow", "10.0.7.7:5060": "one", "10.0.7.7:5070": "port",
		"10.0.7.8:5060": "narrow", "10.0.7.9:5060": "narrow", "127.0.0.1:9": "sim", "[2001:db8::7]:5060": "one", "10.1.0.1:5060": "", "192.0.2.8:5060": "",
	} {
		got, ok := of.trunkOf(&message{flow: flow{&udpLink{}, netip.MustParseAddrPort(from)}})
		if got.ID != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", from, got.ID, want)
		}
	}
	if got, _ := of.trunkOf(&message{flow: flow{&tcpLink{}, netip.MustParseAddrPort("10.0.7.7:40000")}}); got.ID != "port" {
		t.Errorf("by TCP: %q", got.ID)
	}
	if !of.ofTrunk("narrow", netip.MustParseAddr("10.0.7.1")) || of.ofTrunk("one", netip.MustParseAddr("10.0.7.1")) {
		t.Error("whose address")
	}
}
