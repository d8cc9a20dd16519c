# Trap: I-11, FAULTS kill -9. What didn't live is ended, once, and surviving halves are
# hung up: a talk without its caller, one without its operator, a caller who
# is gone, a phone that rang, a leg that no call has.
on air jana@201 petr@202 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:00 kept L1 zz1
08:01:01 kept o1 zz2
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:02 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:02 kept o2 zz4
08:01:03 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=1s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:04 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
08:01:05 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100300
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=4 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Music=music
  > RingSeat Call=4 Offer=3 Seat=203 From=+420777000004 Queue=Účtárna Limit=20s
  @ 08:01:25
  + OfferOver Call=4 Offer=3 Agent=eva How=missed
  > StopRinging Offer=3
  @ 08:01:30
  + Offered Call=4 Offer=4 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > RingSeat Call=4 Offer=4 Seat=203 From=+420777000004 Queue=Účtárna Limit=20s
08:01:30 restart Live=o1,L2,L4,L77
  + Began Kept=1 Ended=3
  + CallOver Call=1 Why=restart Outcome=answered Waited=1s Talked=29s
  + WrapUpBegan Call=1 Agent=jana
  + CallOver Call=2 Why=restart Outcome=answered Waited=1s Talked=27s
  + WrapUpBegan Call=2 Agent=petr
  + CallOver Call=3 Why=restart Outcome=closed-out Waited=26s
  + OfferOver Call=4 Offer=4 Agent=eva How=withdrawn Next
  + Offered Call=4 Offer=2-1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > EndLeg Leg=L1 Why=restart
  > EndLeg Leg=o1 Why=restart
  > EndLeg Leg=L2 Why=restart
  > EndLeg Leg=o2 Why=restart
  > StopRinging Offer=4
  > EndLeg Leg=L77 Why=restart
  > RingSeat Call=4 Offer=2-1 Seat=203 From=+420777000004 Queue=Účtárna Limit=20s
08:01:31 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:01:30 Call=1 Today={Answered=1 Talked=29s}
08:01:31 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=wrapping Since=08:01:30 Call=2 Today={Answered=1 Talked=27s}
08:01:32 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=2 Offered=3 Answered=2 ClosedOut=1 AnsweredInTime=2
08:01:33 OfferAnswered Offer=3
  > EndLeg Leg=o3 Why=system
08:01:34 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
