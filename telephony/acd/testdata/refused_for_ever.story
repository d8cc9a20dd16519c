# Trap: C-RING-8, C-RING-10. An operator who keeps refusing is tried each 5 s,
# the caller keeps his place and is never dropped for it.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:00 OfferFailed Offer=1 Why=refused Code=603
  + OfferOver Call=1 Offer=1 Agent=jana How=refused Code=603
  @ 08:01:05
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferFailed Offer=2 Why=refused Code=603
  + OfferOver Call=1 Offer=2 Agent=jana How=refused Code=603
  @ 08:01:10
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:10 OfferFailed Offer=3 Why=refused Code=603
  + OfferOver Call=1 Offer=3 Agent=jana How=refused Code=603
  @ 08:01:15
  + Offered Call=1 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=4 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:15 OfferFailed Offer=4 Why=refused Code=603
  + OfferOver Call=1 Offer=4 Agent=jana How=refused Code=603
08:01:16 show call 1
  = CallView ID=1 Stage=waiting From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
  @ 08:01:20
  + Offered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=5 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:20 OfferAnswered Offer=5
  + Answered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Waited=20s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o5 Recording=0000001-00000001-1
