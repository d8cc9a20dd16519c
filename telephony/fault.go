package telephony

// Fault is something wrong in an office: where, and what as a code. Its
// sentence with the remedy lives in webadmin/lang; Args stand in it, in their
// order. One that is a key there is said in its words.
type Fault struct {
	Where string // "queue podpora", "zone"
	Code  FaultCode
	Args  []string
}

// FaultCode names the sentence.
type FaultCode string

const (
	FaultZone               FaultCode = "zone"
	FaultCountry            FaultCode = "country"
	FaultEmergencyNumber    FaultCode = "emergency-number"
	FaultTooManyBreaks      FaultCode = "too-many-breaks"
	FaultID                 FaultCode = "id"
	FaultIDTwice            FaultCode = "id-twice"
	FaultName               FaultCode = "name"
	FaultMissing            FaultCode = "missing"
	FaultReasonName         FaultCode = "reason-name"
	FaultReasonNumber       FaultCode = "reason-number"
	FaultReasonTwice        FaultCode = "reason-twice"
	FaultNegative           FaultCode = "negative"
	FaultNumber             FaultCode = "number"
	FaultStrategy           FaultCode = "strategy"
	FaultRingMost           FaultCode = "ring-most"
	FaultRankTwice          FaultCode = "rank-twice"
	FaultNoVoicemail        FaultCode = "no-voicemail"
	FaultLeave              FaultCode = "leave"
	FaultToItself           FaultCode = "to-itself"
	FaultSeconds            FaultCode = "seconds"
	FaultHour               FaultCode = "hour"
	FaultAddress            FaultCode = "address"
	FaultSimulatedAddress   FaultCode = "simulated-address"
	FaultLeadsNowhere       FaultCode = "leads-nowhere"
	FaultInboundNumber      FaultCode = "inbound-number"
	FaultLongName           FaultCode = "long-name"
	FaultTwice              FaultCode = "twice"
	FaultNobodyCalls        FaultCode = "nobody-calls"
	FaultTooManyAddresses   FaultCode = "too-many-addresses"
	FaultTrunkLines         FaultCode = "trunk-lines"
	FaultMainNumber         FaultCode = "main-number"
	FaultSimulatedRegisters FaultCode = "simulated-registers"
	FaultNoRegistrar        FaultCode = "no-registrar"
	FaultNoRegisterUser     FaultCode = "no-register-user"
	FaultDomainPort         FaultCode = "domain-port"
	FaultExpires            FaultCode = "expires"
	FaultSameAccount        FaultCode = "same-account"
	FaultHost               FaultCode = "host"
	FaultUser               FaultCode = "user"
	FaultCalledIn           FaultCode = "called-in"
	FaultShownIn            FaultCode = "shown-in"
	FaultDials              FaultCode = "dials"
	FaultCodec              FaultCode = "codec"
	FaultCallerIn           FaultCode = "caller-in"
	FaultCountryCode        FaultCode = "country-code"
	FaultDate               FaultCode = "date"
	FaultSpan               FaultCode = "span"
	FaultSpansLap           FaultCode = "spans-lap"
	FaultNightLaps          FaultCode = "night-laps"
	FaultKeys               FaultCode = "keys"
	FaultLang               FaultCode = "lang"
	FaultLoginTaken         FaultCode = "login-taken"
	FaultLastAdmin          FaultCode = "last-admin"
	FaultKeepingNegative    FaultCode = "keeping-negative"
	FaultKeepingShort       FaultCode = "keeping-short"
	FaultMailHost           FaultCode = "mail-host"
	FaultPort               FaultCode = "port"
	FaultMailClear          FaultCode = "mail-clear"
	FaultMailTLS            FaultCode = "mail-tls"
	FaultMailReceivers      FaultCode = "mail-receivers"
	FaultMailAddress        FaultCode = "mail-address"
	FaultSignalDays         FaultCode = "signal-days"
	FaultSignalMB           FaultCode = "signal-mb"
)
