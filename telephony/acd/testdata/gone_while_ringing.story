# Proves: P-SET-6
# While Jana's phone rings she is taken out of the settings, and so is her phone:
# she may still take that caller, saves, and is signed off. Petr, disabled in a
# talk, does the same; nobody is rung anew who isn't in the settings.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
drop jana
drop 201
08:01:02 office
  + OfficeSet Office={…}
08:01:03 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=3s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:04 show agent jana
  = AgentView ID=jana Name="Jana Malá" Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:01:03 Call=1 Offer=1 Today={Answered=1}
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:01:11 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=1s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L2 Called=o2 Recording=0000001-00000002-1
agent petr Disabled
seat 202 Disabled
08:01:12 office
  + OfficeSet Office={…}
08:01:20 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=3s Talked=17s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:30 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
  + SignedOff Agent=jana Name="Jana Malá" Seat=201
08:01:31 show agent jana
  = none
08:01:40 LegEnded Leg=o2 Why=caller
  + CallOver Call=2 Why=agent Outcome=answered Waited=1s Talked=29s
  + WrapUpBegan Call=2 Agent=petr
  > EndLeg Leg=L2 Why=agent
08:01:41 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
08:01:42 SaveCall Agent=petr Call=2 Form.Unknown Form.Reasons=2
  + Saved Call=2 Agent=petr AgentName="Petr Velký" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000002
  + SignedOff Agent=petr Name="Petr Velký" Seat=202
08:01:43 show agent petr
  = none
08:01:44 SignOn Agent=petr Seat=203
  x Code=unknown-agent
# one who doesn't answer any more is signed off once his ring is over
agent petr Disabled=false
seat 202 Disabled=false
08:02:00 office
  + OfficeSet Office={…}
08:02:01 SignOn Agent=petr Seat=203
  + SignedOn Agent=petr Name="Petr Velký" Seat=203
08:02:02 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=3 Offer=3 Agent=petr AgentName="Petr Velký" Seat=203 Queue=podpora Why=longest-idle
  > RingSeat Call=3 Offer=3 Seat=203 From=+420777000002 Queue=Podpora Limit=20s
drop petr
08:02:03 office
  + OfficeSet Office={…}
  @ 08:02:22
  + OfferOver Call=3 Offer=3 Agent=petr How=missed
  + SignedOff Agent=petr Name="Petr Velký" Seat=203
  > StopRinging Offer=3
08:02:30 show agent petr
  = none
