# Proves: W-CC-15
# Found while waiting: the phone shows the customer's name.
signed on jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 Name="Novak J" To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 Name="Novak J" To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:01 CallerKnown Call=1 Chosen=K1 Candidates="K1:Jan Novák"
  + CallNamed Call=1 Customer={ID=K1 Name="Jan Novák" Active} Candidates=[{ID=K1 Name="Jan Novák" Active}]
08:01:02 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Name="Jan Novák" Queue=Podpora Limit=20s
08:01:03 CallerKnown Call=9 Chosen=K1 Candidates="K1:Jan Novák"
