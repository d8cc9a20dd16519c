# Proves: D-1, D-16
# A supervisor may sign somebody off, even while his phone rings: the call
# moves on. The one concerned is told. Others may not, and nobody may while
# the operator talks.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:01 SignOff Agent=jana By=petr
  x Code=not-allowed
08:01:02 SignOff Agent=jana By=sova
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + SignedOff Agent=jana Name="Jana Malá" Seat=201 By=sova
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:01:03 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Since=08:01:02 Notice={Kind=signed-off By="Karel Sova" At=08:01:02}
08:01:04 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=4s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:05 SignOff Agent=petr By=sova Leave
  x Code=busy
