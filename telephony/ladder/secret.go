package ladder

import "bytes"

// secretHeads are headers that prove who somebody is.
var secretHeads = [...]string{"authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info"}

// secretParts are what stands in them and must not be kept: with the nonce
// they would let a password be guessed at leisure.
var secretParts = [...]string{"response", "rspauth", "cnonce", "nextnonce"}

// Cut takes secrets out of a message, in place, each byte by a dot, so that
// lengths stay right: proofs of passwords, digits of INFO (a PIN, a card),
// keys of encrypted sound. What isn't SIP at all it leaves.
func Cut(text []byte) {
	top, body := split(text)
	digits, relay := false, false
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
			name = bytes.TrimSpace(name)
			secret, whole = isSecret(name), false
			if secret {
				whole = !begins(bytes.TrimSpace(value), "digest") && (begins(name, "authorization") || begins(name, "proxy-authorization"))
				line = value
			}
			if is(name, "content-type") || is(name, "c") {
				digits, relay = keys(bytes.ToLower(value))
			}
		}
		switch {
		case secret && whole:
			dots(line)
		case secret:
			cutParts(line)
		}
	}
	cutBody(body, digits, relay)
}

// keys says that a body of this kind holds keys pressed, and that it is the
// usual one, with a line Signal=5.
func keys(kind []byte) (digits, relay bool) {
	for _, word := range [...]string{"dtmf", "digits", "kpml"} {
		digits = digits || bytes.Contains(kind, []byte(word))
	}
	return digits, bytes.Contains(kind, []byte("dtmf-relay"))
}

func isSecret(name []byte) bool {
	for _, s := range secretHeads {
		if is(name, s) {
			return true
		}
	}
	return false
}

// is and begins compare whatever the case is, without memory: this is done for
// every line of every message.
func is(text []byte, name string) bool { return len(text) == len(name) && begins(text, name) }

func begins(text []byte, name string) bool {
	if len(text) < len(name) {
		return false
	}
	for i := range len(name) {
		if c := text[i]; c != name[i] && (c < 'A' || c > 'Z' || c|0x20 != name[i]) {
			return false
		}
	}
	return true
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
			if ok && string(name) == s {
				dots(bytes.Trim(value, "\" \r\t"))
			}
		}
	}
}

// cutBody overwrites keys pressed and keys of sound (RFC 4568, RFC 8839).
func cutBody(body []byte, digits, relay bool) {
	if digits && (!relay || !bytes.Contains(body, []byte("="))) {
		dots(body)
		return
	}
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		switch {
		case digits && begins(line, "signal"):
			_, value, _ := bytes.Cut(line, []byte("="))
			dots(value)
		case begins(line, "a=crypto:"), begins(line, "a=ice-pwd:"), begins(line, "a=key-mgmt:"):
			_, value, _ := bytes.Cut(line, []byte(":"))
			dots(value)
		case begins(line, "k="):
			dots(line[2:])
		}
	}
}
