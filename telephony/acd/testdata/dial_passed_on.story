# Proves: S-XFER-1, S-XFER-4
# Jana passes her caller to Petr by her phone's transfer key, blind; she
# processes her part. Petr doesn't answer: her own phone is rung.
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
08:01:06 kept L1 zaznam
08:01:10 SeatRefers Leg=o1 To=202
  + CallOver Call=1 Why=transfer Outcome=answered Waited=5s Talked=5s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + Dialled Call=2 Leg=L1 Seat=201 To=202 Other=202 After=1 From=+420777123456 FromName=Novák Via=svod
  + LegKept Leg=L1 Identity=zaznam
  + DialTried Call=2 Offer=2
  > ReferDone Leg=o1 Code=200
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777123456 Name=Novák Limit=1m0s
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:01:10 Call=1 Today={Answered=1 Talked=5s}
08:01:12 OfferRang Offer=2
  + Rang Call=2 Offer=2
  > RingCaller Leg=L1
08:01:15 OfferFailed Offer=2 Why=busy Code=486
  + DialFailed Call=2 Offer=2 Code=486
  + DialTried Call=2 Offer=3 Seat=201
  > RingSeat Call=2 Offer=3 Seat=201 From=+420777123456 Name=Novák Limit=1m0s
08:01:16 OfferFailed Offer=3 Why=unreachable Code=408
  + DialFailed Call=2 Offer=3 Code=408
  + DialOver Call=2 Why=called Outcome=unreached Code=408 Waited=6s
  > RefuseCaller Call=2 Leg=L1 Code=408
# to a number of our own: the queue has him
08:02:00 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
08:02:10 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=4 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:02:11 OfferAnswered Offer=4
  + Answered Call=3 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000003-1
  > Connect Call=3 Caller=L3 Called=o4 Recording=0000001-00000003-1
08:02:12 SeatRefers Leg=o4 To=800100300
  + CallOver Call=3 Why=transfer Outcome=answered Waited=1s Talked=1s Then=4
  + WrapUpBegan Call=3 Agent=jana
  + CallQueued Call=4 Leg=L3 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=3 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  > ReferDone Leg=o4 Code=200
  > EndLeg Leg=o4 Why=transfer
  > PlayQueue Leg=L3 Music=music
# where it may not go the talk stays
08:03:00 SaveCall Agent=jana Call=3 Form.Unknown Form.Reasons=2
  + Saved Call=3 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
08:03:10 CallArrived Call=5 Leg=L5 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=5 Leg=L5 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=5 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=5 Leg=L5
  > PlayQueue Leg=L5 Greeting=greeting-cs Music=music
  > RingSeat Call=5 Offer=5 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:03:11 OfferAnswered Offer=5
  + Answered Call=5 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000005-1
  > Connect Call=5 Caller=L5 Called=o5 Recording=0000001-00000005-1
08:03:12 SeatRefers Leg=o5 To=+37255123456
  > ReferDone Leg=o5 Code=403
08:03:13 SeatRefers Leg=L5 To=202
  > ReferDone Leg=L5 Code=481
08:03:14 SeatRefers Leg=o9 To=202
  > ReferDone Leg=o9 Code=481
