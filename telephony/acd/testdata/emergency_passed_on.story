# Proves: P-EMERG-1, P-EMERG-2, P-EMERG-3
# Jana passes her caller on to 112, by the transfer key of her phone. He takes
# one line and needs another: a talk on it is ended for him, supervisors are
# told. His own line is never taken for it.
trunk svod Host=svod.example Lines=2
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
08:01:10 SeatDialled Call=2 Leg=L2 Seat=203 To=+420777000002
  + Dialled Call=2 Leg=L2 Seat=203 To=+420777000002 Trunks=[svod]
  + DialTried Call=2 Offer=2 Trunk=svod
  > CallOut Call=2 Offer=2 Trunk=svod To=+420777000002
08:01:12 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=2s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L2
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:02:00 SeatRefers Leg=o1 To=112
  + CallOver Call=1 Why=transfer Outcome=answered Waited=5s Talked=55s Then=3
  + WrapUpBegan Call=1 Agent=jana
  + Alerted What=emergency Call=3 Seat=201 To=112
  + Dialled Call=3 Leg=L1 Seat=201 To=112 Trunks=[svod] Emergency After=1 From=+420777000001 Via=svod
  + LineSought Call=3 Seat=201 Ends=2 Trunk=svod For=3s
  > ReferDone Leg=o1 Code=200
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingCaller Leg=L1
  > PlayQueue Leg=L2 Greeting=line-needed-cs
  > PlayQueue Leg=o2 Greeting=line-needed-cs
  @ 08:02:03
  + DialOver Call=2 Why=emergency Outcome=answered Waited=2s Talked=51s
  + DialTried Call=3 Offer=3 Trunk=svod
  > EndLeg Leg=o2 Why=emergency
  > EndLeg Leg=L2 Why=emergency
  > CallOut Call=3 Offer=3 Trunk=svod To=112 Emergency
08:02:10 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=10s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L1
  > Connect Call=3 Caller=L1 Called=o3 Recording=0000001-00000003-1
  > ShowParty Leg=L1 Number=112
08:02:20 show call 3
  = CallView ID=3 Stage=talking Direction=out Seat=201 From=+420777000001 To=112 Trunk=svod Queued=08:02:00 Answered=08:02:10 Emergency Waited=10s Recording=0000001-00000003-1
