# Proves: S-OVER-1, S-OVER-3
# Where all phones ring, the call is an overflow call for whom it reached because
# somebody else didn't take it, and none for whose own miss alone that was.
queue podpora Strategy=ring-all ShowOverflow RingTime=10
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:10
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
08:01:11 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:01:12 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all Overflow
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:13 show call 1
  = CallView ID=1 Stage=offered From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=petr Overflow RingUntil=08:01:22
  @ 08:01:15
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:16 OfferAnswered Offer=3
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn Next
  + Answered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Waited=16s Recording=0000001-00000001-1
  > StopRinging Offer=2 Elsewhere
  > Connect Call=1 Caller=L1 Called=o3 Recording=0000001-00000001-1
08:01:17 show call 1
  = CallView ID=1 Stage=talking From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:16 Agent=jana Waited=16s Recording=0000001-00000001-1
