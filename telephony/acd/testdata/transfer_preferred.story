# Proves: S-XFER-3, D-25
# The preferred operator is rung first, though he doesn't serve the queue and
# others wait longer. He doesn't answer in the ring time: the queue goes on.
on air jana@201 petr@202 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:20 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:02:00 Transfer Agent=jana Call=1 Queue=podpora Prefer=eva
  + CallOver Call=1 Why=transfer Outcome=answered Waited=10s Talked=50s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=preferred
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:02:01 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  @ 08:02:20
  + OfferOver Call=2 Offer=2 Agent=eva How=missed Next
  + Offered Call=2 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=2
  > RingSeat Call=2 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:02:20 wait
08:02:22 OfferAnswered Offer=3
  + Answered Call=2 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Waited=22s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L1 Called=o3 Recording=0000001-00000002-1
