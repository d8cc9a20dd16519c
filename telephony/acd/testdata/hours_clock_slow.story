# Trap: the wall clock goes a little slower than the one of the timers
# The desk is woken for closing time a second too early by the wall. It sets its
# alarm again, once, and closes when the wall says so.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
15:45:00 set 15:44:59
  @ 16:29:59.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=15:30:00Z
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
16:31:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
