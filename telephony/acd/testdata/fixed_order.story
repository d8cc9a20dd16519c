# Proves: W-CC-6
# The first of the queue's order who is free, however busy he was; who doesn't
# answer is followed by the next in the order.
queue podpora Strategy=fixed-order Ranks=petr,jana RingTime=10
agent ida Name="Ida Rychlá" Queues=podpora
on air ida@203 jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=fixed-order
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:02 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=fixed-order
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=10s
  @ 08:01:20
  + OfferOver Call=2 Offer=2 Agent=petr How=missed Next
  + Offered Call=2 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=fixed-order Overflow
  > StopRinging Offer=2
  > RingSeat Call=2 Offer=3 Seat=201 From=+420777000002 Queue=Podpora Limit=10s
  @ 08:01:30
  + OfferOver Call=2 Offer=3 Agent=jana How=missed Next
  + Offered Call=2 Offer=4 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=fixed-order Overflow
  > StopRinging Offer=3
  > RingSeat Call=2 Offer=4 Seat=203 From=+420777000002 Queue=Podpora Limit=10s
08:01:35 wait
