package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/spojka/spojka/telephony"
)

// SeatsClient speaks with the process of the simulated phones.
type SeatsClient struct{ http http.Client }

// NewSeatsClient is a client of the control socket at path. Nothing is opened
// until it is used.
func NewSeatsClient(path string) *SeatsClient {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}
	return &SeatsClient{http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DialContext: dial, MaxIdleConns: 2, IdleConnTimeout: 30 * time.Second}}}
}

// Phones are the simulated phones, by seat.
func (s *SeatsClient) Phones(ctx context.Context) ([]PhoneView, error) {
	b, err := s.ask(ctx, http.MethodGet, "/phones")
	if err != nil {
		return nil, err
	}
	var views []PhoneView
	return views, json.Unmarshal(b, &views)
}

// Do lets a phone do something: answer, reject, busy, hold, resume, hang-up.
func (s *SeatsClient) Do(ctx context.Context, seat telephony.SeatID, verb string) error {
	_, err := s.ask(ctx, http.MethodPost, "/phones/"+url.PathEscape(string(seat))+"/"+url.PathEscape(verb))
	return err
}

func (s *SeatsClient) ask(ctx context.Context, method, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, "http://sim"+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("the simulated phones don't run: %w", err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil && resp.StatusCode != http.StatusOK {
		err = errors.New(string(bytes.TrimSpace(b)))
	}
	return b, err
}
