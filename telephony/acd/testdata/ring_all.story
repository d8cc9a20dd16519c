# Proves: W-CC-6
# All phones of the queue ring at once. The first to be lifted has the call, the
# others fall silent as answered elsewhere and ring for the next caller. Who
# lifts at the same instant is hung up on and told where the call went.
queue podpora Strategy=ring-all
agent ida Name="Ida Rychlá" Queues=podpora
on air jana@201 petr@202 ida@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=3 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=1 Offer=3 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:04 OfferAnswered Offer=2
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + OfferOver Call=1 Offer=3 Agent=ida How=withdrawn Next
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=4s Recording=0000001-00000001-1
  + Offered Call=2 Offer=4 Agent=ida AgentName="Ida Rychlá" Seat=203 Queue=podpora Why=ring-all
  + Offered Call=2 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  > StopRinging Offer=1 Elsewhere
  > StopRinging Offer=3 Elsewhere
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
  > RingSeat Call=2 Offer=4 Seat=203 From=+420777000002 Queue=Podpora Limit=20s
  > RingSeat Call=2 Offer=5 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:01:04 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:05 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:04 Call=2 Offer=5
08:01:05 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Work=talking Since=08:01:04 Call=1 Offer=2 Today={Answered=1}
08:01:06 OfferAnswered Offer=4
  + OfferOver Call=2 Offer=5 Agent=jana How=withdrawn Next
  + Answered Call=2 Offer=4 Agent=ida AgentName="Ida Rychlá" Seat=203 Waited=3s Recording=0000001-00000002-1
  > StopRinging Offer=5 Elsewhere
  > Connect Call=2 Caller=L2 Called=o4 Recording=0000001-00000002-1
08:01:07 show call 2
  = CallView ID=2 Stage=talking From=+420777000002 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:03 Answered=08:01:06 Agent=ida Waited=3s Recording=0000001-00000002-1
