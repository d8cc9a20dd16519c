# Proves: P-EMERG-2
# Nobody has said how many lines the gateway has. It answers busy, so the one
# call on it is ended. The gateway needs two seconds to free the line: it is
# asked again, and no other call is ended meanwhile. Another trunk doesn't know
# the number: nothing there is ended.
trunk svod Host=svod.example
trunk druhy Host=druhy.example
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
08:01:12 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:20 CallArrived Call=3 Leg=L3 Trunk=druhy From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=druhy From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
08:02:00 SeatDialled Call=4 Leg=L4 Seat=204 To=112
  + Alerted What=emergency Call=4 Seat=204 To=112
  + Dialled Call=4 Leg=L4 Seat=204 To=112 Trunks=[svod, druhy] Emergency
  + DialTried Call=4 Offer=3 Trunk=svod
  > CallOut Call=4 Offer=3 Trunk=svod To=112 Emergency
08:02:01 OfferFailed Offer=3 Why=unreachable Code=503
  + DialFailed Call=4 Offer=3 Code=503
  + DialTried Call=4 Offer=4 Trunk=druhy
  > CallOut Call=4 Offer=4 Trunk=druhy To=112 Emergency
08:02:02 OfferFailed Offer=4 Why=unreachable Code=404
  + DialFailed Call=4 Offer=4 Code=404
  + LineSought Call=4 Seat=204 Ends=2 Trunk=svod For=3s
  > RingCaller Leg=L4
  > PlayQueue Leg=L2 Greeting=line-needed-cs
  > PlayQueue Leg=o2 Greeting=line-needed-cs
  @ 08:02:05
  + CallOver Call=2 Why=emergency Outcome=answered Waited=2s Talked=53s
  + WrapUpBegan Call=2 Agent=petr
  + DialTried Call=4 Offer=5 Trunk=svod
  > EndLeg Leg=L2 Why=emergency
  > EndLeg Leg=o2 Why=emergency
  > CallOut Call=4 Offer=5 Trunk=svod To=112 Emergency
08:02:05.5 OfferFailed Offer=5 Why=unreachable Code=503
  + DialFailed Call=4 Offer=5 Code=503
  + LineSought Call=4 Seat=204 Trunk=svod For=1s
  > RingCaller Leg=L4
  @ 08:02:06.5
  + DialTried Call=4 Offer=6 Trunk=svod
  > CallOut Call=4 Offer=6 Trunk=svod To=112 Emergency
08:02:07 OfferFailed Offer=6 Why=unreachable Code=503
  + DialFailed Call=4 Offer=6 Code=503
  + LineSought Call=4 Seat=204 Trunk=svod For=1s
  > RingCaller Leg=L4
  @ 08:02:08
  + DialTried Call=4 Offer=7 Trunk=svod
  > CallOut Call=4 Offer=7 Trunk=svod To=112 Emergency
08:02:08 OfferAnswered Offer=7
  + DialAnswered Call=4 Offer=7 Waited=8s Recording=0000001-00000004-1
  > AnswerCaller Call=4 Leg=L4
  > Connect Call=4 Caller=L4 Called=o7 Recording=0000001-00000004-1
