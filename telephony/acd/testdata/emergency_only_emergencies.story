# Proves: P-EMERG-2
# Only emergency calls are up: none is ended for another. The second one waits,
# its phone rings, and it has the line as soon as that comes free; a third one
# waits in vain and is told so after half a minute.
trunk svod Host=svod.example Lines=1
08:01:00 SeatDialled Call=1 Leg=L1 Seat=203 To=112
  + Began
  + Alerted What=emergency Call=1 Seat=203 To=112
  + Dialled Call=1 Leg=L1 Seat=203 To=112 Trunks=[svod] Emergency
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=112 Emergency
08:01:01 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=1s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 SeatDialled Call=2 Leg=L2 Seat=204 To=150
  + Alerted What=emergency Call=2 Seat=204 To=150
  + Dialled Call=2 Leg=L2 Seat=204 To=150 Trunks=[svod] Emergency
  + LineSought Call=2 Seat=204 For=30s
  > RingCaller Leg=L2
08:01:20 LegEnded Leg=L1 Why=caller
  + DialOver Call=1 Why=caller Outcome=answered Waited=1s Talked=19s
  + DialTried Call=2 Offer=2 Trunk=svod
  > EndLeg Leg=o1 Why=caller
  > CallOut Call=2 Offer=2 Trunk=svod To=150 Emergency
08:01:22 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=12s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L2
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:02:00 SeatDialled Call=3 Leg=L3 Seat=203 To=158
  + Alerted What=emergency Call=3 Seat=203 To=158
  + Dialled Call=3 Leg=L3 Seat=203 To=158 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=203 For=30s
  > RingCaller Leg=L3
  @ 08:02:30
  + DialOver Call=3 Why=called Outcome=unreached Waited=30s
  > RefuseCaller Call=3 Leg=L3 Code=503
08:02:31 wait
