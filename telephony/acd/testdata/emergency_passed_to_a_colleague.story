# Proves: P-EMERG-2
# Who has the emergency centre on the line passes it on to a colleague, blind and
# after a word with him. It is an emergency call still: not cut for another one,
# whose place's line is full. Nobody takes the blind one: its phone is rung.
trunk svod Host=svod.example Lines=1
on air jana@201
signed on petr@202
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=112
  + Alerted What=emergency Call=1 Seat=201 To=112
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=112 Trunks=[svod] Emergency
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=112 Emergency
08:01:02 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=2s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 SeatRefers Leg=L1 To=202
  + DialOver Call=1 Why=transfer Outcome=answered Waited=2s Talked=8s Then=2
  + Dialled Call=2 Leg=o1 Seat=201 To=202 Other=202 Emergency After=1 From=112 Via=svod
  + DialTried Call=2 Offer=2
  > ReferDone Leg=L1 Code=200
  > EndLeg Leg=L1 Why=transfer
  > PlayQueue Leg=o1 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=112 Limit=1m0s
08:01:20 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 For=30s
  > RingCaller Leg=L3
08:01:21 LegEnded Leg=L3 Why=caller
  + DialOver Call=3 Why=caller Outcome=abandoned Waited=1s
  @ 08:02:10
  + DialTried Call=2 Offer=3 Seat=201
  > StopRinging Offer=2
  > RingSeat Call=2 Offer=3 Seat=201 From=112 Limit=1m0s
08:02:11 OfferAnswered Offer=3
  + DialAnswered Call=2 Offer=3 Waited=1m1s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=o1
  > Connect Call=2 Caller=o1 Called=o3 Recording=0000001-00000002-1
  > ShowParty Leg=o1 Number=202 Name="Jana Malá"
08:02:12 show call 2
  = CallView ID=2 Stage=talking Direction=internal Seat=201 From=112 To=202 Queued=08:01:10 Answered=08:02:11 Emergency Waited=1m1s Recording=0000001-00000002-1
08:02:20 SeatDialled Call=4 Leg=L4 Seat=201 To=202
  + Dialled Call=4 Leg=L4 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=4 Offer=4
  > RingSeat Call=4 Offer=4 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
08:02:21 OfferAnswered Offer=4
  + DialAnswered Call=4 Offer=4 Waited=1s Recording=0000001-00000004-1
  > AnswerCaller Call=4 Leg=L4
  > Connect Call=4 Caller=L4 Called=o4 Recording=0000001-00000004-1
08:02:30 SeatRefers Leg=o3 With=L4
  + DialOver Call=2 Why=transfer Outcome=answered Waited=1m1s Talked=19s Then=5
  + DialOver Call=4 Why=transfer Outcome=answered Waited=1s Talked=9s Then=5
  + Dialled Call=5 Leg=o1 Seat=201 To=202 Other=202 Emergency After=2 From=112 Via=svod
  + DialTried Call=5 Offer=4
  + DialAnswered Call=5 Offer=4 Recording=0000001-00000005-1
  > ReferDone Leg=o3 Code=200
  > EndLeg Leg=o3 Why=transfer
  > ReferDone Leg=L4 Code=200
  > EndLeg Leg=L4 Why=transfer
  > Connect Call=5 Caller=o1 Called=o4 Recording=0000001-00000005-1
  > ShowParty Leg=o4 Number=112
  > ShowParty Leg=o1 Number=202 Name="Petr Velký"
08:02:31 show call 5
  = CallView ID=5 Stage=talking Direction=internal Seat=201 From=112 To=202 Queued=08:02:30 Answered=08:02:30 Emergency Recording=0000001-00000005-1
