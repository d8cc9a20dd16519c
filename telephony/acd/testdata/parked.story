# Proves: S-LINE-8, D-29
# Nobody else is free: the caller waits on and the operator is told so. She
# stays on air and, being alone, is rung again after 5 s.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
08:01:22 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:20 Notice={Kind=parked Name=Podpora At=08:01:20} Place=1 Today={Missed=1}
08:01:22 show call 1
  = CallView ID=1 Stage=waiting From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
  @ 08:01:25
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:26 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:25 Call=1 Offer=2 Today={Missed=1}
