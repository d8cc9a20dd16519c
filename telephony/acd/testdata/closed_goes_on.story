# Proves: W-CC-11, D-36, D-20
# The closed queue's callers go to one that is open, whose greeting they hear;
# when that has closed, too, they are told the hours. Nobody goes in a circle.
voicemail zpet Name="Zpětné volání"
hours kancelar Name=Kancelář Week=8-16:30
hours dlouho Name=Pohotovost Week=8-17
queue podpora Hours=kancelar Closed.Queue=uctarna
queue uctarna Hours=dlouho Closed.Queue=podpora Greeting=greeting-cs Voicemail=zpet Closed.Leave=call-back
on air petr@202
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
16:45:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + CallOver Call=1 Why=hours Outcome=passed-on Then=2
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Hops=1}
  + Offered Call=2 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle Overflow
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=1 Seat=202 From=+420777000001 Queue=Účtárna Limit=20s
16:45:05 OfferAnswered Offer=1
  + Answered Call=2 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Waited=5s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L1 Called=o1 Recording=0000001-00000002-1
16:45:30 LegEnded Leg=L1 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=5s Talked=25s
  + WrapUpBegan Call=2 Agent=petr
  > EndLeg Leg=o1 Why=caller
  @ 17:00:00.001
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
17:45:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallOutOfHours CallQueued={Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=3 Lang=cs Why=hours
  + VoicemailStepped Call=3 Step=leaving
  > AnswerCaller Call=3 Leg=L3
  > Say Leg=L3 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
17:45:10 LegEnded Leg=L3 Why=caller
  + CallOver Call=3 Why=caller Outcome=closed-out
17:45:11 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 OutOfHours=2 Closed ScheduledClosed NextChange=11-04T07:00:00Z
17:45:11 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna SignedOn=1 Offered=1 Answered=1 AnsweredInTime=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
