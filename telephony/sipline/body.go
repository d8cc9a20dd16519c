package sipline

import (
	"bytes"
	"mime"
	"mime/multipart"
	"strings"
)

// infoDigit reads a key out of an INFO body.
func infoDigit(kind string, body []byte) (byte, bool) {
	text := strings.TrimSpace(string(body))
	switch kind {
	case "application/dtmf":
	case "application/dtmf-relay":
		text = ""
		for line := range strings.SplitSeq(string(body), "\n") {
			name, value, _ := strings.Cut(line, "=")
			if strings.EqualFold(strings.TrimSpace(name), "signal") {
				text = strings.TrimSpace(value)
				break
			}
		}
	default:
		return 0, false
	}
	switch strings.ToUpper(text) {
	case "10":
		return '*', true
	case "11":
		return '#', true
	}
	if len(text) != 1 {
		return 0, false
	}
	c := strings.ToUpper(text)[0]
	return c, strings.IndexByte("0123456789*#ABCD", c) >= 0
}

// description is the session description in a body, alone or as a part (RFC
// 5621 §3).
func description(m *message) []byte {
	if !strings.HasPrefix(m.kind, "multipart/") {
		return bytes.TrimLeft(m.body, "\r\n")
	}
	_, params, err := mime.ParseMediaType(m.value("content-type"))
	if err != nil || params["boundary"] == "" {
		return nil
	}
	parts := multipart.NewReader(bytes.NewReader(m.body), params["boundary"])
	for range 16 {
		p, err := parts.NextRawPart()
		if err != nil {
			return nil
		}
		if kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type")); kind == "application/sdp" {
			var b bytes.Buffer
			b.ReadFrom(p)
			return b.Bytes()
		}
	}
	return nil
}
