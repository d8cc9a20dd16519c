# Proves: S-STATE-3
# Hold is shown, whoever holds.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 LegHeld Leg=L1 Held
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 LegHeld Leg=L1 Held
  + Held Call=1 Leg=L1 On
08:01:03 LegHeld Leg=o1 Held
  + Held Call=1 Leg=o1 On
08:01:04 LegHeld Leg=o1
  + Held Call=1 Leg=o1
08:01:04 LegHeld Leg=o1
08:01:05 show call 1
  = CallView ID=1 Stage=talking From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:02 Agent=jana Held Waited=2s Recording=0000001-00000001-1
08:01:06 LegHeld Leg=L1
  + Held Call=1 Leg=L1
