# Trap: C-RING-1, I-3. The phone is gone while it rings: the next one rings at
# once.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 SeatReached Seat=201 Reach=unregistered
  + SeatReach Seat=201 Reach=unregistered
  + OfferOver Call=1 Offer=1 Agent=jana How=unreachable Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:02 Notice={Kind=unreachable Name=Podpora At=08:01:02} Today={Unreachable=1}
08:01:04 SeatReached Seat=202 Reach=off-hook
  + SeatReach Seat=202 Reach=off-hook
08:01:05 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:06 SeatReached Seat=202 Reach=unregistered
  + SeatReach Seat=202 Reach=unregistered
08:01:07 show call 1
  = CallView ID=1 Stage=talking From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:05 Agent=petr Waited=5s Recording=0000001-00000001-1
