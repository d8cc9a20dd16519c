# Proves: W-CC-7
# A supervisor takes a waiting call out of its queue and has it ring at a
# person, who need not serve it; the ring elsewhere ends. The person doesn't
# answer: the queue goes on. Only a supervisor may, only to who can be rung.
on air jana@201 eva@203
signed on petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 GiveCall Call=1 To=eva By=jana
  x Code=not-allowed
08:01:03 GiveCall Call=1 To=petr By=sova
  x Code=cannot-ring Name="Petr Velký"
08:01:04 GiveCall Call=9 To=eva By=sova
  x Code=no-call
08:01:05 GiveCall Call=1 To=eva By=sova
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + Offered Call=1 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=given By=sova
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:01:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:05 Notice={Kind=passed-on Name=Podpora At=08:01:05} Place=1
  @ 08:01:25
  + OfferOver Call=1 Offer=2 Agent=eva How=missed Next
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=2
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:26 wait
08:01:27 OfferAnswered Offer=3
  + Answered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Waited=27s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o3 Recording=0000001-00000001-1
08:01:28 GiveCall Call=1 To=eva By=sova
  x Code=no-call
