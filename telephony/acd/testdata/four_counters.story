# Trap: C-RING-2, C-RING-8, C-STAT-4. Missed, refused, busy and unreachable are
# counted apart; who failed is last, the phone rests for 5 s.
queue podpora RingTime=10
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:01 OfferFailed Offer=1 Why=refused Code=603
  + OfferOver Call=1 Offer=1 Agent=jana How=refused Code=603 Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:01 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:01 Notice={Kind=refused Name=Podpora At=08:01:01} Place=1 Today={Refused=1}
08:01:02 OfferFailed Offer=2 Why=busy Code=486
  + OfferOver Call=1 Offer=2 Agent=petr How=busy Code=486
08:01:02 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:02 Notice={Kind=refused Name=Podpora At=08:01:02} Place=2 Today={Busy=1}
08:01:03 show call 1
  = CallView ID=1 Stage=waiting From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
  @ 08:01:06
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:07 OfferFailed Offer=3 Why=unreachable Code=408
  + OfferOver Call=1 Offer=3 Agent=jana How=unreachable Code=408 Next
  + Offered Call=1 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:07 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:07 Notice={Kind=unreachable Name=Podpora At=08:01:07} Place=1 Today={Refused=1 Unreachable=1}
  @ 08:01:17
  + OfferOver Call=1 Offer=4 Agent=petr How=missed Next
  + Offered Call=1 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=4
  > RingSeat Call=1 Offer=5 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:27
  + OfferOver Call=1 Offer=5 Agent=jana How=missed Next
  + Offered Call=1 Offer=6 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=5
  > RingSeat Call=1 Offer=6 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:30 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=ringing Since=08:01:27 Call=1 Offer=6 Today={Missed=1 Busy=1}
08:01:31 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=6 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=31s
  > StopRinging Offer=6
08:01:32 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:27 Notice={Kind=passed-on Name=Podpora At=08:01:27} Place=1 Today={Missed=1 Refused=1 Unreachable=1}
08:01:32 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:31 Notice={Kind=abandoned Name=Podpora At=08:01:31} Place=2 Today={Missed=1 Busy=1}
