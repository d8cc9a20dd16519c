# Trap: C-RING-1, C-RING-3, C-RING-7, I-3. A phone that can't be rung isn't
# rung, costs the caller nothing, and its operator is told why he gets no
# calls until it is back.
on air jana@201 petr@202
08:01:00 SeatReached Seat=201 Reach=unanswering
  + SeatReach Seat=201 Reach=unanswering
08:01:01 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:00:00.001 Notice={Kind=unreachable At=08:01:00}
08:01:01 show seat 201
  = SeatView ID=201 Name=Okno Agent=jana Reach=unanswering ReachSince=08:01:00
08:01:02 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:04 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:05 SeatReached Seat=201 Reach=ok Phone="Yealink 10.0.0.5"
  + SeatReach Seat=201 Reach=ok Phone="Yealink 10.0.0.5"
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:01:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:05 Call=2 Offer=2
08:01:07 SeatReached Seat=201 Reach=ok Phone="Yealink 10.0.0.5"
08:01:07 SeatReached Seat=999 Reach=ok
