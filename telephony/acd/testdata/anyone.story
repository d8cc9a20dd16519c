# Proves: S-OVER-5, D-4
# After 30 s the call goes to any operator on air, whether he serves the queue
# or not, at random; a ring that goes on is let go on to its end.
queue podpora AnyAfter=30 ShowOverflow
on air jana@201 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
  @ 08:01:25
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
  @ 08:01:45
  + OfferOver Call=1 Offer=2 Agent=jana How=missed Next
  + Offered Call=1 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=anyone Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=3 Seat=203 From=+420777123456 Queue=Podpora Limit=20s
08:01:45 show call 1
  = CallView ID=1 Stage=offered From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=eva Overflow RingUntil=08:02:05
08:01:46 OfferAnswered Offer=3
  + Answered Call=1 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Waited=46s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o3 Recording=0000001-00000001-1
