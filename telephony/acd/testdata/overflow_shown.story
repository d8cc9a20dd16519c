# Proves: S-OVER-1, S-OVER-2, S-OVER-3, S-OVER-4
# Jana doesn't take the call for 20 s, so it is an overflow call at Petr's,
# and the queue wants that shown.
queue podpora ShowOverflow
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:10 show call 1
  = CallView ID=1 Stage=offered From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=jana RingUntil=08:01:20
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:01:25 show call 1
  = CallView ID=1 Stage=offered From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=petr Overflow RingUntil=08:01:40
08:01:26 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=26s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:27 show call 1
  = CallView ID=1 Stage=talking From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:26 Agent=petr Overflow Waited=26s Recording=0000001-00000001-1
