# Trap: a talk of two seats outlives the brain, a call that only rings does not
signed on jana@201 petr@202
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=202
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=1 Offer=1
  > RingSeat Call=1 Offer=1 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
08:01:01 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=1s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:02 kept L1 zaznam
08:01:02 kept o1 zaznam
08:01:03 SeatDialled Call=2 Leg=L2 Seat=203 To=204
  + Dialled Call=2 Leg=L2 Seat=203 To=204 Other=204
  + DialTried Call=2 Offer=2
  > RingSeat Call=2 Offer=2 Seat=204 From=203 Limit=1m0s
08:01:04 kept o2 zvoni
08:01:05 restart Live=L1,o1
  + Began Kept=1 Ended=1
  + DialOver Call=2 Why=restart Outcome=unreached Waited=2s
  > EndLeg Leg=o2 Why=restart
08:01:06 show call 1
  = CallView ID=1 Stage=talking Direction=internal Seat=201 From=201 FromName="Jana Malá" To=202 Queued=08:01:00 Answered=08:01:01 Agent=jana Waited=1s Recording=0000001-00000001-1
08:01:16 LegEnded Leg=o1 Why=caller
  + DialOver Call=1 Why=called Outcome=answered Waited=1s Talked=15s
  > EndLeg Leg=L1 Why=called
