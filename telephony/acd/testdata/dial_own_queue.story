# Trap: an operator who calls a queue of ours is seen to dial until somebody
# answers, then to talk; nothing of the call is his to save or to pass on, but he
# may hang it up on his page.
on air jana@201
signed on eva@203
08:01:00 SeatDialled Call=1 Leg=L1 Seat=203 To=800100200
  + CallQueued Call=1 Leg=L1 Seat=203 From=203 Name="Eva Nová" To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=203 Name="Eva Nová" Queue=Podpora Limit=20s
08:01:01 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.002 Presence=off-air Work=dialling Since=08:01:00 Call=1
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:06 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.002 Presence=off-air Work=talking Since=08:01:00 Call=1
08:01:07 SaveCall Agent=eva Call=1 Form.Unknown Form.Reasons=2
  x Code=no-call
08:01:08 HoldCall Agent=eva
  > PressKey Leg=L1 Key=hold
08:01:08 Transfer Agent=eva Call=1 Queue=podpora
  x Code=no-call
08:01:09 HangUp Agent=eva
  + CallOver Call=1 Why=caller Outcome=answered Waited=5s Talked=4s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=L1 Why=caller
  > EndLeg Leg=o1 Why=caller
08:01:10 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.002 Presence=off-air Since=08:01:09
08:01:11 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=203
08:02:00 SeatDialled Call=2 Leg=L2 Seat=203 To=800100200
  + CallQueued Call=2 Leg=L2 Seat=203 From=203 Name="Eva Nová" To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=201 From=203 Name="Eva Nová" Queue=Podpora Limit=20s
08:02:01 HangUp Agent=eva
  + OfferOver Call=2 Offer=2 Agent=jana How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=1s
  > EndLeg Leg=L2 Why=caller
  > StopRinging Offer=2
