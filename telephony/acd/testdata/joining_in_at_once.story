# Proves: W-CC-7
# While nobody of the first ones can be rung, the later ones join in at once;
# one of the first who talks will be free again, so the caller waits.
queue podpora Ranks=jana,petr:30
on air petr@202
signed on jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=1
08:02:00 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
08:02:01 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:02:03 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:02:10 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  @ 08:02:40
  + Offered Call=3 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=3 Offer=3 Seat=202 From=+420777000003 Queue=Podpora Limit=20s
08:02:41 wait
