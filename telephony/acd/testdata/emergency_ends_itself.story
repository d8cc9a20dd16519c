# Proves: P-EMERG-2
# The call that is to be ended hangs up by itself first: 112 goes out at once.
trunk svod Host=svod.example Lines=1
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L3
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
08:02:01 LegEnded Leg=o1 Why=caller
  + CallOver Call=1 Why=agent Outcome=answered Waited=5s Talked=56s
  + WrapUpBegan Call=1 Agent=jana
  + DialTried Call=3 Offer=2 Trunk=svod
  > EndLeg Leg=L1 Why=agent
  > CallOut Call=3 Offer=2 Trunk=svod To=112 Emergency
08:02:02 OfferAnswered Offer=2
  + DialAnswered Call=3 Offer=2 Waited=2s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o2 Recording=0000001-00000003-1
