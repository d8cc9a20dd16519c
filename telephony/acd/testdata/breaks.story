# Proves: S-BREAK-1, S-BREAK-3, S-BREAK-4, S-BREAK-5, S-STATE-4
# A break is taken while on air, in one click; going on air ends it.
on air jana@201
08:01:00 GoOffAir Agent=jana Break=obed
  x Code=unknown-break
08:01:01 GoOffAir Agent=jana Break=porada
  + PresenceSet Agent=jana Presence=off-air Break=porada BreakName=Porada
08:01:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Break=porada BreakName=Porada Since=08:01:01
08:01:03 GoOffAir Agent=jana Break=osobni
  x Code=not-on-air
08:01:04 GoOffAir Agent=jana
08:01:05 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
08:01:06 GoOnAir Agent=jana
08:01:07 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:05 Place=1
08:01:08 GoOffAir Agent=jana
  + PresenceSet Agent=jana Presence=off-air
08:01:09 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Since=08:01:08
