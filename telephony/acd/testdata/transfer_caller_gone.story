# Trap: the caller hangs up at the moment of the transfer; whoever came first in
# the log wins, and nobody's phone rings for a caller who is gone (C-RING-12).
on air jana@201 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 Transfer Agent=jana Call=1 Queue=uctarna
  + CallOver Call=1 Why=transfer Outcome=answered Waited=10s Talked=50s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=+420777000001 Queue=Účtárna Limit=20s
08:02:00 LegEnded Leg=o1 Why=caller
08:02:01 LegEnded Leg=L1 Why=caller
  + OfferOver Call=2 Offer=2 Agent=eva How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=1s
  > StopRinging Offer=2
08:02:02 OfferAnswered Offer=2
  > EndLeg Leg=o2 Why=system
08:02:03 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.002 Presence=on-air Since=08:02:01 Notice={Kind=abandoned Name=Účtárna At=08:02:01} Place=1
