# Proves: S-BREAK-4
# A supervisor sets a break for somebody, whose ring then moves on and who is
# told so; he ends it himself as any other. Nobody else may.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 GoOffAir Agent=jana Break=porada By=petr
  x Code=not-allowed
08:01:03 GoOffAir Agent=jana Break=porada By=sova
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + PresenceSet Agent=jana Presence=off-air Break=porada BreakName=Porada By=sova
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:04 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Break=porada BreakName=Porada Since=08:01:03 Notice={Kind=taken-off Name=Porada By="Karel Sova" At=08:01:03}
08:01:05 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
08:01:06 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=6s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:07 GoOffAir Agent=petr By=sova
  x Code=save-first
