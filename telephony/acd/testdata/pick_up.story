# Trap: A call that rings at one phone is picked up at another: the first stops to
# ring as answered elsewhere, and who picks up needn't be on air. What he may
# not serve, what rings no more and a second call beside one in hand are
# refused.
on air jana@201 petr@202 eva@203
08:00:10 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:00:20 PickUp Agent=petr Seat=201
  x Code=nothing-rings
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 PickUp Agent=eva Seat=201
  x Code=not-allowed
08:01:02 PickUp Agent=petr Seat=203
  x Code=nothing-rings
08:01:02 PickUp Agent=jana
  x Code=busy
08:01:03 PickUp Agent=petr Offer=1
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=picked-up
  > StopRinging Offer=1 Elsewhere
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 PickUp Agent=petr Offer=1
  x Code=busy
08:01:03 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:04 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=4s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:10 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:03 Notice={Kind=passed-on Name=Podpora At=08:01:03} Place=2
08:01:10 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Work=talking Since=08:01:04 Call=1 Offer=2 Today={Answered=1}
08:01:11 PickUp Agent=petr
  x Code=save-first
