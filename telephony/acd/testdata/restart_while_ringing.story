# Trap: I-11. The phone rang when the brain died: it is told to stop, its
# operator isn't charged with a miss, and the call is offered at once. If he had answered and
# the answer never came to the disk, its sound is on the tape: what is recorded now
# has an id of its own (W-CC-13).
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:00 kept L1 zz1
08:01:05 restart Live=L1
  + Began Kept=1
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + Offered Call=1 Offer=2-1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2-1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:05 Call=1 Offer=2-1
08:01:07 OfferAnswered Offer=2-1
  + Answered Call=1 Offer=2-1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=7s Recording=0000001-00000001-2
  > Connect Call=1 Caller=L1 Called=o2-1 Recording=0000001-00000001-2
