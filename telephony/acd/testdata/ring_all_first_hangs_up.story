# Trap: C-RING-5; the first to lift hangs up at once. The call was answered and
# ends as such; the others don't ring for a caller who is gone.
queue podpora Strategy=ring-all
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 OfferAnswered Offer=1
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn Next
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=3s Recording=0000001-00000001-1
  > StopRinging Offer=2 Elsewhere
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 LegEnded Leg=o1 Why=caller
  + CallOver Call=1 Why=agent Outcome=answered Waited=3s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=L1 Why=agent
08:01:04 OfferAnswered Offer=2
  > EndLeg Leg=o2 Why=system
08:01:05 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:03 Notice={Kind=passed-on Name=Podpora At=08:01:03} Place=1
