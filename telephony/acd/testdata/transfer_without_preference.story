# Proves: S-XFER-5
# The chosen operator has become inactive meanwhile: the call goes to the queue
# alone, and who is free there is rung.
on air jana@201 petr@202
signed on eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 Transfer Agent=jana Call=1 Queue=podpora Prefer=eva
  + CallOver Call=1 Why=transfer Outcome=answered Waited=10s Talked=50s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:02:01 show call 2
  = CallView ID=2 Stage=offered From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:02:00 Agent=petr Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"} RingUntil=08:02:20
