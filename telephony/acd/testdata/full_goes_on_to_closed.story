# Proves: W-CC-11, D-10, D-36
# Who is passed on because a queue is full, or because he has waited too long,
# comes to a queue that is closed: he is treated by that queue's rule.
voicemail zpet Name="Zpětné volání"
hours kancelar Name=Kancelář Week=8-16:30
queue podpora MaxWait=60 TooLong.Queue=uctarna MaxWaiting=1 Full.Queue=uctarna
queue uctarna Hours=kancelar Voicemail=zpet Closed.Leave=call-back
  @ 16:30:00.001
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
17:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
17:00:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + CallOver Call=2 Why=full Outcome=passed-on Then=3
  + CallOutOfHours CallQueued={Call=3 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=2 Queue=podpora QueueName=Podpora Hops=1}}
  + VoicemailEntered Call=3 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=3 Step=hours
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > Say Leg=L2 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:00:15 LegEnded Leg=L2 Why=caller
  + CallOver Call=3 Why=caller Outcome=closed-out
  @ 17:01:00
  + CallOver Call=1 Why=max-wait Outcome=passed-on Waited=1m0s Then=4
  + CallOutOfHours CallQueued={Call=4 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Waited=1m0s Hops=1}}
  + VoicemailEntered Call=4 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours Waited=1m0s
  + VoicemailStepped Call=4 Step=hours
  > Say Leg=L1 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:01:10 CallerDigit Call=4 Digit=0
  + LeaveChosen Call=4 Leaves=call-back
  + ItemTaken Call=4 Item={Call=4 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=uctarna QueueName=Účtárna From=+420777000001 At=16:01:10Z}
  + VoicemailStepped Call=4 Step=keeping
  > PlayQueue Leg=L1 Music=music
17:01:11 ItemKept Call=4
  + VoicemailStepped Call=4 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
17:01:20 LegEnded Leg=L1 Why=caller
  + CallOver Call=4 Why=caller Outcome=call-back Waited=1m0s
17:01:21 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=2 PassedOn=2
17:01:21 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna OutOfHours=2 OutOfHoursLeft=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
