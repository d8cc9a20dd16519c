# Proves: W-CC-7
# A heavier queue is served first.
queue podpora Weight=5
signed on petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
08:01:01 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:03 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=2 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=2 Offer=1 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
