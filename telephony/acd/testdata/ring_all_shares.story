# Trap: C-RING-3; with two callers in line each gets a phone that rings before
# the first gets a second one.
queue podpora Strategy=ring-all
signed on jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:01 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:02 SeatReached Seat=202 Reach=unregistered
  + SeatReach Seat=202 Reach=unregistered
08:01:02 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
08:01:03 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:04 SeatReached Seat=202 Reach=ok
  + SeatReach Seat=202 Reach=ok
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:06 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=2 Agent=petr How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=5s
  > StopRinging Offer=2
