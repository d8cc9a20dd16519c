# Proves: S-VM-9, S-CB-5
# On a day of its own the office is open in the morning only, and says so.
hours kancelar Name=Kancelář Week=8-16:30
day 11-03 Name="Den firmy" Open=8-12
queue podpora Hours=kancelar
11:59:59 show queue podpora
  = QueueView ID=podpora Name=Podpora NextChange=11:00:00Z
12:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Lang=cs Why=hours
  + VoicemailStepped Call=1 Step=leaving
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-cs hours-today-cs from-cs hour-8-cs to-cs hour-12-cs hours-else-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
12:00:20 Said Leg=L1 Prompt=goodbye-cs
  + CallOver Call=1 Why=hours Outcome=closed-out
  > EndLeg Leg=L1 Why=hours
