# Proves: S-STATE-8
# Jana's phone calls seat 202, where Petr sits. Both are talking, the queue
# rings neither; who calls stands on the right of the recording.
on air jana@201 petr@202
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=202
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=202 Other=202
  + DialTried Call=1 Offer=1
  > RingSeat Call=1 Offer=1 Seat=202 From=201 Name="Jana Malá" Limit=1m0s
08:01:01 OfferRang Offer=1
  + Rang Call=1 Offer=1
  > RingCaller Leg=L1
08:01:02 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:01:00 Call=1
08:01:02 show call 1
  = CallView ID=1 Stage=dialling Direction=internal Seat=201 From=201 FromName="Jana Malá" To=202 Queued=08:01:00 Agent=jana
08:01:05 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=5s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:06 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=talking Since=08:01:05 Call=1
08:01:10 LegHeld Leg=o1 Held
  + Held Call=1 Leg=o1 On
08:01:11 show call 1
  = CallView ID=1 Stage=talking Direction=internal Seat=201 From=201 FromName="Jana Malá" To=202 Queued=08:01:00 Answered=08:01:05 Agent=jana Held Waited=5s Recording=0000001-00000001-1
08:01:20 LegEnded Leg=L1 Why=caller
  + DialOver Call=1 Why=caller Outcome=answered Waited=5s Talked=15s
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > EndLeg Leg=o1 Why=caller
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:21 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:20 Place=1
