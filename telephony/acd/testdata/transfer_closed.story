# Proves: S-XFER-2, D-25
# Between choice and confirmation the other queue has closed: refused. A
# colleague of the caller's own queue can still have him, for he came in time.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
queue uctarna Hours=kancelar
on air jana@201
16:29:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
16:29:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
16:29:59 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna NextChange=15:30:00Z
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
16:30:01 Transfer Agent=jana Call=1 Queue=uctarna
  x Code=queue-closed
16:30:02 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
16:30:03 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
16:30:05 Transfer Agent=jana Call=1 Queue=podpora Prefer=petr
  + CallOver Call=1 Why=transfer Outcome=answered Waited=5s Talked=1m0s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=preferred
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
16:30:07 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L1 Called=o2 Recording=0000001-00000002-1
