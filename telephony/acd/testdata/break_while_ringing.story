# Proves: D-27
# A break clicked while the phone rings withdraws the offer; the call moves on.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:03 GoOffAir Agent=jana Break=osobni
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + PresenceSet Agent=jana Presence=off-air Break=osobni BreakName=Osobní
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:01:04 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Break=osobni BreakName=Osobní Since=08:01:03 Notice={Kind=passed-on Name=Podpora At=08:01:03}
08:01:05 GoOffAir Agent=petr
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn
  + PresenceSet Agent=petr Presence=off-air
  > StopRinging Offer=2
08:01:06 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Since=08:01:05 Notice={Kind=parked Name=Podpora At=08:01:05}
08:01:07 show call 1
  = CallView ID=1 Stage=waiting From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
