package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Control drives a running box through its control socket.
type Control struct{ http *http.Client }

// NewControl is a client of the socket at path.
func NewControl(path string) *Control {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}
	return &Control{&http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 8}}}
}

// Ask asks a wish by its name; a refusal is an error.
func (c *Control) Ask(name string, wish telephony.Wish) error {
	var refusal *telephony.Refusal
	if err := c.post("/ask/"+name, wish, &refusal); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if refusal != nil {
		return fmt.Errorf("%s: refused: %w", name, refusal)
	}
	return nil
}

// Calls is the list of calls.
func (c *Control) Calls(f telephony.CallFilter) (records []telephony.CallRecord, err error) {
	return records, c.post("/calls", f, &records)
}

// Snapshot is the newest snapshot.
func (c *Control) Snapshot() (*telephony.Snapshot, error) {
	s := new(telephony.Snapshot)
	if err := c.get("/snapshot", s); err != nil {
		return nil, err
	}
	return s, nil
}

// Figures fills in the brain's own figures.
func (c *Control) Figures(into any) error { return c.get("/figures", into) }

func (c *Control) get(path string, out any) error {
	resp, err := c.http.Get("http://box" + path)
	if err != nil {
		return err
	}
	return decode(resp, out)
}

func (c *Control) post(path string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	resp, err := c.http.Post("http://box"+path, "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	return decode(resp, out)
}

func decode(resp *http.Response, out any) error {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		var problem struct{ Error string }
		_ = json.NewDecoder(resp.Body).Decode(&problem)
		return errors.New(problem.Error)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}
