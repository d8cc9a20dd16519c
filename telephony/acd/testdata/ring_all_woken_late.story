# Trap: C-STATE-2. Petr joins in a second before the caller has waited as long as
# the queue lets him, and a busy computer wakes the desk two seconds late: his
# phone is added all the same, and the desk doesn't ask for that moment for ever.
queue podpora Strategy=ring-all MaxWait=10 RingTime=30 Ranks=jana,petr:9
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=30s
08:01:05 late 08:01:11
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=30s
08:01:15 wait
