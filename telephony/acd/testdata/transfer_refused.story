# Proves: S-XFER-2
# Only a connected call, one's own, and only to a queue that is in use.
queue uctarna Disabled
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 Transfer Agent=jana Call=1 Queue=podpora
  x Code=no-call
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:20 Transfer Agent=jana Call=1 Queue=uctarna
  x Code=queue-closed
08:01:21 Transfer Agent=jana Call=1 Queue=nic
  x Code=queue-closed
08:01:22 Transfer Agent=jana Call=7 Queue=podpora
  x Code=not-your-call
08:01:23 Transfer Agent=petr Call=1 Queue=podpora
  x Code=not-signed-on
08:01:30 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=10s Talked=20s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:31 Transfer Agent=jana Call=1 Queue=podpora
  x Code=no-call
