# Trap: the box began with a clock that was an hour slow
# The clock is set, and the queue is closed at once; set back, it is open again
# and the desk wakes at the right time.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
15:45:00 set 16:45:00
  + ClockSet By=1h0m0s Sure
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
16:46:00 set 15:46:00
  + ClockSet By=-1h0m0s Sure
  + HoursTurned Queue=podpora QueueName=Podpora Next=15:30:00Z
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
16:31:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
