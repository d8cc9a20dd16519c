# Trap: C-RING-6. Who missed one caller is rung for the next at once; the one
# he missed is not held up by him.
queue podpora RingTime=10
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:05 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  @ 08:01:10
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=10s
08:01:10 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:10 Call=2 Offer=2 Today={Missed=1}
08:01:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Waited=7s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:20 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:01:21 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=1 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > RingSeat Call=1 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
