# Trap: a stolen password calls abroad at night (FAULTS 13)
trunk svod Host=svod.example Number=+420555000111
outward Countries=421 AbroadCalls=1 AbroadMinutes=2 SeatMinutes=3
03:00:00 SeatDialled Call=1 Leg=L1 Seat=203 To=+37255123456
  + Began
  + Alerted What=fraud Call=1 Seat=203 To=+37255123456
  + DialRefused Call=1 Seat=203 To=+37255123456 Why=abroad
  > RefuseCaller Call=1 Leg=L1 Code=403
03:00:01 SeatDialled Call=2 Leg=L2 Seat=203 To=+420900123456
  + DialRefused Call=2 Seat=203 To=+420900123456 Why=premium
  > RefuseCaller Call=2 Leg=L2 Code=403
03:00:02 SeatDialled Call=3 Leg=L3 Seat=203 To=+421905123456
  + Dialled Call=3 Leg=L3 Seat=203 To=+421905123456 Trunks=[svod] Abroad
  + DialTried Call=3 Offer=1 Trunk=svod
  > CallOut Call=3 Offer=1 Trunk=svod To=+421905123456
03:00:03 SeatDialled Call=4 Leg=L4 Seat=203 To=+421905123457
  + DialRefused Call=4 Seat=203 To=+421905123457 Why=too-many
  > RefuseCaller Call=4 Leg=L4 Code=403
03:00:04 OfferAnswered Offer=1
  + DialAnswered Call=3 Offer=1 Waited=2s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o1 Recording=0000001-00000003-1
# the two minutes end the call by themselves, and the next isn't made
  @ 03:02:04
  + Alerted What=fraud Call=3 Seat=203 To=+421905123456
  + DialOver Call=3 Why=limit Outcome=answered Waited=2s Talked=2m0s
  > EndLeg Leg=o1 Why=limit
  > EndLeg Leg=L3 Why=limit
03:02:30 SeatDialled Call=5 Leg=L5 Seat=203 To=+421905123456
  + DialRefused Call=5 Seat=203 To=+421905123456 Why=minutes
  > RefuseCaller Call=5 Leg=L5 Code=403
# at home it has one minute left
03:02:40 SeatDialled Call=6 Leg=L6 Seat=203 To=+420777123456
  + Dialled Call=6 Leg=L6 Seat=203 To=+420777123456 Trunks=[svod]
  + DialTried Call=6 Offer=2 Trunk=svod
  > CallOut Call=6 Offer=2 Trunk=svod To=+420777123456
03:02:41 OfferAnswered Offer=2
  + DialAnswered Call=6 Offer=2 Waited=1s Recording=0000001-00000006-1
  > AnswerCaller Call=6 Leg=L6
  > Connect Call=6 Caller=L6 Called=o2 Recording=0000001-00000006-1
  @ 03:03:41
  + Alerted What=fraud Call=6 Seat=203 To=+420777123456
  + DialOver Call=6 Why=limit Outcome=answered Waited=1s Talked=1m0s
  > EndLeg Leg=o2 Why=limit
  > EndLeg Leg=L6 Why=limit
03:04:00 SeatDialled Call=7 Leg=L7 Seat=203 To=+420777123456
  + DialRefused Call=7 Seat=203 To=+420777123456 Why=minutes
  > RefuseCaller Call=7 Leg=L7 Code=403
# the next day is a new one
24:00:10 SeatDialled Call=8 Leg=L8 Seat=203 To=+421905123456
  + Dialled Call=8 Leg=L8 Seat=203 To=+421905123456 Trunks=[svod] Abroad
  + DialTried Call=8 Offer=3 Trunk=svod
  > CallOut Call=8 Offer=3 Trunk=svod To=+421905123456
