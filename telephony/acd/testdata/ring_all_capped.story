# Proves: W-CC-6
# No more phones ring at once than the queue allows. Whose phone rang in vain
# makes room for the next, who comes back from a break joins in at once.
queue podpora Strategy=ring-all RingMost=2 RingTime=10
agent ida Name="Ida Rychlá" Queues=podpora
agent olga Name="Olga Tichá" Queues=podpora
on air jana@201 petr@202 ida@203
signed on olga@204
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:04 OfferFailed Offer=1 Why=refused Code=603
  + OfferOver Call=1 Offer=1 Agent=jana How=refused Code=603 Next
  + Offered Call=1 Offer=3 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=ring-all
  > RingSeat Call=1 Offer=3 Seat=203 From=+420777000001 Queue=Podpora Limit=10s
08:01:05 show call 1
  = CallView ID=1 Stage=offered From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=petr
08:01:06 GoOffAir Agent=ida
  + OfferOver Call=1 Offer=3 Agent=ida How=withdrawn Next
  + PresenceSet Agent=ida Presence=off-air
  > StopRinging Offer=3
08:01:07 GoOnAir Agent=olga
  + PresenceSet Agent=olga Presence=on-air
  + Offered Call=1 Offer=4 Agent=olga AgentName="Olga Tichá" Seat=204 Queue=podpora Why=ring-all
  > RingSeat Call=1 Offer=4 Seat=204 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:10
  + OfferOver Call=1 Offer=2 Agent=petr How=missed Next
  + Offered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=5 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:17
  + OfferOver Call=1 Offer=4 Agent=olga How=missed Next
  + Offered Call=1 Offer=6 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all Overflow
  > StopRinging Offer=4
  > RingSeat Call=1 Offer=6 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:20
  + OfferOver Call=1 Offer=5 Agent=jana How=missed Next
  > StopRinging Offer=5
08:01:20 wait
