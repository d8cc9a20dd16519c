# Proves: W-CC-6
# By the dice that are handed in, so that a replay throws the same; who was
# rung in vain only when the others were.
queue podpora Strategy=random RingTime=5
agent ida Name="Ida Rychlá" Queues=podpora
on air jana@201 petr@202 ida@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=random
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=5s
  @ 08:01:05
  + OfferOver Call=1 Offer=1 Agent=petr How=missed Next
  + Offered Call=1 Offer=2 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=random Overflow
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=203 From=+420777000001 Queue=Podpora Limit=5s
  @ 08:01:10
  + OfferOver Call=1 Offer=2 Agent=ida How=missed Next
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=random Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=5s
  @ 08:01:15
  + OfferOver Call=1 Offer=3 Agent=jana How=missed Next
  + Offered Call=1 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=random Overflow
  > StopRinging Offer=3
  > RingSeat Call=1 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=5s
08:01:17 wait
