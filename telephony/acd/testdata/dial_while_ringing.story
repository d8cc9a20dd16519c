# Trap: a phone calls out while a call of the queue rings at it. The ring moves
# on: its operator makes a call, so that she can neither go off air nor sit down
# elsewhere, and talks when the called party answers.
queue podpora RingTime=10
on air jana@201
signed on petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:01 SeatDialled Call=2 Leg=L2 Seat=201 To=202
  + Dialled Call=2 Leg=L2 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=2 Offer=2
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn
  > RingSeat Call=2 Offer=2 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
  > StopRinging Offer=1
08:01:10 GoOffAir Agent=jana
  x Code=busy
08:01:11 SignOn Agent=jana Seat=203 Move
  x Code=busy
08:01:12 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=11s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L2
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:13 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:12 Call=2 Notice={Kind=parked Name=Podpora At=08:01:01}
