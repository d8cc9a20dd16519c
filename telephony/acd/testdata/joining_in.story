# Proves: W-CC-6, W-CC-7
# Trap: rivals' penalty groups stand still while one of the first group doesn't
# answer. Here who joins in late does so as the wait grows, whether or not the
# first ones answer; who joins in early still comes first.
queue podpora RingTime=20 Ranks=jana,petr:30,ida:60
agent ida Name="Ida Rychlá" Queues=podpora
on air ida@203 petr@202 jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
  @ 08:01:25
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:01:45
  + OfferOver Call=1 Offer=2 Agent=jana How=missed Next
  + Offered Call=1 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:45 OfferFailed Offer=2 Why=refused Code=603
  @ 08:02:05
  + OfferOver Call=1 Offer=3 Agent=petr How=missed Next
  + Offered Call=1 Offer=4 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=3
  > RingSeat Call=1 Offer=4 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:02:10 wait
