# Trap: Two phones pick up the same ringing call at once: whoever is first has
# it, his own ring is nobody else's to take, and the other is told that nothing
# rings, by star code, by the key of either seat, and by taking the oldest. When
# the one who was first doesn't lift his phone, others may take it.
agent eva Queues=podpora,uctarna
on air jana@201 petr@202 eva@203
08:00:10 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:00:10 GoOffAir Agent=eva
  + PresenceSet Agent=eva Presence=off-air
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 PickUp Agent=petr
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=picked-up
  > StopRinging Offer=1 Elsewhere
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 PickUp Agent=eva
  x Code=nothing-rings
08:01:03 PickUp Agent=eva Seat=201
  x Code=nothing-rings
08:01:03 PickUp Agent=eva Seat=202
  x Code=nothing-rings
08:01:03 PickUp Agent=eva Offer=1
  x Code=nothing-rings
08:01:03 PickUp Agent=eva Offer=2
  x Code=nothing-rings
08:01:03 TakeOldest Agent=eva Queue=podpora
  x Code=nobody-waits
08:01:05 PickUp Agent=eva Seat=202
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn Next
  + Offered Call=1 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=picked-up
  > StopRinging Offer=2 Elsewhere
  > RingSeat Call=1 Offer=3 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:01:06 OfferAnswered Offer=3
  + Answered Call=1 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Waited=6s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o3 Recording=0000001-00000001-1
08:01:06 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Since=08:01:05 Notice={Kind=passed-on Name=Podpora At=08:01:05}
