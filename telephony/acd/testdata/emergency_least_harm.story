# Proves: P-EMERG-2
# Five lines, five emergency calls: calls are ended in the order of the harm.
# First one that only rings outside, at once; then who waits; then a talk that
# we began; then of two that came in the younger. The talk of the phone that
# calls for help is the last: its party may be who needs it.
trunk svod Host=svod.example Number=+420555000111 Lines=5
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:15 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=5s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:20 SeatDialled Call=3 Leg=L3 Seat=203 To=+420777000003
  + Dialled Call=3 Leg=L3 Seat=203 To=+420777000003 Trunks=[svod]
  + DialTried Call=3 Offer=3 Trunk=svod
  > CallOut Call=3 Offer=3 Trunk=svod To=+420777000003
08:01:25 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=5s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
08:01:30 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Greeting=greeting-cs Music=music
08:01:40 SeatDialled Call=5 Leg=L5 Seat=203 To=+420777000005
  + Dialled Call=5 Leg=L5 Seat=203 To=+420777000005 Trunks=[svod]
  + DialTried Call=5 Offer=4 Trunk=svod
  > CallOut Call=5 Offer=4 Trunk=svod To=+420777000005
# Petr at 202 calls for the customer with whom he talks
08:02:00 LegHeld Leg=o2 Held
  + Held Call=2 Leg=o2 On
08:02:01 SeatDialled Call=6 Leg=L6 Seat=202 To=155
  + Alerted What=emergency Call=6 Seat=202 To=155
  + Dialled Call=6 Leg=L6 Seat=202 Agent=petr AgentName="Petr Velký" To=155 Trunks=[svod] Emergency
  + LineSought Call=6 Seat=202 Ends=5 Trunk=svod
  + DialOver Call=5 Why=emergency Outcome=unreached Waited=21s
  + DialTried Call=6 Offer=5 Trunk=svod
  > RingCaller Leg=L6
  > StopRinging Offer=4
  > RefuseCaller Call=5 Leg=L5 Code=486
  > CallOut Call=6 Offer=5 Trunk=svod To=155 Emergency
08:02:02 OfferAnswered Offer=5
  + DialAnswered Call=6 Offer=5 Waited=1s Recording=0000001-00000006-1
  > AnswerCaller Call=6 Leg=L6
  > Connect Call=6 Caller=L6 Called=o5 Recording=0000001-00000006-1
08:02:10 SeatDialled Call=7 Leg=L7 Seat=202 To=155
  + Alerted What=emergency Call=7 Seat=202 To=155
  + Dialled Call=7 Leg=L7 Seat=202 Agent=petr AgentName="Petr Velký" To=155 Trunks=[svod] Emergency
  + LineSought Call=7 Seat=202 Ends=4 Trunk=svod For=3s
  > RingCaller Leg=L7
  > PlayQueue Leg=L4 Greeting=line-needed-cs Music=music
  @ 08:02:13
  + CallOver Call=4 Why=emergency Outcome=closed-out Waited=43s
  + DialTried Call=7 Offer=6 Trunk=svod
  > EndLeg Leg=L4 Why=emergency
  > CallOut Call=7 Offer=6 Trunk=svod To=155 Emergency
08:02:20 SeatDialled Call=8 Leg=L8 Seat=202 To=155
  + Alerted What=emergency Call=8 Seat=202 To=155
  + Dialled Call=8 Leg=L8 Seat=202 Agent=petr AgentName="Petr Velký" To=155 Trunks=[svod] Emergency
  + LineSought Call=8 Seat=202 Ends=3 Trunk=svod For=3s
  > RingCaller Leg=L8
  > PlayQueue Leg=L3 Greeting=line-needed-cs
  > PlayQueue Leg=o3 Greeting=line-needed-cs
  @ 08:02:23
  + DialOver Call=3 Why=emergency Outcome=answered Waited=5s Talked=58s
  + DialTried Call=8 Offer=7 Trunk=svod
  > EndLeg Leg=o3 Why=emergency
  > EndLeg Leg=L3 Why=emergency
  > CallOut Call=8 Offer=7 Trunk=svod To=155 Emergency
08:02:30 SeatDialled Call=9 Leg=L9 Seat=202 To=155
  + Alerted What=emergency Call=9 Seat=202 To=155
  + Dialled Call=9 Leg=L9 Seat=202 Agent=petr AgentName="Petr Velký" To=155 Trunks=[svod] Emergency
  + LineSought Call=9 Seat=202 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L9
  > PlayQueue Leg=L1 Greeting=line-needed-cs
  > PlayQueue Leg=o1 Greeting=line-needed-cs
  @ 08:02:33
  + CallOver Call=1 Why=emergency Outcome=answered Waited=5s Talked=1m28s
  + WrapUpBegan Call=1 Agent=jana
  + DialTried Call=9 Offer=8 Trunk=svod
  > EndLeg Leg=L1 Why=emergency
  > EndLeg Leg=o1 Why=emergency
  > CallOut Call=9 Offer=8 Trunk=svod To=155 Emergency
08:02:40 SeatDialled Call=10 Leg=L10 Seat=202 To=155
  + Alerted What=emergency Call=10 Seat=202 To=155
  + Dialled Call=10 Leg=L10 Seat=202 Agent=petr AgentName="Petr Velký" To=155 Trunks=[svod] Emergency
  + LineSought Call=10 Seat=202 Ends=2 Trunk=svod For=3s
  > RingCaller Leg=L10
  > PlayQueue Leg=L2 Greeting=line-needed-cs Music=music
  > PlayQueue Leg=o2 Greeting=line-needed-cs
  @ 08:02:43
  + CallOver Call=2 Why=emergency Outcome=answered Waited=5s Talked=1m28s
  + WrapUpBegan Call=2 Agent=petr
  + DialTried Call=10 Offer=9 Trunk=svod
  > EndLeg Leg=L2 Why=emergency
  > EndLeg Leg=o2 Why=emergency
  > CallOut Call=10 Offer=9 Trunk=svod To=155 Emergency
08:02:50 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=wrapping Since=08:02:43 Call=2 Notice={Kind=line-needed Name=202 At=08:02:40} Today={Answered=1 Talked=1m28s}
