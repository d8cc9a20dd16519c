# Proves: P-EMERG-2
# Another line comes free while the parties of a call are warned: it goes on,
# the tone stops, Jana is told. She held her customer, who has his music back.
trunk svod Host=svod.example Lines=2
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
08:01:13 LegHeld Leg=o2 Held
  + Held Call=2 Leg=o2 On
08:02:00 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 Ends=2 Trunk=svod For=3s
  > RingCaller Leg=L3
  > PlayQueue Leg=L2 Greeting=line-needed-cs Music=music
  > PlayQueue Leg=o2 Greeting=line-needed-cs
08:02:01 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=5s Talked=56s
  + WrapUpBegan Call=1 Agent=jana
  + CallSpared Call=2 For=3
  + DialTried Call=3 Offer=3 Trunk=svod
  > EndLeg Leg=o1 Why=caller
  > PlayQueue Leg=L2 Music=music
  > PlayQueue Leg=o2
  > CallOut Call=3 Offer=3 Trunk=svod To=112 Emergency
08:02:02 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=talking Since=08:01:12 Call=2 Offer=2 Notice={Kind=spared At=08:02:01} Today={Answered=1}
08:02:03 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=3s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
