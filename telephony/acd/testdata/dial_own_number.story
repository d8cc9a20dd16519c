# Trap: our own number is dialled from inside: the call never leaves the house; and one of ours that a line sends back is known (WIRE 52)
trunk svod Host=svod.example Number=+420555000111
on air jana@201 petr@202
signed on eva@203
08:01:00 SeatDialled Call=1 Leg=L1 Seat=203 To=800100200
  + CallQueued Call=1 Leg=L1 Seat=203 From=203 Name="Eva Nová" To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=203 Name="Eva Nová" Queue=Podpora Limit=20s
08:01:01 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.003 Presence=off-air Work=dialling Since=08:01:00 Call=1
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=5s Talked=5s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:11 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.003 Presence=off-air Since=08:01:10
08:02:00 SeatDialled Call=2 Leg=L2 Seat=203 To=+420777123456
  + Dialled Call=2 Leg=L2 Seat=203 Agent=eva AgentName="Eva Nová" To=+420777123456 Trunks=[svod]
  + DialTried Call=2 Offer=2 Trunk=svod
  > CallOut Call=2 Offer=2 Trunk=svod To=+420777123456
08:02:01 CallArrived Call=3 Leg=L3 Trunk=svod From=+420555000111 To=800100200
  + CallTurnedAway Call=3 Trunk=svod From=+420555000111 To=800100200 Queue=podpora QueueName=Podpora Why=loop
  > RefuseCaller Call=3 Leg=L3 Code=482
08:02:02 OfferFailed Offer=2 Why=unreachable Code=482
  + DialFailed Call=2 Offer=2 Code=482
  + DialOver Call=2 Why=called Outcome=unreached Code=482 Waited=2s
  > RefuseCaller Call=2 Leg=L2 Code=482
08:03:00 SeatDialled Call=4 Leg=L4 Seat=203 To=203
  + DialRefused Call=4 Seat=203 Agent=eva AgentName="Eva Nová" To=203 Why=oneself
  > RefuseCaller Call=4 Leg=L4 Code=486
