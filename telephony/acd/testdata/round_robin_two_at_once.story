# Proves: W-CC-6
# Two rings end in the same moment: the second caller goes to who comes after the
# one whom the first now rings, not after the one rung before both.
queue podpora Strategy=round-robin Ranks=jana,petr,eva
agent eva Queues=podpora
on air jana@201 petr@202 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=round-robin
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=round-robin
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:01 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=round-robin
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=3 Seat=203 From=+420777000003 Queue=Podpora Limit=20s
08:01:02 OfferAnswered Offer=3
  + Answered Call=3 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Waited=1s Recording=0000001-00000003-1
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
08:01:05 SaveCall Agent=eva Call=3 Form.Unknown Form.Reasons=2 HangUp
  + CallOver Call=3 Why=agent Outcome=answered Waited=1s Talked=3s
  + WrapUpBegan Call=3 Agent=eva
  + Saved Call=3 Agent=eva AgentName="Eva Nová" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000003
  > EndLeg Leg=L3 Why=agent
  > EndLeg Leg=o3 Why=agent
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Next
  + OfferOver Call=2 Offer=2 Agent=petr How=missed Next
  + Offered Call=1 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=round-robin Overflow
  + Offered Call=2 Offer=5 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=round-robin Overflow
  > StopRinging Offer=1
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=2 Offer=5 Seat=203 From=+420777000002 Queue=Podpora Limit=20s
08:01:21 wait
