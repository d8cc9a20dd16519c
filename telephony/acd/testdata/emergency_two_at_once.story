# Proves: P-EMERG-2
# Two call for help in the same second: each has a call ended for it, no call
# is ended twice, and none more than needed.
trunk svod Host=svod.example Lines=3
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:20 SeatDialled Call=3 Leg=L3 Seat=203 To=+420777000003
  + Dialled Call=3 Leg=L3 Seat=203 To=+420777000003 Trunks=[svod]
  + DialTried Call=3 Offer=3 Trunk=svod
  > CallOut Call=3 Offer=3 Trunk=svod To=+420777000003
08:01:25 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=5s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
08:02:00 SeatDialled Call=4 Leg=L4 Seat=204 To=112
  + Alerted What=emergency Call=4 Seat=204 To=112
  + Dialled Call=4 Leg=L4 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=4 Seat=204 Ends=3 Trunk=svod For=3s
  > RingCaller Leg=L4
  > PlayQueue Leg=L3 Greeting=line-needed-cs
  > PlayQueue Leg=o3 Greeting=line-needed-cs
08:02:00.5 SeatDialled Call=5 Leg=L5 Seat=204 To=155
  + Alerted What=emergency Call=5 Seat=204 To=155
  + Dialled Call=5 Leg=L5 Seat=204 To=155 Trunks=[svod] Emergency
  + LineSought Call=5 Seat=204 Ends=2 Trunk=svod For=3s
  > RingCaller Leg=L5
  > PlayQueue Leg=L2 Greeting=line-needed-cs
  > PlayQueue Leg=o2 Greeting=line-needed-cs
  @ 08:02:03
  + DialOver Call=3 Why=emergency Outcome=answered Waited=5s Talked=38s
  + DialTried Call=4 Offer=4 Trunk=svod
  > EndLeg Leg=o3 Why=emergency
  > EndLeg Leg=L3 Why=emergency
  > CallOut Call=4 Offer=4 Trunk=svod To=112 Emergency
  @ 08:02:03.5
  + CallOver Call=2 Why=emergency Outcome=answered Waited=2s Talked=51.5s
  + WrapUpBegan Call=2 Agent=petr
  + DialTried Call=5 Offer=5 Trunk=svod
  > EndLeg Leg=L2 Why=emergency
  > EndLeg Leg=o2 Why=emergency
  > CallOut Call=5 Offer=5 Trunk=svod To=155 Emergency
08:02:10 OfferAnswered Offer=4
  + DialAnswered Call=4 Offer=4 Waited=10s Recording=0000001-00000004-1
  > AnswerCaller Call=4 Leg=L4
  > Connect Call=4 Caller=L4 Called=o4 Recording=0000001-00000004-1
08:02:11 OfferAnswered Offer=5
  + DialAnswered Call=5 Offer=5 Waited=10.5s Recording=0000001-00000005-1
  > AnswerCaller Call=5 Leg=L5
  > Connect Call=5 Caller=L5 Called=o5 Recording=0000001-00000005-1
