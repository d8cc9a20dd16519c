# Trap: C-STATE-2. A leg that the wire no longer has ends the call; nobody
# stays talking for hours.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 LegEnded Leg=o1 Why=lost
  + OfferOver Call=1 Offer=1 Agent=jana How=unreachable
08:01:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:01 Notice={Kind=unreachable Name=Podpora At=08:01:01} Place=1 Today={Unreachable=1}
  @ 08:01:06
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:06.5 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Waited=6.5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:07 LegEnded Leg=o2 Why=lost
  + CallOver Call=1 Why=lost Outcome=answered Waited=6.5s Talked=500ms
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=L1 Why=lost
08:01:08 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:01:07 Call=1 Today={Answered=1 Unreachable=1 Talked=500ms}
08:01:09 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:10 LegEnded Leg=L2 Why=lost
  + CallOver Call=2 Why=lost Outcome=abandoned Waited=1s
08:01:11 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
08:01:12 LegEnded Leg=L3 Why=system
  + CallOver Call=3 Why=system Outcome=closed-out Waited=1s
