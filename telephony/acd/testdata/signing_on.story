# Proves: S-LOGIN-3, S-LOGIN-4, S-LOGIN-6, S-LOGIN-7, S-STATE-2, D-27
# A seat is chosen and bound; before that there is no state to be changed.
# After it the operator is off air.
agent eva Seats=203,204
08:00:01 GoOnAir Agent=eva
  x Code=not-signed-on
08:00:01 GoOffAir Agent=eva
  x Code=not-signed-on
08:00:01 LoadUnprocessed Agent=eva
  x Code=not-signed-on
08:00:01 SignOff Agent=eva
  x Code=not-signed-on
08:00:02 SignOn Agent=nikdo Seat=201
  x Code=unknown-agent
08:00:02 SignOn Agent=eva Seat=999
  x Code=unknown-seat
08:00:02 SignOn Agent=eva Seat=201
  x Code=seat-not-yours
08:00:03 SignOn Agent=eva Seat=203
  + Began
  + SignedOn Agent=eva Name="Eva Nová" Seat=203
08:00:04 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:03 Presence=off-air Since=08:00:03
08:00:04 show seat 203
  = SeatView ID=203 Agent=eva Reach=ok ReachSince=08:00:00
