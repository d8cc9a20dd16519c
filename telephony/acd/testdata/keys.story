# Trap: keys lead nowhere where the queue has no voicemail, or doesn't allow
# them; they do no harm.
voicemail vzkazy Name="Záznamník podpory"
queue uctarna Voicemail=vzkazy Keys=call-back
on air jana@201 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:01 CallerDigit Call=1 Digit=0
08:01:02 CallerDigit Call=1 Digit=#
08:01:03 CallerDigit Call=7 Digit=#
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
  @ 08:01:25
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:01:45
  + OfferOver Call=1 Offer=2 Agent=jana How=missed
  > StopRinging Offer=2
  @ 08:01:50
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100300
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=2 Offer=4 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Music=music
  > RingSeat Call=2 Offer=4 Seat=203 From=+420777000002 Queue=Účtárna Limit=20s
08:02:01 CallerDigit Call=2 Digit=#
08:02:02 CallerDigit Call=2 Digit=5
