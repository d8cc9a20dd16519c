package sipline

import (
	"encoding/json"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"github.com/spojka/spojka/telephony"
)

// keptFor is how long a phone from before a restart may take until it
// registers again; meanwhile it is asked whether it is there.
const keptFor = 10 * time.Minute

// kept is what outlives a restart: where phones were, what they watch and who
// is shut out.
type kept struct {
	Phones   []keptPhone   `json:"phones,omitempty"`
	Bans     []keptBan     `json:"bans,omitempty"`
	Watchers []keptWatcher `json:"watchers,omitempty"`
}

type keptPhone struct {
	Seat    telephony.SeatID `json:"seat"`
	URI     string           `json:"uri"`
	Device  string           `json:"device,omitempty"`
	Own     netip.AddrPort   `json:"own"`
	Peer    netip.AddrPort   `json:"peer"`
	Program string           `json:"program,omitempty"`
}

type keptBan struct {
	Address netip.Addr `json:"address"`
	Until   time.Time  `json:"until"`
	Times   int        `json:"times"`
}

// readFile reads what an earlier process kept; a bad file counts as none.
func (l *Line) readFile() (k kept) {
	if l.o.File == "" {
		return k
	}
	b, err := os.ReadFile(l.o.File)
	if err != nil {
		return k
	}
	if err := json.Unmarshal(b, &k); err != nil {
		l.log.Warn("registrations of before can't be read, phones will register again", "file", l.o.File, "err", err)
		return kept{}
	}
	return k
}

// restore puts it back. A phone by TCP lost its connection and returns by
// itself; one by UDP is asked at once.
func (l *Line) restore(k kept) {
	now := time.Now()
	r := l.registrar
	for _, p := range k.Phones {
		u := l.linkAt(p.Own)
		if u == nil || clip(p.URI) == "" || !l.door.address(p.Peer) {
			continue
		}
		c := &contact{seat: p.Seat, uri: p.URI, device: p.Device, f: flow{u, p.Peer}, program: clean(p.Program), kept: true, heard: now, expires: now.Add(keptFor), probe: now}
		r.mu.Lock()
		r.add(c)
		r.mu.Unlock()
	}
	l.door.mu.Lock()
	for _, b := range k.Bans {
		if len(l.door.bans) < maxBans && b.Address.IsValid() {
			l.door.bans[b.Address] = &ban{until: b.Until, times: b.Times, last: now}
		}
	}
	l.door.mu.Unlock()
	l.notifier.restore(k.Watchers)
}

// writeFile keeps it and says how many entries there are. The keeper calls it,
// at most a few times a second and only after a change.
func (l *Line) writeFile() (n int) {
	if l.o.File == "" {
		return 0
	}
	k := l.keep()
	b, err := json.Marshal(k)
	if err == nil {
		err = replaceFile(l.o.File, b)
	}
	if err != nil && !l.keeper.sick {
		l.log.Warn("registrations can't be kept for the next start", "file", l.o.File, "err", err)
	}
	l.keeper.sick = err != nil // once, until it is over
	return len(k.Phones) + len(k.Bans) + len(k.Watchers)
}

func (l *Line) keep() (k kept) {
	r := l.registrar
	r.mu.RLock()
	for _, list := range r.contacts {
		for _, c := range list {
			if !c.f.link.reliable() {
				k.Phones = append(k.Phones, keptPhone{c.seat, c.uri, c.device, c.f.link.local(), c.f.peer, c.program})
			}
		}
	}
	r.mu.RUnlock()
	k.Watchers = l.notifier.keeps()
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	for a, b := range l.door.bans {
		if b.times > 0 {
			k.Bans = append(k.Bans, keptBan{a, b.until, b.times})
		}
	}
	return k
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
