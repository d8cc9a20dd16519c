# Trap: a colleague's call and a queue's ring at the same phone. Jana takes the
# colleague's: what rings for the queue moves on at once and isn't a miss.
on air jana@201
signed on petr@202
08:01:00 SeatDialled Call=1 Leg=L1 Seat=204 To=201
  + Dialled Call=1 Leg=L1 Seat=204 To=201 Other=201
  + DialTried Call=1 Offer=1
  > RingSeat Call=1 Offer=1 Seat=201 From=204 Limit=1m0s
08:01:01 SignOff Agent=jana
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
08:01:02 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:01:03 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:04 TakeOldest Agent=jana Queue=podpora
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=taken-out
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
08:01:06 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=6s Recording=0000001-00000001-1
  + OfferOver Call=2 Offer=2 Agent=jana How=withdrawn Next
  + Offered Call=2 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
  > StopRinging Offer=2
  > RingSeat Call=2 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:07 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:01:02 Presence=off-air Work=talking Since=08:01:06 Call=1 Notice={Kind=passed-on Name=Podpora At=08:01:06}
08:01:07 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=ringing Since=08:01:06 Call=2 Offer=3
08:01:08 OfferAnswered Offer=2
  > EndLeg Leg=o2 Why=system
