# Trap: Keys lift, hold and take back: the phone is asked to do it, and what it then
# does is told by the phone.
on air jana@201
08:00:30 LiftPhone Agent=jana
  x Code=nothing-rings
08:00:31 HoldCall Agent=jana
  x Code=no-call
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 LiftPhone Agent=jana
  > PressKey Leg=o1 Key=talk
08:01:03 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=3s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:04 LiftPhone Agent=jana
  x Code=nothing-rings
08:01:10 HoldCall Agent=jana
  > PressKey Leg=o1 Key=hold
08:01:11 LegHeld Leg=o1 Held
  + Held Call=1 Leg=o1 On
08:01:12 HoldCall Agent=jana
  > PressKey Leg=o1 Key=talk
08:01:13 LegHeld Leg=o1
  + Held Call=1 Leg=o1
