# Proves: D-5, D-16, S-LAST-1
# Jana never saves. The wrap-up lasts; the supervisor releases it, the call
# stands unprocessed, she is off air and told so.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:30 LeaveWrapUp Agent=jana By=sova
  x Code=no-call
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=58s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
09:30:00 LeaveWrapUp Agent=jana By=petr
  x Code=not-allowed
09:30:01 LeaveWrapUp Agent=jana By=sova
  + Unprocessed Call=1 Agent=jana By=sova
  + PresenceSet Agent=jana Presence=off-air By=sova
09:30:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Since=09:30:01 Notice={Kind=released By="Karel Sova" At=09:30:01} Today={Answered=1 Talked=58s}
09:30:02 show call 1
  = CallView ID=1 Stage=unprocessed From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:02 Ended=08:02:00 Agent=jana Waited=2s Recording=0000001-00000001-1
09:30:03 LeaveWrapUp Agent=jana By=sova
  x Code=no-call
