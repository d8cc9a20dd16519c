# Proves: P-EMERG-1, P-EMERG-3
# An emergency number goes out of a seat at which nobody sits, before every
# limit, over each line in turn, even one that seems down and whatever one
# says; the supervisor is told. Nothing of a day's minutes is used.
trunk svod Host=svod.example Number=+420555000111
trunk druhy Host=druhy.example Site=praha
seat 204 Site=praha
outward Calls=1 SeatCalls=1
08:01:00 SeatDialled Call=1 Leg=L1 Seat=204 To=+420777123456
  + Began
  + Dialled Call=1 Leg=L1 Seat=204 To=+420777123456 Trunks=[druhy, svod]
  + DialTried Call=1 Offer=1 Trunk=druhy
  > CallOut Call=1 Offer=1 Trunk=druhy To=+420777123456
08:01:01 SeatDialled Call=2 Leg=L2 Seat=204 To=+420777123456
  + Alerted What=fraud Call=2 Seat=204 To=+420777123456
  + DialRefused Call=2 Seat=204 To=+420777123456 Why=too-many
  > RefuseCaller Call=2 Leg=L2 Code=403
08:01:02 SeatDialled Call=3 Leg=L3 Seat=204 To=112 Down=druhy
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod, druhy] Emergency
  + DialTried Call=3 Offer=2 Trunk=svod
  > CallOut Call=3 Offer=2 Trunk=svod To=112 Emergency
08:01:03 OfferFailed Offer=2 Why=busy Code=486
  + DialFailed Call=3 Offer=2 Code=486
  + DialTried Call=3 Offer=3 Trunk=druhy
  > CallOut Call=3 Offer=3 Trunk=druhy To=112 Emergency
08:01:04 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=2s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
  @ 08:03:00
  + DialOver Call=1 Why=called Outcome=unreached Waited=2m0s
  > StopRinging Offer=1
  > RefuseCaller Call=1 Leg=L1 Code=480
08:05:04 LegEnded Leg=L3 Why=caller
  + DialOver Call=3 Why=caller Outcome=answered Waited=2s Talked=4m0s
  > EndLeg Leg=o3 Why=caller
08:05:05 SeatDialled Call=4 Leg=L4 Seat=204 To=+420155 Down=svod,druhy
  + Alerted What=emergency Call=4 Seat=204 To=155
  + Dialled Call=4 Leg=L4 Seat=204 To=155 Trunks=[druhy, svod] Emergency
  + DialTried Call=4 Offer=4 Trunk=druhy
  > CallOut Call=4 Offer=4 Trunk=druhy To=155 Emergency
08:05:06 OfferFailed Offer=4 Why=refused Code=403
  + DialFailed Call=4 Offer=4 Code=403
  + DialTried Call=4 Offer=5 Trunk=svod
  > CallOut Call=4 Offer=5 Trunk=svod To=155 Emergency
08:05:07 OfferFailed Offer=5 Why=unreachable Code=503
  + DialFailed Call=4 Offer=5 Code=503
  + DialOver Call=4 Why=called Outcome=unreached Code=503 Waited=2s
  > RefuseCaller Call=4 Leg=L4 Code=503
