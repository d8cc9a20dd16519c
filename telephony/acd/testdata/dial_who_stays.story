# Proves: S-STATE-3
# Jana calls Petr, who passes her on to Eva by his phone's key: she is busy all
# the while, as a queue can't ring her phone, and so is Eva, who passes her on
# to somebody outside.
trunk svod Host=svod.example
on air jana@201 petr@202 eva@203
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=202
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=1 Offer=1
  > RingSeat Call=1 Offer=1 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
08:01:01 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=1s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 SeatRefers Leg=o1 To=203
  + DialOver Call=1 Why=transfer Outcome=answered Waited=1s Talked=9s Then=2
  + Dialled Call=2 Leg=L1 Seat=202 Agent=jana AgentName="Jana Malá" To=203 Other=203 After=1 From=201 FromName="Jana Malá"
  + DialTried Call=2 Offer=2
  > ReferDone Leg=o1 Code=200
  > EndLeg Leg=o1 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=201 Name="Jana Malá" Limit=1m0s
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:01:10 Call=2
08:01:11 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:10 Place=1
08:01:12 OfferAnswered Offer=2
  + DialAnswered Call=2 Offer=2 Waited=2s Recording=0000001-00000002-1
  > AnswerCaller Call=2 Leg=L1
  > Connect Call=2 Caller=L1 Called=o2 Recording=0000001-00000002-1
  > ShowParty Leg=L1 Number=203 Name="Eva Nová"
08:01:13 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:12 Call=2
08:01:13 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.003 Presence=on-air Work=talking Since=08:01:12 Call=2
08:01:13 show call 2
  = CallView ID=2 Stage=talking Direction=internal Seat=202 From=201 FromName="Jana Malá" To=203 Queued=08:01:10 Answered=08:01:12 Agent=jana Waited=2s Recording=0000001-00000002-1
08:01:14 SeatRefers Leg=o2 To=+420602111222
  + DialOver Call=2 Why=transfer Outcome=answered Waited=2s Talked=2s Then=3
  + Dialled Call=3 Leg=L1 Seat=203 Agent=jana AgentName="Jana Malá" To=+420602111222 Trunks=[svod] After=2 From=201 FromName="Jana Malá"
  + DialTried Call=3 Offer=3 Trunk=svod
  > ReferDone Leg=o2 Code=200
  > EndLeg Leg=o2 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > CallOut Call=3 Offer=3 Trunk=svod To=+420602111222
08:01:15 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:01:14 Call=3
08:01:16 GoOffAir Agent=jana
  x Code=busy
08:01:17 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=3s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L1
  > Connect Call=3 Caller=L1 Called=o3 Recording=0000001-00000003-1
  > ShowParty Leg=L1 Number=+420602111222
08:01:18 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:17 Call=3
08:01:18 GoOffAir Agent=jana
  x Code=busy
08:01:18 HoldCall Agent=jana
  > PressKey Leg=L1 Key=hold
08:01:18 LegHeld Leg=L1 Held
  + Held Call=3 Leg=L1 On
08:01:19 HoldCall Agent=jana
  > PressKey Leg=L1 Key=talk
08:01:20 HangUp Agent=jana
  + DialOver Call=3 Why=agent Outcome=answered Waited=3s Talked=3s
  > EndLeg Leg=o3 Why=agent
  > EndLeg Leg=L1 Why=agent
08:01:21 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:20 Place=3
# who saves while his phone calls somebody isn't ready either; nor is who sits
# down at a phone that talks
08:02:00 CallArrived Call=20 Leg=L20 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=20 Leg=L20 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=20 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=20 Leg=L20
  > PlayQueue Leg=L20 Greeting=greeting-cs Music=music
  > RingSeat Call=20 Offer=4 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:02:05 OfferAnswered Offer=4
  + Answered Call=20 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Waited=5s Recording=0000001-00000020-1
  > Connect Call=20 Caller=L20 Called=o4 Recording=0000001-00000020-1
08:02:06 LegEnded Leg=L20 Why=caller
  + CallOver Call=20 Why=caller Outcome=answered Waited=5s Talked=1s
  + WrapUpBegan Call=20 Agent=petr
  > EndLeg Leg=o4 Why=caller
08:02:10 SeatDialled Call=21 Leg=L21 Seat=202 To=204
  + Dialled Call=21 Leg=L21 Seat=202 Agent=petr AgentName="Petr Velký" To=204 Other=204
  + DialTried Call=21 Offer=5
  > RingSeat Call=21 Offer=5 Seat=204 From=202 Name="Petr Velký" Limit=1m0s
08:02:11 OfferAnswered Offer=5
  + DialAnswered Call=21 Offer=5 Waited=1s Recording=0000001-00000021-1
  > AnswerCaller Call=21 Leg=L21
  > Connect Call=21 Caller=L21 Called=o5 Recording=0000001-00000021-1
08:02:12 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=wrapping Since=08:02:06 Call=20 Today={Answered=1 Talked=1s}
08:02:15 SaveCall Agent=petr Call=20 Form.Unknown Form.Reasons=2
  + Saved Call=20 Agent=petr AgentName="Petr Velký" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777123456
08:02:16 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=talking Since=08:02:15 Call=21 Today={Answered=1 Talked=1s}
08:02:17 SignOn Agent=sova Seat=204
  + SignedOn Agent=sova Name="Karel Sova" Seat=204
08:02:18 show agent sova
  = AgentView ID=sova Name="Karel Sova" Seat=204 SignedOn=08:02:17 Presence=off-air Work=talking Since=08:02:17 Call=21
08:02:30 HangUp Agent=sova
  + DialOver Call=21 Why=agent Outcome=answered Waited=1s Talked=19s
  > EndLeg Leg=o5 Why=agent
  > EndLeg Leg=L21 Why=agent
08:02:31 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:02:30 Place=3 Today={Answered=1 Talked=1s}
08:02:31 show agent sova
  = AgentView ID=sova Name="Karel Sova" Seat=204 SignedOn=08:02:17 Presence=off-air Since=08:02:30
