# Proves: W-CC-6
# In turn: after the one rung last comes the next in the queue's order, who has
# no place in it behind the others.
queue podpora Strategy=round-robin Ranks=petr,jana
agent ida Name="Ida Rychlá" Queues=podpora
on air ida@203 jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=round-robin
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=round-robin
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:01:12 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=2 Agent=jana How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=2
08:01:20 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=3 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=round-robin
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=3 Seat=203 From=+420777000003 Queue=Podpora Limit=20s
08:01:22 LegEnded Leg=L3 Why=caller
  + OfferOver Call=3 Offer=3 Agent=ida How=abandoned
  + CallOver Call=3 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=3
08:01:30 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=round-robin
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Greeting=greeting-cs Music=music
  > RingSeat Call=4 Offer=4 Seat=202 From=+420777000004 Queue=Podpora Limit=20s
