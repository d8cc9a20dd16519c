# Proves: S-VM-9
# Tuesday, 17 November, is a public holiday: closed all day, as Jana's phone
# shows; the other queue has hours that holidays don't change.
date 2026-11-17
hours kancelar Name=Kancelář Week=8:05-16:30
hours porad Name=Pohotovost Week=8:05-16:30 OnHolidays
queue podpora Hours=kancelar
queue uctarna Hours=porad
  @ 08:05:00.001
  + HoursTurned Queue=uctarna QueueName=Účtárna Next=15:30:00Z
08:06:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Lang=cs Why=hours
  + VoicemailStepped Call=1 Step=leaving
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-today-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs minute-5-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
08:06:10 Said Leg=L1 Prompt=goodbye-cs
  + CallOver Call=1 Why=hours Outcome=closed-out
  > EndLeg Leg=L1 Why=hours
08:07:00 show queue podpora
  = QueueView ID=podpora Name=Podpora OutOfHours=1 Closed ScheduledClosed NextChange=11-18T07:05:00Z
08:07:00 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna NextChange=15:30:00Z
