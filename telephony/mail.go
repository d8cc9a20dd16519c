package telephony

// Mail is the server by which the box sends mails, from whom and to whom. Its
// password is a secret and stands elsewhere. Without a host no mail is sent.
type Mail struct {
	Host string       `json:"host,omitempty"`
	Port int          `json:"port,omitempty"` // 0: 587, with MailTLS 465, with MailPlain 25
	TLS  MailSecurity `json:"tls,omitempty"`
	User string       `json:"user,omitempty"` // empty: the server wants no password
	From string       `json:"from,omitempty"`
	To   []string     `json:"to,omitempty"`
	// Local allows a server in the house; else the box dials no address of the
	// local network.
	Local bool `json:"local,omitempty"`
}

// MailSecurity is how the conversation with a mail server is kept secret.
type MailSecurity string

const (
	MailStartTLS MailSecurity = ""      // begun in the clear, then TLS or nothing (RFC 3207)
	MailTLS      MailSecurity = "tls"   // from the first byte (RFC 8314)
	MailPlain    MailSecurity = "plain" // not at all: a server of the house that wants no password
)

// MailSecurities lists them in the order of the page.
var MailSecurities = []MailSecurity{MailStartTLS, MailTLS, MailPlain}

// PortOrUsual is the port at which the server is reached.
func (m Mail) PortOrUsual() int {
	switch {
	case m.Port != 0:
		return m.Port
	case m.TLS == MailTLS:
		return 465
	case m.TLS == MailPlain:
		return 25
	}
	return 587
}

// MailTrouble says why a mail wasn't taken.
type MailTrouble string

const (
	MailNoServer     MailTrouble = "no-server"     // its name leads nowhere
	MailNoConnection MailTrouble = "no-connection" // nothing answers there
	MailLocal        MailTrouble = "local"         // it is in the house, which isn't allowed
	MailOurselves    MailTrouble = "ourselves"     // it is the box itself
	MailSilent       MailTrouble = "silent"        // it doesn't answer in time
	MailNoTLS        MailTrouble = "no-tls"        // it doesn't speak TLS as set
	MailCertificate  MailTrouble = "certificate"   // its certificate isn't to be trusted
	MailNoAuth       MailTrouble = "no-auth"       // it takes no password, or none in a way that we know
	MailPassword     MailTrouble = "wrong-password"
	MailSender       MailTrouble = "sender"   // it doesn't send for our address
	MailReceiver     MailTrouble = "receiver" // it doesn't send to that address
	MailAddress      MailTrouble = "address"  // what stands there is no address
	MailRefused      MailTrouble = "refused"  // any other refusal
)
