# Proves: D-27, D-14
# Jana clicks a break, Petr is signed off by his supervisor, just as they lift
# their phones: whoever was first in the log wins, and the phone that came second
# is hung up on. Nobody talks who is on a break, no caller is lost.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 GoOffAir Agent=jana Break=osobni
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + PresenceSet Agent=jana Presence=off-air Break=osobni BreakName=Osobní
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:03 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:04 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Break=osobni BreakName=Osobní Since=08:01:03 Notice={Kind=passed-on Name=Podpora At=08:01:03}
08:01:05 SignOff Agent=petr By=sova
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn
  + SignedOff Agent=petr Name="Petr Velký" Seat=202 By=sova
  > StopRinging Offer=2
08:01:05 OfferAnswered Offer=2
  > EndLeg Leg=o2 Why=system
08:01:06 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Since=08:01:05 Notice={Kind=signed-off By="Karel Sova" At=08:01:05}
08:01:07 show call 1
  = CallView ID=1 Stage=waiting From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
08:01:10 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:11 OfferAnswered Offer=3
  + Answered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Waited=11s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o3 Recording=0000001-00000001-1
08:01:11 GoOffAir Agent=jana Break=osobni
  x Code=save-first
08:01:11 SignOff Agent=jana By=sova
  x Code=busy
08:01:12 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:11 Call=1 Offer=3 Today={Answered=1}
08:01:20 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=11s Talked=9s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o3 Why=caller
# she wants her break while she wraps up: she saves first
08:01:21 GoOffAir Agent=jana Break=osobni
  x Code=save-first
08:01:22 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
08:01:23 GoOffAir Agent=jana Break=osobni
  + PresenceSet Agent=jana Presence=off-air Break=osobni BreakName=Osobní
08:01:24 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Break=osobni BreakName=Osobní Since=08:01:23 Today={Answered=1 Talked=9s}
