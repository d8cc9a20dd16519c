# Proves: S-STATE-3
# The button ends both legs and leaves her in wrap-up.
on air jana@201
08:01:00 HangUp Agent=jana
  x Code=no-call
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:01 HangUp Agent=jana
  x Code=no-call
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:05 HangUp Agent=jana
  + CallOver Call=1 Why=agent Outcome=answered Waited=5s Talked=1m0s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=L1 Why=agent
  > EndLeg Leg=o1 Why=agent
08:02:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:02:05 Call=1 Today={Answered=1 Talked=1m0s}
