# Proves: P-EMERG-3
# Jana passes her caller on to 112, and no line can carry that: her phone is told,
# her talk goes on, and supervisors know that she needs help.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:30 SeatRefers Leg=o1 To=112
  + Alerted What=emergency Call=1 Seat=201 To=112
  > ReferDone Leg=o1 Code=503
08:01:31 show call 1
  = CallView ID=1 Stage=talking From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:05 Agent=jana Waited=5s Recording=0000001-00000001-1
