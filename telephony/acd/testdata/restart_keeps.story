# Trap: I-11, C-STATE-4. The brain starts anew: operators are at their seat, state and
# break; a call whose legs live goes on, a caller who waits keeps his place
# and is offered anew, and the timers run on.
queue podpora MaxWait=120
on air jana@201 petr@202
signed on eva@203
08:00:30 GoOffAir Agent=petr Break=porada
  + PresenceSet Agent=petr Presence=off-air Break=porada BreakName=Porada
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:00 kept L1 zz1
08:01:01 kept o1 zz2
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:10 kept L2 zz3
08:01:20 boot
08:01:20 GoOnAir Agent=petr
  x Code=starting
08:01:20 CallArrived Call=9 Leg=L9 Trunk=svod From=+420777000009 To=800100200
  + CallTurnedAway Call=9 Trunk=svod From=+420777000009 To=800100200 Why=system
  > RefuseCaller Call=9 Leg=L9 Code=503
08:01:21 restart Live=L1,L2,o1
  + Began Kept=2
08:01:22 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Break=porada BreakName=Porada Since=08:00:30
08:01:22 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:01 Call=1 Offer=1 Today={Answered=1}
08:01:22 show call 2
  = CallView ID=2 Stage=waiting From=+420777000002 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:10
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=1s Talked=59s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
  @ 08:03:10
  + CallOver Call=2 Why=max-wait Outcome=closed-out Waited=2m0s
  > EndLeg Leg=L2 Why=max-wait
08:03:30 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=2 Offered=2 Answered=1 ClosedOut=1 AnsweredInTime=1
