# Proves: S-STATE-3
# Whoever hangs up first, the other leg is ended too and the call is over
# once: news of the second leg changes nothing. The wire doesn't know who sits
# at which end, the desk does.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:05 LegEnded Leg=o1 Why=caller
  + CallOver Call=1 Why=agent Outcome=answered Waited=5s Talked=1m0s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=L1 Why=agent
08:02:05 LegEnded Leg=L1 Why=caller
08:02:05 LegEnded Leg=o1 Why=lost
08:02:06 OfferFailed Offer=1 Why=unreachable Code=408
08:02:06 HangUp Agent=jana
  x Code=no-call
