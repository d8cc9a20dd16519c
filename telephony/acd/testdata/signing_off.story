# Proves: S-LOGOUT-1, S-LOGOUT-2, D-5, S-LAST-1
# Not while the phone rings and not while talking; in wrap-up after a
# confirmation, and the call stays unprocessed.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:01 SignOff Agent=jana
  x Code=busy
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 SignOff Agent=jana Leave
  x Code=busy
08:01:04 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=2s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:05 SignOff Agent=jana
  x Code=confirm-leave
08:01:06 SignOff Agent=jana Leave
  + Unprocessed Call=1 Agent=jana
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
08:01:07 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Since=08:01:06 Today={Answered=1 Talked=2s}
08:01:07 show call 1
  = CallView ID=1 Stage=unprocessed From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:02 Ended=08:01:04 Agent=jana Waited=2s Recording=0000001-00000001-1
08:01:08 SignOff Agent=jana
  x Code=not-signed-on
