# Proves: P-EMERG-2
# A trunk that refuses the number of the place hears the emergency call once
# more under its main number.
trunk svod Host=svod.example Number=+420555000111
seat 204 Site=praha
site praha Number=+420222000999
number +420222000999 Queue=uctarna
08:02:00 SeatDialled Call=1 Leg=L1 Seat=204 To=112
  + Began
  + Alerted What=emergency Call=1 Seat=204 To=112
  + Dialled Call=1 Leg=L1 Seat=204 To=112 Trunks=[svod] Emergency
  + DialTried Call=1 Offer=1 Trunk=svod Shown=+420222000999
  > CallOut Call=1 Offer=1 Trunk=svod To=112 Shown=+420222000999 Emergency
08:02:01 OfferFailed Offer=1 Why=refused Code=403
  + DialFailed Call=1 Offer=1 Code=403
  + Alerted What=not-our-name Call=1 Trunk=svod To=+420222000999
  + DialTried Call=1 Offer=2 Trunk=svod
  > CallOut Call=1 Offer=2 Trunk=svod To=112 Emergency
08:02:02 OfferAnswered Offer=2
  + DialAnswered Call=1 Offer=2 Waited=2s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
