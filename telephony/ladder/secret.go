package ladder

import "bytes"

// secretHeads are headers that prove who somebody is.
var secretHeads = [][]byte{[]byte("authorization"), []byte("proxy-authorization"), []byte("authentication-info"), []byte("proxy-authentication-info")}

// secretParts are what stands in them and must not be kept: with the nonce
// they would let a password be guessed at leisure.
var secretParts = [][]byte{[]byte("response"), []byte("rspauth"), []byte("cnonce"), []byte("nextnonce")}

// Cut takes secrets out of a message, in place, each byte by a dot, so that
// lengths stay right: proofs of passwords, digits of INFO (a PIN, a card),
// keys of encrypted sound. What isn't SIP at all it leaves.
func Cut(text []byte) {
	top, body := split(text)
	digits := false
	secret, whole := false, false
	for rest := top; len(rest) > 0; {
		line := rest
		if end := bytes.IndexByte(rest, '\n'); end >= 0 {
			line, rest = rest[:end], rest[end+1:]
		} else {
			rest = nil
		}
		if folded := len(line) > 0 && (line[0] == ' ' || line[0] == '\t'); !folded {
			name, value, _ := bytes.Cut(line, []byte(":"))
			name = bytes.ToLower(bytes.TrimSpace(name))
			secret, whole = isSecret(name), false
			if secret {
				whole = !bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(value)), []byte("digest")) && bytes.HasSuffix(name, []byte("authorization"))
				line = value
			}
			if string(name) == "content-type" || string(name) == "c" {
				digits = bytes.Contains(bytes.ToLower(value), []byte("dtmf"))
			}
		}
		switch {
		case secret && whole:
			dots(line)
		case secret:
			cutParts(line)
		}
	}
	cutBody(body, digits)
}

func isSecret(name []byte) bool {
	for _, s := range secretHeads {
		if bytes.Equal(name, s) {
			return true
		}
	}
	return false
}

// dots overwrites all but blanks.
func dots(b []byte) {
	for i, c := range b {
		if c > ' ' {
			b[i] = '.'
		}
	}
}

// cutParts overwrites the values of the parts that are secret.
func cutParts(line []byte) {
	for part := range bytes.SplitSeq(line, []byte(",")) {
		name, value, ok := bytes.Cut(part, []byte("="))
		name = bytes.ToLower(bytes.TrimSpace(name))
		name = bytes.TrimSpace(bytes.TrimPrefix(name, []byte("digest")))
		for _, s := range secretParts {
			if ok && bytes.Equal(name, s) {
				dots(bytes.Trim(value, "\" \r\t"))
			}
		}
	}
}

// cutBody overwrites keys pressed and keys of sound (RFC 4568, RFC 8839).
func cutBody(body []byte, digits bool) {
	if digits && !bytes.Contains(body, []byte("=")) {
		dots(body) // application/dtmf: the digit alone
		return
	}
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		lower := bytes.ToLower(line)
		switch {
		case digits && bytes.HasPrefix(lower, []byte("signal")):
			_, value, _ := bytes.Cut(line, []byte("="))
			dots(value)
		case bytes.HasPrefix(lower, []byte("a=crypto:")), bytes.HasPrefix(lower, []byte("a=ice-pwd:")), bytes.HasPrefix(lower, []byte("a=key-mgmt:")):
			_, value, _ := bytes.Cut(line, []byte(":"))
			dots(value)
		case bytes.HasPrefix(lower, []byte("k=")):
			dots(line[2:])
		}
	}
}
