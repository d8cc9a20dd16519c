# Trap: C-RING-1, I-3. Signing on at a phone that isn't there says so at once.
08:00:10 SeatReached Seat=201 Reach=unregistered
  + SeatReach Seat=201 Reach=unregistered
08:00:11 SignOn Agent=jana Seat=201
  + Began
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:00:12 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:11 Presence=off-air Since=08:00:11 Notice={Kind=unreachable At=08:00:11}
