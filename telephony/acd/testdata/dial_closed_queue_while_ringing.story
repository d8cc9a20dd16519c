# Trap: the phone at which a call rings dials a queue that is closed and passes
# its callers on to another one: the ring moves on, as with any other call of hers.
hours kancelar Name=Kancelář Week=8:05-16:30
queue podpora Hours=kancelar Closed.Queue=uctarna
on air eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=1 Offer=1 Seat=203 From=+420777000001 Queue=Účtárna Limit=20s
08:01:01 SeatDialled Call=2 Leg=L2 Seat=203 To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Seat=203 From=203 Name="Eva Nová" To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + CallOver Call=2 Why=hours Outcome=passed-on Then=3
  + CallQueued Call=3 Leg=L2 Seat=203 From=203 Name="Eva Nová" To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=2 Queue=podpora QueueName=Podpora Hops=1}
  + OfferOver Call=1 Offer=1 Agent=eva How=withdrawn
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Music=music
  > StopRinging Offer=1
08:01:02 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:01:01 Call=3 Notice={Kind=parked Name=Účtárna At=08:01:01}
