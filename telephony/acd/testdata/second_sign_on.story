# Proves: D-1, S-LOGIN-6
# Another browser at the same seat changes nothing. Another seat is asked
# about, then the old one is free. A seat held by somebody names him and since
# when.
on air jana@201
signed on eva@203
08:02:00 SignOn Agent=jana Seat=201
08:02:01 SignOn Agent=jana Seat=202
  x Code=elsewhere Name=201 Since=07:00:00Z
08:02:02 SignOn Agent=jana Seat=202 Move
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=202
08:02:03 SignOn Agent=petr Seat=203
  x Code=seat-taken Name="Eva Nová" Since=07:00:00Z
08:02:04 SignOn Agent=petr Seat=201
  + SignedOn Agent=petr Name="Petr Velký" Seat=201
08:02:05 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=202 SignedOn=08:02:02 Presence=off-air Since=08:02:02
