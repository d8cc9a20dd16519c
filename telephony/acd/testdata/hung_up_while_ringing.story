# Proves: S-LINE-5
# The caller gives up while Jana's phone rings: it stops, she is told, and
# stands in line for the next one.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:10 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=jana How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=10s
  > StopRinging Offer=1
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:10 Notice={Kind=abandoned Name=Podpora At=08:01:10} Place=1
08:01:11 show call 1
  = none
08:01:11 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Abandoned=1
08:01:20 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:20 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:20 Call=2 Offer=2
