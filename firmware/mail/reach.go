package mail

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"syscall"

	"github.com/spojka/spojka/telephony"
)

// Why an address isn't dialled (DESIGN §6): a setting must not lead the box to
// its own services, nor into the house unless an installer says so.
var (
	errOurselves = errors.New("this is an address of the box itself")
	errLocal     = errors.New("this is an address of the local network")
)

// may looks at the very address that is about to be dialled, whatever its name
// led to a moment ago.
func (s Server) may(_ context.Context, _, at string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(at)
	if err != nil {
		return err
	}
	switch a := to.Addr().Unmap().WithZone(""); {
	case s.isOwn(a):
		return errOurselves
	case !s.Local && (a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast()):
		return errLocal
	}
	return nil
}

// isOwn: the box listens there. To one that itself listens on loopback the
// other addresses there are its local network, as in tests.
func (s Server) isOwn(a netip.Addr) bool {
	if a == s.Own || a.IsUnspecified() || a.IsLoopback() && !s.Own.IsLoopback() {
		return true
	}
	own, _ := net.InterfaceAddrs() // none known: the others above still are
	return slices.ContainsFunc(own, func(one net.Addr) bool {
		p, err := netip.ParsePrefix(one.String())
		return err == nil && p.Addr().Unmap() == a
	})
}

// unreached is why no connection was even tried; empty: it was.
func unreached(err error) telephony.MailTrouble {
	switch {
	case errors.Is(err, errOurselves):
		return telephony.MailOurselves
	case errors.Is(err, errLocal):
		return telephony.MailLocal
	}
	return ""
}
