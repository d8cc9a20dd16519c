# Proves: S-LAST-1, S-LAST-2, S-LAST-3, S-LAST-4, S-LAST-5, D-8, S-STATE-8
# Two calls stand unprocessed. Newest first, only off air, only of queues that
# one serves; of two operators at once the second gets the next, then nothing
# is left. A call in somebody's wrap-up is never offered.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777123457 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777123457 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777123457 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=58s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:02:00 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=2s Talked=55s
  + WrapUpBegan Call=2 Agent=petr
  > EndLeg Leg=o2 Why=caller
08:02:01 SignOff Agent=jana Leave
  + Unprocessed Call=1 Agent=jana
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
08:02:02 SignOn Agent=eva Seat=203
  + SignedOn Agent=eva Name="Eva Nová" Seat=203
08:02:03 LoadUnprocessed Agent=eva
  x Code=nothing-left
08:02:04 SignOff Agent=petr Leave
  + Unprocessed Call=2 Agent=petr
  + SignedOff Agent=petr Name="Petr Velký" Seat=202
08:02:05 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:02:06 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:02:07 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
08:02:08 LoadUnprocessed Agent=petr
  x Code=must-be-off-air
08:02:09 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:02:10 LoadUnprocessed Agent=petr
  + UnprocessedLoad Call=2 Agent=petr AgentName="Petr Velký"
08:02:10 LoadUnprocessed Agent=jana
  + UnprocessedLoad Call=1 Agent=jana AgentName="Jana Malá"
08:02:11 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:02:06 Presence=off-air Work=wrapping Since=08:02:10 Call=2 Notice={Kind=loaded Name=Podpora Time=07:01:03Z At=08:02:10} Today={Answered=1 Talked=55s}
08:02:12 LoadUnprocessed Agent=petr
  x Code=save-first
08:02:13 SaveCall Agent=petr Call=2 Form.Unknown Form.Reasons=1,12
  + Saved Call=2 Agent=petr AgentName="Petr Velký" Form={Reasons=[1, 12] Unknown} ReasonNames=[Porucha, Televize] Tree=duvody TreeVersion=3 From=+420777123457
  + PresenceSet Agent=petr Presence=on-air
08:02:14 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:02:06 Presence=on-air Since=08:02:13 Place=1 Today={Answered=1 Talked=55s}
08:02:15 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:02:16 LoadUnprocessed Agent=petr
  x Code=nothing-left
