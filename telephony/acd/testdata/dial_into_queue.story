# Proves: S-XFER-8, S-OUT-18
# By the transfer key of her phone Jana passes on into a queue whom she has
# called: whoever takes him is told from whom he comes.
trunk svod Host=svod.example
on air jana@201 petr@202
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=+420602111222
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=+420602111222 Trunks=[svod]
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=+420602111222
08:01:04 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=4s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:05 kept o1 zaznam
08:01:10 SeatRefers Leg=L1 To=800100300
  + DialOver Call=1 Why=transfer Outcome=answered Waited=4s Talked=6s Then=2
  + CallQueued Call=2 Leg=o1 Trunk=svod From=+420602111222 To=800100300 Queue=uctarna QueueName=Účtárna Came={Call=1 Agent=jana AgentName="Jana Malá"}
  + LegKept Leg=o1 Identity=zaznam
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > ReferDone Leg=L1 Code=200
  > EndLeg Leg=L1 Why=transfer
  > PlayQueue Leg=o1 Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420602111222 Queue=Účtárna Limit=20s
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:10 Place=1
08:01:11 show call 2
  = CallView ID=2 Stage=offered From=+420602111222 To=800100300 Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:01:10 Agent=petr Came={Call=1 Agent=jana AgentName="Jana Malá"} RingUntil=08:01:30
08:01:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=o1 Called=o2 Recording=0000001-00000002-1
08:01:20 LegEnded Leg=o1 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=2s Talked=8s
  + WrapUpBegan Call=2 Agent=petr
  > EndLeg Leg=o2 Why=caller
08:01:30 SaveCall Agent=petr Call=2 Form.Unknown
  + Saved Call=2 Agent=petr AgentName="Petr Velký" Form={Unknown} From=+420602111222
# so does who was called pass on who called; the colleague who stays is busy, and stays so when he
# is passed on once more
08:02:00 SeatDialled Call=3 Leg=L3 Seat=201 To=204
  + Dialled Call=3 Leg=L3 Seat=201 Agent=jana AgentName="Jana Malá" To=204 Other=204
  + DialTried Call=3 Offer=3
  > RingSeat Call=3 Offer=3 Seat=204 From=201 Name="Jana Malá" Limit=1m0s
08:02:01 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=1s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
08:02:10 SeatRefers Leg=o3 To=800100300
  + DialOver Call=3 Why=transfer Outcome=answered Waited=1s Talked=9s Then=4
  + CallQueued Call=4 Leg=L3 Seat=201 From=201 Name="Jana Malá" To=800100300 Queue=uctarna QueueName=Účtárna Came={Call=3 AgentName=204}
  + Offered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > ReferDone Leg=o3 Code=200
  > EndLeg Leg=o3 Why=transfer
  > PlayQueue Leg=L3 Music=music
  > RingSeat Call=4 Offer=4 Seat=202 From=201 Name="Jana Malá" Queue=Účtárna Limit=20s
08:02:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:02:10 Call=4
08:02:12 OfferAnswered Offer=4
  + Answered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000004-1
  > Connect Call=4 Caller=L3 Called=o4 Recording=0000001-00000004-1
08:02:20 SeatRefers Leg=o4 To=204
  + CallOver Call=4 Why=transfer Outcome=answered Waited=2s Talked=8s Then=5
  + WrapUpBegan Call=4 Agent=petr
  + Dialled Call=5 Leg=L3 Seat=202 Agent=jana AgentName="Jana Malá" To=204 Other=204 After=4 From=201 FromName="Jana Malá"
  + DialTried Call=5 Offer=5
  > ReferDone Leg=o4 Code=200
  > EndLeg Leg=o4 Why=transfer
  > PlayQueue Leg=L3 Music=music
  > RingSeat Call=5 Offer=5 Seat=204 From=201 Name="Jana Malá" Limit=1m0s
08:02:21 OfferAnswered Offer=5
  + DialAnswered Call=5 Offer=5 Waited=1s Recording=0000001-00000005-1
  > AnswerCaller Call=5 Leg=L3
  > Connect Call=5 Caller=L3 Called=o5 Recording=0000001-00000005-1
  > ShowParty Leg=L3 Number=204
08:02:22 SeatRefers Leg=L3 To=203
  + DialOver Call=5 Why=transfer Outcome=answered Waited=1s Talked=1s Then=6
  + Dialled Call=6 Leg=o5 Seat=201 To=203 Other=203 After=5 From=204
  + DialTried Call=6 Offer=6
  > ReferDone Leg=L3 Code=200
  > EndLeg Leg=L3 Why=transfer
  > PlayQueue Leg=o5 Music=music
  > RingSeat Call=6 Offer=6 Seat=203 From=204 Limit=1m0s
08:02:23 OfferAnswered Offer=6
  + DialAnswered Call=6 Offer=6 Waited=1s Recording=0000001-00000006-1
  > AnswerCaller Call=6 Leg=o5
  > Connect Call=6 Caller=o5 Called=o6 Recording=0000001-00000006-1
  > ShowParty Leg=o5 Number=203
08:02:30 LegEnded Leg=o6 Why=caller
  + DialOver Call=6 Why=called Outcome=answered Waited=1s Talked=7s
  > EndLeg Leg=o5 Why=called
08:02:31 SaveCall Agent=petr Call=4 Form.Unknown
  + Saved Call=4 Agent=petr AgentName="Petr Velký" Form={Unknown} From=201
# a customer who is passed on twice is still on his line; the trunk's end has
# no say
08:03:00 CallArrived Call=20 Leg=L20 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=20 Leg=L20 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=20 Offer=7 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=20 Leg=L20
  > PlayQueue Leg=L20 Greeting=greeting-cs Music=music
  > RingSeat Call=20 Offer=7 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:03:01 OfferAnswered Offer=7
  + Answered Call=20 Offer=7 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000020-1
  > Connect Call=20 Caller=L20 Called=o7 Recording=0000001-00000020-1
08:03:10 SeatRefers Leg=o7 To=204
  + CallOver Call=20 Why=transfer Outcome=answered Waited=1s Talked=9s Then=21
  + WrapUpBegan Call=20 Agent=jana
  + Dialled Call=21 Leg=L20 Seat=201 To=204 Other=204 After=20 From=+420777123456 Via=svod
  + DialTried Call=21 Offer=8
  > ReferDone Leg=o7 Code=200
  > EndLeg Leg=o7 Why=transfer
  > PlayQueue Leg=L20 Music=music
  > RingSeat Call=21 Offer=8 Seat=204 From=+420777123456 Limit=1m0s
08:03:11 OfferAnswered Offer=8
  + DialAnswered Call=21 Offer=8 Waited=1s Recording=0000001-00000021-1
  > AnswerCaller Call=21 Leg=L20
  > Connect Call=21 Caller=L20 Called=o8 Recording=0000001-00000021-1
  > ShowParty Leg=L20 Number=204
08:03:12 SeatRefers Leg=L20 To=203
  > ReferDone Leg=L20 Code=481
08:03:13 SeatRefers Leg=o8 To=203
  + DialOver Call=21 Why=transfer Outcome=answered Waited=1s Talked=2s Then=22
  + Dialled Call=22 Leg=L20 Seat=204 To=203 Other=203 After=21 From=+420777123456 Via=svod
  + DialTried Call=22 Offer=9
  > ReferDone Leg=o8 Code=200
  > EndLeg Leg=o8 Why=transfer
  > PlayQueue Leg=L20 Music=music
  > RingSeat Call=22 Offer=9 Seat=203 From=+420777123456 Limit=1m0s
08:03:14 OfferAnswered Offer=9
  + DialAnswered Call=22 Offer=9 Waited=1s Recording=0000001-00000022-1
  > AnswerCaller Call=22 Leg=L20
  > Connect Call=22 Caller=L20 Called=o9 Recording=0000001-00000022-1
  > ShowParty Leg=L20 Number=203
08:03:15 SeatRefers Leg=o9 To=800100300
  + DialOver Call=22 Why=transfer Outcome=answered Waited=1s Talked=1s Then=23
  + CallQueued Call=23 Leg=L20 Trunk=svod From=+420777123456 To=800100300 Queue=uctarna QueueName=Účtárna Came={Call=22 AgentName=203}
  + Offered Call=23 Offer=10 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > ReferDone Leg=o9 Code=200
  > EndLeg Leg=o9 Why=transfer
  > PlayQueue Leg=L20 Music=music
  > RingSeat Call=23 Offer=10 Seat=202 From=+420777123456 Queue=Účtárna Limit=20s
08:03:16 show call 23
  = CallView ID=23 Stage=offered From=+420777123456 To=800100300 Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:03:15 Agent=petr Came={Call=22 AgentName=203} RingUntil=08:03:35
08:03:17 LegEnded Leg=L20 Why=caller
  + OfferOver Call=23 Offer=10 Agent=petr How=abandoned
  + CallOver Call=23 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=10
# where no queue is open the talk goes on as it is
queue uctarna Disabled
08:03:30 office
  + OfficeSet Office={…}
08:04:00 SeatDialled Call=30 Leg=L30 Seat=203 To=+420602111222
  + Dialled Call=30 Leg=L30 Seat=203 To=+420602111222 Trunks=[svod]
  + DialTried Call=30 Offer=11 Trunk=svod
  > CallOut Call=30 Offer=11 Trunk=svod To=+420602111222
08:04:01 OfferAnswered Offer=11
  + DialAnswered Call=30 Offer=11 Waited=1s Recording=0000001-00000030-1
  > AnswerCaller Call=30 Leg=L30
  > Connect Call=30 Caller=L30 Called=o11 Recording=0000001-00000030-1
08:04:02 SeatRefers Leg=L30 To=800100300
  > ReferDone Leg=L30 Code=480
