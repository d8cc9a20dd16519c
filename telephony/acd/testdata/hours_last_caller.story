# Proves: S-VM-9, D-20
# Who waits when the queue closes came in time: he is served on, and counts as
# offered. Who comes after him doesn't.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
16:29:58 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
16:30:02 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=2 Lang=cs Why=hours
  + VoicemailStepped Call=2 Step=leaving
  > AnswerCaller Call=2 Leg=L2
  > Say Leg=L2 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
16:30:05 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
16:30:06 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
16:30:09 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=11s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
16:30:20 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=closed-out
16:31:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=11s Talked=51s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
16:31:01 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Offered=1 Answered=1 AnsweredInTime=1 OutOfHours=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
