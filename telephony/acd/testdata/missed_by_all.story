# Proves: D-29, S-OVER-4
# The call goes round: who was rung longest ago is rung again, never before
# the others and never within 5 s of his own ring.
queue podpora RingTime=10
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=10s
  @ 08:01:10
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=10s
  @ 08:01:20
  + OfferOver Call=1 Offer=2 Agent=petr How=missed Next
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777123456 Queue=Podpora Limit=10s
  @ 08:01:30
  + OfferOver Call=1 Offer=3 Agent=jana How=missed Next
  + Offered Call=1 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=3
  > RingSeat Call=1 Offer=4 Seat=202 From=+420777123456 Queue=Podpora Limit=10s
  @ 08:01:40
  + OfferOver Call=1 Offer=4 Agent=petr How=missed Next
  + Offered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=4
  > RingSeat Call=1 Offer=5 Seat=201 From=+420777123456 Queue=Podpora Limit=10s
08:01:45 show call 1
  = CallView ID=1 Stage=offered From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=jana RingUntil=08:01:50
