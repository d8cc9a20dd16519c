# Proves: S-VM-9, S-CB-5
# The queue opens and closes at the minute: the desk wakes for it. Who calls in
# the second before it opens is told the hours; who calls when it has opened is
# offered to Jana; who calls in the minute of closing is too late.
hours kancelar Name=Kancelář Week=8:05-16:30
queue podpora Hours=kancelar
on air jana@201
08:04:59 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Lang=cs Why=hours
  + VoicemailStepped Call=1 Step=leaving
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs minute-5-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
  @ 08:05:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=15:30:00Z
08:05:10 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 OutOfHours=1 NextChange=15:30:00Z
08:05:11 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=1 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:05:20 Said Leg=L1 Prompt=goodbye-cs
  + CallOver Call=1 Why=hours Outcome=closed-out
  > EndLeg Leg=L1 Why=hours
08:05:21 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=1 Agent=jana How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=10s
  > StopRinging Offer=1
16:30:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:05:00Z
  + CallOutOfHours CallQueued={Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=3 Lang=cs Why=hours
  + VoicemailStepped Call=3 Step=leaving
  > AnswerCaller Call=3 Leg=L3
  > Say Leg=L3 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs minute-5-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
16:30:05 LegEnded Leg=L3 Why=caller
  + CallOver Call=3 Why=caller Outcome=closed-out
16:30:06 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Abandoned=1 OutOfHours=2 Closed ScheduledClosed NextChange=11-04T07:05:00Z
