package sipline

import (
	"hash/maphash"
	"strconv"
)

// seed makes transaction keys that nobody outside can make collide.
var seed = maphash.MakeSeed()

// serverKey names the transaction that a request belongs to (RFC 3261
// §17.2.3; the fields of RFC 2543 are in it too, and the sender's address: no
// stranger can speak into it). A CANCEL and an ACK ask for
// the key of their INVITE.
func (m *message) serverKey(method string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	ip := m.peer.Addr().As16()
	h.Write(ip[:])
	for _, s := range [...]string{m.branch, m.vias[0].Host, strconv.Itoa(m.vias[0].Port), m.callID, m.fromTag, strconv.Itoa(int(m.cseq)), method} {
		h.WriteString(s)
		h.WriteByte(0)
	}
	return h.Sum64()
}

// clientKey names the transaction that a response answers (RFC 3261 §17.1.3).
func clientKey(branch, method string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString(branch)
	h.WriteByte(0)
	h.WriteString(method)
	return h.Sum64()
}

// callKey names a request that begins a call as its caller sent it, for merged
// ones (RFC 3261 §8.2.2.2).
func (m *message) callKey() uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString(m.callID)
	h.WriteByte(0)
	h.WriteString(m.fromTag)
	h.WriteByte(0)
	h.WriteString(strconv.Itoa(int(m.cseq)))
	return h.Sum64()
}
