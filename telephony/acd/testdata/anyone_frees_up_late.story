# Proves: S-OVER-5
# The time of anyone came while nobody was free: the first to be free gets it.
queue podpora AnyAfter=10
signed on eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:30 GoOnAir Agent=eva
  + PresenceSet Agent=eva Presence=on-air
  + Offered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=anyone Overflow
  > RingSeat Call=1 Offer=1 Seat=203 From=+420777123456 Queue=Podpora Limit=20s
