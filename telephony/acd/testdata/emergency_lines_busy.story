# Proves: P-EMERG-2
# One line, and Jana talks by it with a customer who called. Somebody calls 112
# from the gate, where nobody is signed on: both hear the tone and why, three
# seconds later their call is over and 112 goes out. Jana sees why, and saves
# the call as any other. Who calls out meanwhile is told that the lines are
# busy; who calls in just then can't take the line.
trunk svod Host=svod.example Number=+420555000111 Lines=1
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
08:02:00 SeatDialled Call=2 Leg=L2 Seat=203 To=+420777999888
  + DialRefused Call=2 Seat=203 To=+420777999888 Why=lines-busy
  > RefuseCaller Call=2 Leg=L2 Code=486
08:02:10 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L3
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
08:02:11 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200
  + CallTurnedAway Call=4 Trunk=svod From=+420777000004 To=800100200 Queue=podpora QueueName=Podpora Why=emergency
  > RefuseCaller Call=4 Leg=L4 Code=486
08:02:12 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:05 Call=1 Offer=1 Notice={Kind=line-needed Name=204 At=08:02:10} Today={Answered=1}
  @ 08:02:13
  + CallOver Call=1 Why=emergency Outcome=answered Waited=5s Talked=1m8s
  + WrapUpBegan Call=1 Agent=jana
  + DialTried Call=3 Offer=2 Trunk=svod
  > EndLeg Leg=L1 Why=emergency
  > EndLeg Leg=o1 Why=emergency
  > CallOut Call=3 Offer=2 Trunk=svod To=112 Emergency
08:02:14 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:02:13 Call=1 Notice={Kind=line-needed Name=204 At=08:02:10} Today={Answered=1 Talked=1m8s}
08:02:15 OfferAnswered Offer=2
  + DialAnswered Call=3 Offer=2 Waited=5s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o2 Recording=0000001-00000003-1
08:02:30 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
08:05:00 LegEnded Leg=L3 Why=caller
  + DialOver Call=3 Why=caller Outcome=answered Waited=5s Talked=2m45s
  > EndLeg Leg=o2 Why=caller
