# Trap: FAULTS power cut. Where nobody knows when the box died, a call counts
# until the last that the book has, not over the time in which nothing was.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:30 LegHeld Leg=L1 Held
  + Held Call=1 Leg=L1 On
08:12:00 restart
  + Began Ended=1
  + CallOver Call=1 Why=restart Outcome=answered Waited=1s Talked=29s
  + WrapUpBegan Call=1 Agent=jana
