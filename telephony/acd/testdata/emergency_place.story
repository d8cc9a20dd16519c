# Proves: P-EMERG-2
# Help is called in Praha. The other line has room: it is taken before any call
# is ended, and shows the number of the place where it may. When that is full,
# too, the talk on the line of the place is ended, though on the other line
# somebody only waits: by its line the emergency centre sees where to go.
trunk svod Host=svod.example Number=+420555000111 Lines=2
trunk praha Host=praha.example Number=+420222000111 Site=praha Lines=1
seat 204 Site=praha
site praha Number=+420222000999
number +420222000999 Queue=uctarna Trunk=svod
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=praha From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=praha From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:02:00 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod, praha] Emergency
  + DialTried Call=3 Offer=2 Trunk=svod Shown=+420222000999
  > CallOut Call=3 Offer=2 Trunk=svod To=112 Shown=+420222000999 Emergency
08:02:01 OfferAnswered Offer=2
  + DialAnswered Call=3 Offer=2 Waited=1s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o2 Recording=0000001-00000003-1
08:02:10 SeatDialled Call=4 Leg=L4 Seat=204 To=112
  + Alerted What=emergency Call=4 Seat=204 To=112
  + Dialled Call=4 Leg=L4 Seat=204 To=112 Trunks=[praha, svod] Emergency
  + LineSought Call=4 Seat=204 Ends=1 Trunk=praha For=3s
  > RingCaller Leg=L4
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
  @ 08:02:13
  + CallOver Call=1 Why=emergency Outcome=answered Waited=5s Talked=1m8s
  + WrapUpBegan Call=1 Agent=jana
  + DialTried Call=4 Offer=3 Trunk=praha
  > EndLeg Leg=L1 Why=emergency
  > EndLeg Leg=o1 Why=emergency
  > CallOut Call=4 Offer=3 Trunk=praha To=112 Emergency
08:02:20 OfferAnswered Offer=3
  + DialAnswered Call=4 Offer=3 Waited=10s Recording=0000001-00000004-1
  > AnswerCaller Call=4 Leg=L4
  > Connect Call=4 Caller=L4 Called=o3 Recording=0000001-00000004-1
