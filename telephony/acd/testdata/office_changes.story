# Proves: P-SET-6
# Trap: C-STATE-4, FreeSWITCH PR 39. A change of the office drops no call and
# signs nobody off who is still in it. Who is gone finishes first.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:02 office
queue podpora RingTime=10
08:01:03 office
  + OfficeSet Office={…}
drop jana
08:01:04 office
  + OfficeSet Office={…}
08:01:05 show agent jana
  = AgentView ID=jana Name="Jana Malá" Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:01 Call=1 Offer=1 Today={Answered=1}
08:01:06 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=1s Talked=5s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:07 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
08:01:08 show agent jana
  = none
08:01:08 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:00:00.002 Place=1
