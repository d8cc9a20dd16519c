package config

import (
	"maps"

	"github.com/spojka/spojka/telephony"
)

// parted are the secrets of people, phones and trunks that left the office.
// They come back when the change that took them away is undone, or when its
// office never reached the disk: a phone on a desk goes on with its password.
type parted struct {
	Users  map[telephony.AgentID]gone[user]   `json:"users,omitempty"`
	Seats  map[telephony.SeatID]gone[account] `json:"seats,omitempty"`
	Trunks map[telephony.TrunkID]gone[string] `json:"trunks,omitempty"`
}

// gone is a secret and the version of the office in which its owner was no
// more.
type gone[T any] struct {
	Secret  T      `json:"secret"`
	Version uint64 `json:"version"`
}

// partedFor changes of the office a secret can come back.
const partedFor = 50

func (p parted) clone() parted {
	return parted{cloned(p.Users), cloned(p.Seats), cloned(p.Trunks)}
}

// cloned is a map that can be put into.
func cloned[K comparable, T any](m map[K]T) map[K]T {
	if m == nil {
		return make(map[K]T)
	}
	return maps.Clone(m)
}

// sortOut puts secrets of those who left aside and gives those who are back
// theirs; somebody new of the same name gets none of them. True: something
// changed.
func sortOut[K comparable, T any](have map[K]T, aside map[K]gone[T], version uint64, back bool, stays func(K) bool) (changed bool) {
	for id, g := range aside {
		_, has := have[id]
		switch {
		case stays(id) && back && !has:
			have[id] = g.Secret
		case !stays(id) && g.Version+partedFor >= version:
			continue
		}
		delete(aside, id)
		changed = true
	}
	for id, secret := range have {
		if !stays(id) {
			aside[id] = gone[T]{secret, version}
			delete(have, id)
			changed = true
		}
	}
	return changed
}
