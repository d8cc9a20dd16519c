# Trap: C-FXO-4. Every queue has an end if it is given one: then the caller is
# closed out. A phone that rings just then may ring to its end.
queue podpora MaxWait=30
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:20 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  @ 08:01:30
  + CallOver Call=1 Why=max-wait Outcome=closed-out Waited=30s
  > EndLeg Leg=L1 Why=max-wait
08:01:40 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:01:41 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=2 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=2 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:02:01
  + OfferOver Call=2 Offer=1 Agent=jana How=missed Gone
  + CallOver Call=2 Why=max-wait Outcome=closed-out Waited=41s
  > StopRinging Offer=1
  > EndLeg Leg=L2 Why=max-wait
08:02:10 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=2 ClosedOut=2
