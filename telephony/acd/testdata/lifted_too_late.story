# Proves: D-14
# Trap: C-RING-12. The caller hung up in the instant in which Jana lifted: her
# leg is ended, nobody talks to silence. First in the book wins.
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
08:01:10 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:10 Notice={Kind=abandoned Name=Podpora At=08:01:10} Place=1
