# Proves: S-IN-1, S-IN-2, S-LINE-3, S-LINE-4, S-LINE-12, S-LINE-13, S-STAT-5, S-STATE-1, S-STATE-3, S-STATE-6, S-STATE-7, S-DONE-1, S-DONE-4
# A caller waits, Jana's phone rings, she lifts it, talks, saves, and is on
# air again. The wait counts from the queue, not from her ring.
signed on jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 Name="Novák" To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 Name=Novák To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:30 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Name=Novák Queue=Podpora Limit=20s
08:01:31 OfferRang Offer=1
  + Rang Call=1 Offer=1
08:01:40 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=ringing Since=08:01:30 Call=1 Offer=1
08:01:40 show call 1
  = CallView ID=1 Stage=offered From=+420777123456 FromName=Novák To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Agent=jana RingUntil=08:01:50
08:01:42 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=42s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:42 Call=1 Offer=1 Today={Answered=1}
08:02:00 show call 1
  = CallView ID=1 Stage=talking From=+420777123456 FromName=Novák To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:42 Agent=jana Waited=42s Recording=0000001-00000001-1
08:05:42 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=42s Talked=4m0s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:05:50 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:05:42 Call=1 Today={Answered=1 Talked=4m0s}
08:06:00 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=1,11 Form.Note="Kabel vytržen" Form.RT=0012345678
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[1, 11] Note="Kabel vytržen" RT=0012345678 Unknown} ReasonNames=[Porucha, Internet] Tree=duvody TreeVersion=3 From=+420777123456
08:06:01 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:06:00 Place=1 Today={Answered=1 Talked=4m0s}
08:06:01 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Answered=1
