# Proves: W-CC-6
# Who talked least today, though he has taken as many calls.
queue podpora Strategy=least-talk
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=least-talk
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:03:05 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=2m3s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:03:06 SaveCall Agent=jana Call=1 Form.Reasons=2 Form.Unknown
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
08:03:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=least-talk
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:03:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:03:15 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=2s Talked=3s
  + WrapUpBegan Call=2 Agent=petr
  > EndLeg Leg=o2 Why=caller
08:03:16 SaveCall Agent=petr Call=2 Form.Reasons=2 Form.Unknown
  + Saved Call=2 Agent=petr AgentName="Petr Velký" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000002
08:04:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=least-talk
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=3 Seat=202 From=+420777000003 Queue=Podpora Limit=20s
