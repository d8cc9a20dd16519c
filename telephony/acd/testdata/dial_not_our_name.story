# Trap: a line that refuses a foreign number hears the call once more under its main number, and a supervisor is told (WIRE 30)
trunk svod Host=svod.example Number=+420555000111
queue podpora Number=800100200
signed on jana@201
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=+420777123456
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod]
  + DialTried Call=1 Offer=1 Trunk=svod Shown=800100200
  > CallOut Call=1 Offer=1 Trunk=svod To=+420777123456 Shown=800100200
08:01:01 OfferFailed Offer=1 Why=refused Code=403 Cause=21
  + DialFailed Call=1 Offer=1 Code=403 Cause=21
  + Alerted What=not-our-name Call=1 Trunk=svod To=800100200
  + DialTried Call=1 Offer=2 Trunk=svod
  > CallOut Call=1 Offer=2 Trunk=svod To=+420777123456
08:01:02 OfferFailed Offer=2 Why=refused Code=403
  + DialFailed Call=1 Offer=2 Code=403
  + DialOver Call=1 Why=called Outcome=unreached Code=403 Waited=2s
  > RefuseCaller Call=1 Leg=L1 Code=403
