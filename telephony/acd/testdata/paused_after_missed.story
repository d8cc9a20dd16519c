# Proves: D-29
# Trap: C-RING-9. Where it is switched on, so many rings missed in a row take an
# operator off air, and he is told why; an answer begins anew, and he comes back
# himself.
queue podpora PauseAfter=2 RingTime=10
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:10
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
08:01:12 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=12s
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=10s
08:02:05 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:02:10 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=5s Talked=5s
  + WrapUpBegan Call=2 Agent=jana
  > EndLeg Leg=o2 Why=caller
08:02:11 SaveCall Agent=jana Call=2 Form.Reasons=2 Form.Unknown
  + Saved Call=2 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000002
08:03:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=3 Seat=201 From=+420777000003 Queue=Podpora Limit=10s
  @ 08:03:10
  + OfferOver Call=3 Offer=3 Agent=jana How=missed
  > StopRinging Offer=3
  @ 08:03:15
  + Offered Call=3 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=3 Offer=4 Seat=201 From=+420777000003 Queue=Podpora Limit=10s
  @ 08:03:25
  + OfferOver Call=3 Offer=4 Agent=jana How=missed
  + PresenceSet Agent=jana Presence=off-air Missed=2
  > StopRinging Offer=4
08:03:40 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Since=08:03:25 Notice={Kind=paused Name=2 At=08:03:25} Today={Answered=1 Missed=3 Talked=5s}
08:03:41 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=3 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=3 Offer=5 Seat=201 From=+420777000003 Queue=Podpora Limit=10s
08:03:42 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:03:41 Call=3 Offer=5 Today={Answered=1 Missed=3 Talked=5s}
