# Proves: S-XFER-1
# Jana asks Petr by her second line and connects her caller with him.
on air jana@201
signed on petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 Name="Novák" To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 Name=Novák To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Name=Novák Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 SeatDialled Call=2 Leg=L2 Seat=201 To=202
  + Dialled Call=2 Leg=L2 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=2 Offer=2
  > RingSeat Call=2 Offer=2 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
08:01:12 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=2s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L2
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:13 kept o2 zaznam
08:01:20 SeatRefers Leg=o1 With=L2
  + CallOver Call=1 Why=transfer Outcome=answered Waited=5s Talked=15s Then=3
  + WrapUpBegan Call=1 Agent=jana
  + DialOver Call=2 Why=transfer Outcome=answered Waited=2s Talked=8s Then=3
  + Dialled Call=3 Leg=L1 Seat=201 To=202 Other=202 After=1 From=+420777123456 FromName=Novák Via=svod
  + DialTried Call=3 Offer=2
  + LegKept Leg=o2 Identity=zaznam
  + DialAnswered Call=3 Offer=2 Recording=0000001-00000003-1
  > ReferDone Leg=o1 Code=200
  > EndLeg Leg=o1 Why=transfer
  > ReferDone Leg=L2 Code=200
  > EndLeg Leg=L2 Why=transfer
  > Connect Call=3 Caller=L1 Called=o2 Recording=0000001-00000003-1
  > ShowParty Leg=o2 Number=+420777123456 Name=Novák
  > ShowParty Leg=L1 Number=202 Name="Petr Velký"
08:01:21 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:01:20 Call=1 Today={Answered=1 Talked=15s}
08:01:21 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Work=talking Since=08:01:20 Call=3
08:01:30 LegEnded Leg=o2 Why=caller
  + DialOver Call=3 Why=called Outcome=answered Talked=10s
  > EndLeg Leg=L1 Why=called
08:01:31 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=off-air Since=08:01:30
# what isn't hers can't be joined
08:02:00 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
08:02:01 SeatDialled Call=4 Leg=L4 Seat=201 To=203
  + Dialled Call=4 Leg=L4 Seat=201 Agent=jana AgentName="Jana Malá" To=203 Other=203
  + DialTried Call=4 Offer=3
  > RingSeat Call=4 Offer=3 Seat=203 From=201 Name="Jana Malá" Limit=1m0s
08:02:02 OfferAnswered Offer=3
  + DialAnswered Call=4 Offer=3 Waited=1s Recording=0000001-00000004-1
  > AnswerCaller Call=4 Leg=L4
  > Connect Call=4 Caller=L4 Called=o3 Recording=0000001-00000004-1
08:02:03 SeatDialled Call=5 Leg=L5 Seat=202 To=204
  + Dialled Call=5 Leg=L5 Seat=202 Agent=petr AgentName="Petr Velký" To=204 Other=204
  + DialTried Call=5 Offer=4
  > RingSeat Call=5 Offer=4 Seat=204 From=202 Name="Petr Velký" Limit=1m0s
08:02:04 OfferAnswered Offer=4
  + DialAnswered Call=5 Offer=4 Waited=1s Recording=0000001-00000005-1
  > AnswerCaller Call=5 Leg=L5
  > Connect Call=5 Caller=L5 Called=o4 Recording=0000001-00000005-1
08:02:05 SeatRefers Leg=L4 With=L5
  > ReferDone Leg=L4 Code=481
08:02:06 SeatRefers Leg=L4 With=L4
  > ReferDone Leg=L4 Code=481
