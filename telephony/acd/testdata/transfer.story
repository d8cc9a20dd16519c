# Proves: S-XFER-1, S-XFER-2, S-XFER-4, S-XFER-6, S-XFER-7, S-LINE-11, D-26, D-30
# The caller goes on to the other queue as a call of its own, with its tree and
# a recording of its own. The first operator finishes his part; the second is
# told from which queue and by whom. The wait counts from the transfer.
on air jana@201 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 Transfer Agent=jana Call=1 Queue=uctarna
  + CallOver Call=1 Why=transfer Outcome=answered Waited=10s Talked=50s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=+420777000001 Queue=Účtárna Limit=20s
08:02:05 show call 2
  = CallView ID=2 Stage=offered From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:02:00 Agent=eva Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"} RingUntil=08:02:20
08:02:05 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:02:00 Call=1 Today={Answered=1 Talked=50s}
08:02:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Waited=12s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L1 Called=o2 Recording=0000001-00000002-1
08:02:30 SaveCall Agent=jana Call=1 Form.Reasons=1,11 Form.Unknown
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[1, 11] Unknown} ReasonNames=[Porucha, Internet] Tree=duvody TreeVersion=3 From=+420777000001
08:03:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=12s Talked=48s
  + WrapUpBegan Call=2 Agent=eva
  > EndLeg Leg=o2 Why=caller
08:03:10 SaveCall Agent=eva Call=2 Form.Unknown
  + Saved Call=2 Agent=eva AgentName="Eva Nová" Form={Unknown} From=+420777000001
08:03:11 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Answered=1 AnsweredInTime=1
08:03:11 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna SignedOn=1 Ready=1 Offered=1 Answered=1 AnsweredInTime=1
