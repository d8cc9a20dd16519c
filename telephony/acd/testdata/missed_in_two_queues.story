# Trap: C-RING-6, C-RING-9. Petr has stepped away and serves two queues: his
# misses count together, whichever queue rang him, and the queue of the last one
# says how many are too many; nobody waits behind him longer than for one ring.
# What the phone refuses, can't be reached for, or is busy with isn't a miss.
queue podpora PauseAfter=3 RingTime=5
queue uctarna PauseAfter=5 RingTime=5
on air petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Účtárna Limit=5s
  @ 08:01:05
  + OfferOver Call=1 Offer=1 Agent=petr How=missed
  > StopRinging Offer=1
08:01:06 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=6s
08:01:07 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000001 Queue=Účtárna Limit=5s
  @ 08:01:12
  + OfferOver Call=2 Offer=2 Agent=petr How=missed
  > StopRinging Offer=2
08:01:13 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=6s
08:01:14 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=3 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Music=music
  > RingSeat Call=3 Offer=3 Seat=202 From=+420777000001 Queue=Účtárna Limit=5s
  @ 08:01:19
  + OfferOver Call=3 Offer=3 Agent=petr How=missed
  > StopRinging Offer=3
08:01:20 LegEnded Leg=L3 Why=caller
  + CallOver Call=3 Why=caller Outcome=abandoned Waited=6s
08:01:21 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.001 Presence=on-air Since=08:01:19 Notice={Kind=parked Name=Účtárna At=08:01:19} Place=1 Today={Missed=3}
08:01:22 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Greeting=greeting-cs Music=music
  > RingSeat Call=4 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=5s
08:01:23 OfferFailed Offer=4 Why=busy Code=486
  + OfferOver Call=4 Offer=4 Agent=petr How=busy Code=486
  @ 08:01:28
  + Offered Call=4 Offer=5 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=4 Offer=5 Seat=202 From=+420777000001 Queue=Podpora Limit=5s
08:01:29 OfferFailed Offer=5 Why=refused Code=603
  + OfferOver Call=4 Offer=5 Agent=petr How=refused Code=603
08:01:30 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:01:31 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=4 Offer=6 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=4 Offer=6 Seat=201 From=+420777000001 Queue=Podpora Limit=5s
08:01:32 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.001 Presence=on-air Since=08:01:29 Notice={Kind=refused Name=Podpora At=08:01:29} Place=1 Today={Missed=3 Refused=1 Busy=1}
  @ 08:01:36
  + OfferOver Call=4 Offer=6 Agent=jana How=missed Next
  + Offered Call=4 Offer=7 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=6
  > RingSeat Call=4 Offer=7 Seat=202 From=+420777000001 Queue=Podpora Limit=5s
  @ 08:01:41
  + OfferOver Call=4 Offer=7 Agent=petr How=missed Next
  + PresenceSet Agent=petr Presence=off-air Missed=4
  + Offered Call=4 Offer=8 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=7
  > RingSeat Call=4 Offer=8 Seat=201 From=+420777000001 Queue=Podpora Limit=5s
  @ 08:01:46
  + OfferOver Call=4 Offer=8 Agent=jana How=missed
  > StopRinging Offer=8
08:01:50 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.001 Presence=off-air Since=08:01:41 Notice={Kind=paused Name=4 At=08:01:41} Today={Missed=4 Refused=1 Busy=1}
