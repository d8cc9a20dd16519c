# Proves: D-21
# The question comes once everything else is right. Yes hangs up, saves and
# goes on air, and the next caller rings in the same step.
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
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777123457 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777123457 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:02:00 SaveCall Agent=jana Call=1
  x Code=reason-missing
08:02:01 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  x Code=still-talking
08:02:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:02 Call=1 Offer=1 Today={Answered=1}
08:02:03 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2 HangUp
  + CallOver Call=1 Why=agent Outcome=answered Waited=2s Talked=1m1s
  + WrapUpBegan Call=1 Agent=jana
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > EndLeg Leg=L1 Why=agent
  > EndLeg Leg=o1 Why=agent
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777123457 Queue=Podpora Limit=20s
