# Trap: C-RING-2, I-3. A phone that doesn't know its number is counted apart from
# one that can't be reached, and its operator is told what to mend.
queue podpora RingTime=10
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:01 OfferFailed Offer=1 Why=misconfigured Code=404
  + OfferOver Call=1 Offer=1 Agent=jana How=misconfigured Code=404 Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:01 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:01 Notice={Kind=misconfigured Name=Podpora At=08:01:01} Place=1 Today={Misconfigured=1}
08:01:02 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
