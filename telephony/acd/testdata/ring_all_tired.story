# Trap: C-STATE-2. The caller has waited as long as the queue lets him while
# Jana's phone rings on. Petr comes on air: no phone is added, and the desk
# doesn't want waking for him again and again.
queue podpora Strategy=ring-all MaxWait=10 RingTime=30
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=30s
08:01:15 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:01:16 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  @ 08:01:30
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Gone
  + CallOver Call=1 Why=max-wait Outcome=closed-out Waited=30s
  > StopRinging Offer=1
  > EndLeg Leg=L1 Why=max-wait
08:01:40 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:01:15 Presence=on-air Since=08:01:16 Place=1
