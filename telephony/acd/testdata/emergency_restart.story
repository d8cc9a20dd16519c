# Proves: P-EMERG-2
# The brain dies while a talk is warned. The talk lives on, nobody ends it any
# more; who called for help is hung up on, and calls again.
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
08:01:05 kept L1 a
08:01:05 kept o1 b
08:02:00 SeatDialled Call=2 Leg=L2 Seat=204 To=112
  + Alerted What=emergency Call=2 Seat=204 To=112
  + Dialled Call=2 Leg=L2 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=2 Seat=204 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L2
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
08:02:01 restart Live=L1,o1
  + Began Kept=1 Ended=1
  + CallSpared Call=1 For=2
  + DialOver Call=2 Why=restart Outcome=unreached Waited=1s
  > PlayQueue Leg=L1
  > PlayQueue Leg=o1
08:02:10 show call 1
  = CallView ID=1 Stage=talking From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:05 Agent=jana Waited=5s Recording=0000001-00000001-1
08:02:20 SeatDialled Call=2-1 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=2-1 Seat=204 To=112
  + Dialled Call=2-1 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=2-1 Seat=204 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L3
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
