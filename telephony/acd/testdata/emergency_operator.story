# Proves: P-EMERG-1, S-STATE-3, S-LINE-8
# Jana calls 112 while her phone rings for a queue: the ring moves on at once and
# isn't one that she missed, she is busy until the centre has hung up, and neither
# a break nor a sign-off takes her call for help away.
trunk svod Host=svod.example
queue podpora RingTime=10
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:05 SeatDialled Call=2 Leg=L2 Seat=201 To=112
  + Alerted What=emergency Call=2 Seat=201 To=112
  + Dialled Call=2 Leg=L2 Seat=201 Agent=jana AgentName="Jana Malá" To=112 Trunks=[svod] Emergency
  + DialTried Call=2 Offer=2 Trunk=svod
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn
  > CallOut Call=2 Offer=2 Trunk=svod To=112 Emergency
  > StopRinging Offer=1
08:01:06 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=1s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L2
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:07 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:06 Call=2 Notice={Kind=parked Name=Podpora At=08:01:05}
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:06 Call=2 Notice={Kind=parked Name=Podpora At=08:01:05}
08:01:12 GoOffAir Agent=jana Break=osobni
  x Code=busy
08:01:13 SignOff Agent=jana
  x Code=busy
08:01:13 SignOff Agent=jana By=sova Leave
  x Code=busy
08:01:14 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:01:15 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=1 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:25
  + OfferOver Call=1 Offer=3 Agent=petr How=missed
  > StopRinging Offer=3
  @ 08:01:30
  + Offered Call=1 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:40
  + OfferOver Call=1 Offer=4 Agent=petr How=missed
  > StopRinging Offer=4
08:01:40 LegEnded Leg=o2 Why=caller
  + DialOver Call=2 Why=called Outcome=answered Waited=1s Talked=34s
  + Offered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > EndLeg Leg=L2 Why=called
  > RingSeat Call=1 Offer=5 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:41 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:40 Call=1 Offer=5
