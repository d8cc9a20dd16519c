# Trap: a number that leads to a queue only for who calls by one line is dialled
# from inside, and so is a line's main number, for which a rule for all the rest
# holds: both ring there, and the number called is kept as it was (WIRE 52).
number 800100300 Trunk=svod
number * Trunk=svod Queue=podpora
trunk svod Host=svod.example Number=+420555000111
on air petr@202
signed on eva@203
08:01:00 SeatDialled Call=1 Leg=L1 Seat=203 To=800100300
  + CallQueued Call=1 Leg=L1 Seat=203 From=203 Name="Eva Nová" To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=203 Name="Eva Nová" Queue=Účtárna Limit=20s
08:01:01 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=1s
  > StopRinging Offer=1
08:01:10 SeatDialled Call=2 Leg=L2 Seat=203 To=+420555000111
  + CallQueued Call=2 Leg=L2 Seat=203 From=203 Name="Eva Nová" To=+420555000111 Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=203 Name="Eva Nová" Queue=Podpora Limit=20s
08:01:11 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=2 Agent=petr How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=1s
  > StopRinging Offer=2
