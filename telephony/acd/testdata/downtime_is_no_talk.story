# Trap: FAULTS power cut. The box lies dead for ten minutes; the talk and the
# wait that it cut off lasted until it was last seen at work, as the recording
# did, not until it began anew.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:12:00 restart Seen=08:02:00
  + Began Ended=2
  + CallOver Call=1 Why=restart Outcome=answered Waited=1s Talked=59s
  + WrapUpBegan Call=1 Agent=jana
  + CallOver Call=2 Why=restart Outcome=closed-out Waited=50s
08:12:01 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:12:00 Call=1 Today={Answered=1 Talked=59s}
