package sipline

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// watchNetwork hears from the kernel that a link or an address came or went
// (rtnetlink(7)), so that a cable put back doesn't wait for the back-off
// (FAULTS 22). Where the kernel has no such thing nobody watches.
func (l *Line) watchNetwork() {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_ROUTE)
	if err != nil {
		return
	}
	f := os.NewFile(uintptr(fd), "rtnetlink")
	groups := uint32(unix.RTMGRP_LINK | unix.RTMGRP_IPV4_IFADDR | unix.RTMGRP_IPV6_IFADDR)
	if unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: groups}) != nil {
		f.Close()
		return
	}
	l.start(func() { l.hearNetwork(f) })
	l.start(func() {
		<-l.closed
		f.Close()
	})
}

// networkGap is how often changes are worth a look: some interfaces of
// containers and radios never rest.
const networkGap = 5 * time.Second

func (l *Line) hearNetwork(f *os.File) {
	b := make([]byte, 1<<16)
	for {
		if _, err := f.Read(b); err != nil {
			select {
			case <-l.closed:
				return
			case <-time.After(networkGap): // too many at once for the socket's buffer (ENOBUFS)
			}
		}
		l.keeper.box.put(l.keeper.networkChanged)
	}
}

// networkChanged begins anew where there was nobody, and where our address is
// another than the one we registered.
func (k *keeper) networkChanged() {
	now := time.Now()
	if now.Sub(k.changedNet) < networkGap {
		k.netDue = k.changedNet.Add(networkGap) // the last of several counts, too
		return
	}
	k.changedNet, k.netDue = now, time.Time{}
	k.l.links.forgetHosts()
	for _, s := range k.lines {
		s.lookUp = now
		clear(s.aside)
		if s.reg == nil {
			s.probe = now
		} else if !s.reg.stands(now) || s.f.ok() && s.reg.contact != s.contactURI(k.l) {
			s.reg.next = now
		}
	}
}

// netAgain looks once more after changes that came too close to each other.
func (k *keeper) netAgain(now time.Time) {
	if !k.netDue.IsZero() && !now.Before(k.netDue) {
		k.networkChanged()
	}
}
