# Proves: S-VM-9
# While the time isn't known the hours can't be: a queue is open then, or
# closed where it is set so. With the clock the hours come back.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
queue uctarna Hours=kancelar ClosedUnsure
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
17:00:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
17:00:01 doubt
  + HoursTurned Queue=podpora QueueName=Podpora
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed
17:00:02 show queue podpora
  = QueueView ID=podpora Name=Podpora
17:00:02 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna Closed ScheduledClosed
17:00:03 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna}
  + VoicemailEntered Call=1 Lang=cs Why=hours
  + VoicemailStepped Call=1 Step=leaving
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-now-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
17:00:20 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=closed-out
17:05:00 trust
  + ClockSet Sure
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
17:05:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
