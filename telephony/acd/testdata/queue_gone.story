# Proves: P-SET-6
# A queue is removed while somebody waits in it: the next operator on air
# takes him; its unprocessed calls are anybody's.
on air eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
drop podpora
08:01:01 office
  + OfficeSet Office={…}
  + Offered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=podpora Why=anyone Overflow
  > RingSeat Call=1 Offer=1 Seat=203 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 show queue podpora
  = QueueView ID=podpora Name=Podpora Waiting=1 Oldest=08:01:00 Offered=1
08:01:03 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Waited=3s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:04 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=3s Talked=1s
  + WrapUpBegan Call=1 Agent=eva
  > EndLeg Leg=o1 Why=caller
08:01:05 SignOff Agent=eva Leave
  + Unprocessed Call=1 Agent=eva
  + SignedOff Agent=eva Name="Eva Nová" Seat=203
08:01:06 SignOn Agent=petr Seat=203
  + SignedOn Agent=petr Name="Petr Velký" Seat=203
08:01:07 LoadUnprocessed Agent=petr
  + UnprocessedLoad Call=1 Agent=petr AgentName="Petr Velký"
08:01:08 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallTurnedAway Call=2 Trunk=svod From=+420777000001 To=800100200 Why=system
  > RefuseCaller Call=2 Leg=L2 Code=404
