# Proves: S-MATCH-1, S-MATCH-3
# Several active customers have the caller's number: the one of the site that
# the operator who answers has selected is taken. One whose site has two of
# them is shown them all. A look-up that comes late decides in the same way.
agent jana Site=brno
agent petr Site=praha
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:01 CallerKnown Call=1 Candidates="K1:Jan Novák@praha,K2:Jana Nováková@brno,K3:Novák starší@praha"
  + CallNamed Call=1 Candidates=[{ID=K1 Name="Jan Novák" Active Site=praha}, {ID=K2 Name="Jana Nováková" Active Site=brno}, {ID=K3 Name="Novák starší" Active Site=praha}]
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  + CallNamed Call=1 Customer={ID=K2 Name="Jana Nováková" Active Site=brno} Candidates=[{ID=K1 Name="Jan Novák" Active Site=praha}, {ID=K2 Name="Jana Nováková" Active Site=brno}, {ID=K3 Name="Novák starší" Active Site=praha}]
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:01:04 CallerKnown Call=2 Candidates="K1:Jan Novák@praha,K2:Jana Nováková@brno,K3:Novák starší@praha"
  + CallNamed Call=2 Candidates=[{ID=K1 Name="Jan Novák" Active Site=praha}, {ID=K2 Name="Jana Nováková" Active Site=brno}, {ID=K3 Name="Novák starší" Active Site=praha}]
08:01:05 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:01:06 CallerKnown Call=2 Candidates="K1:Jan Novák@praha,K2:Jana Nováková@brno"
  + CallNamed Call=2 Candidates=[{ID=K1 Name="Jan Novák" Active Site=praha}, {ID=K2 Name="Jana Nováková" Active Site=brno}]
  + CallNamed Call=2 Customer={ID=K1 Name="Jan Novák" Active Site=praha} Candidates=[{ID=K1 Name="Jan Novák" Active Site=praha}, {ID=K2 Name="Jana Nováková" Active Site=brno}]
