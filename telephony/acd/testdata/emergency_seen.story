# Proves: P-EMERG-3
# A supervisor confirms that he knows of an emergency call; an operator can't.
# Who comes second finds it confirmed.
trunk svod Host=svod.example
agent nova Supervisor
08:01:00 SeatDialled Call=1 Leg=L1 Seat=204 To=112
  + Began
  + Alerted What=emergency Call=1 Seat=204 To=112
  + Dialled Call=1 Leg=L1 Seat=204 To=112 Trunks=[svod] Emergency
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=112 Emergency
08:01:05 ConfirmAlert Agent=jana Call=1
  x Code=not-allowed
08:01:06 ConfirmAlert Agent=sova Call=1
  + AlertSeen What=emergency Call=1 Agent=sova AgentName="Karel Sova"
08:01:07 ConfirmAlert Agent=nova Call=1
