# Proves: S-CB-1, S-CB-5, S-CB-6, S-CB-7, S-VM-10, D-36, D-20
# Out of hours the caller is told the operating hours and offered key 0. Who
# doesn't press it is thanked and hung up on; who does is registered, told so
# when it is on disk, and hung up on. Neither is among the offered.
voicemail zpet Name="Zpětné volání"
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar Voicemail=zpet Closed.Leave=call-back
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
17:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=1 Step=hours
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:00:10 CallerDigit Call=1 Digit=#
17:00:15 Said Leg=L1 Prompt=closed-call-back-cs
  + VoicemailStepped Call=1 Step=choosing
  @ 17:00:21
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=goodbye-cs
17:00:25 Said Leg=L1 Prompt=goodbye-cs
  + CallOver Call=1 Why=hours Outcome=closed-out
  > EndLeg Leg=L1 Why=hours
17:01:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=2 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=2 Step=hours
  > AnswerCaller Call=2 Leg=L2
  > Say Leg=L2 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:01:10 CallerDigit Call=2 Digit=0
  + LeaveChosen Call=2 Leaves=call-back
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000002 At=16:01:10Z}
  + VoicemailStepped Call=2 Step=keeping
  > PlayQueue Leg=L2 Music=music
17:01:11 ItemKept Call=2
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=call-back-taken-cs
17:01:15 Said Leg=L2 Prompt=call-back-taken-cs
  + CallOver Call=2 Why=hours Outcome=call-back
  > EndLeg Leg=L2 Why=hours
17:01:16 show queue podpora
  = QueueView ID=podpora Name=Podpora OutOfHours=2 OutOfHoursLeft=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
17:01:16 show item 2
  = Item Call=2 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000002 At=16:01:10Z
